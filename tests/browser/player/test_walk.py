"""A walk in the player: its time counts down, also in the pocket, and nobody is told to rest."""

import pytest
from playwright.sync_api import Page, expect

from following.models import SetEvent
from people.models import Patient
from tests.browser.axe import barriers
from tests.browser.player.session import at, check_in, press
from tests.factories import SignOffFactory, exercise
from tests.following.phone import at_home_with

#: Into the pocket, or out of it.
HIDE = """
(isHidden) => {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""
RAN = """
async () => {
  const { openStore } = await import("/static/js/offline/store.js");
  const key = JSON.parse(document.getElementById("session-document").textContent).key;
  return (await (await openStore()).state(key)).clock.ran;
}
"""


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    walk = exercise("walking-easy")
    revision = at_home_with(
        {"exercise": walk, "sets": 1, "repetitions": 1, "hold": 300, "tempo": "1-0-1"}
    )
    SignOffFactory(program=revision.program, exercise=walk)
    return revision.program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    check_in(opened)
    return opened


def test_a_walk_reads_as_a_walk_and_its_time_counts_down(player):
    ready = at(player, "ready")
    expect(ready.locator("[data-text=dose]")).to_have_text("5 minutes")
    press(player, "Start")
    player.clock.run_for(30_100)

    moving = at(player, "moving")
    expect(moving.get_by_role("timer")).to_contain_text("4:30")
    expect(moving.get_by_role("timer")).to_contain_text("walk")
    expect(moving.locator("[data-text=cue]")).to_have_text("Walk tall. Easy steps. Arms swing.")
    expect(moving.get_by_text("Repetition", exact=True)).to_be_hidden()
    assert moving.locator("[data-figure] animate").count() > 0
    player.clock.resume()  # axe waits by the page's clock
    assert barriers(player) == []


def hide(page: Page, *, is_hidden: bool, ran: int) -> None:
    """Hide the page or show it again; the phone has kept so many milliseconds of the walk then."""
    page.evaluate(HIDE, is_hidden)
    for _ in range(50):
        if page.evaluate(RAN) >= ran:
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(RAN))


def closed_and_opened(page: Page, *, after: int) -> Page:
    """The system closes the page; so many milliseconds later it is opened again, and plays."""
    address = page.url
    later = page.context.new_page()
    page.close()
    later.clock.fast_forward(after)
    later.goto(address)
    at(later, "moving")
    return later


@pytest.fixture
def pocketed(player: Page) -> Page:
    """Ten seconds of the walk are done when the phone goes into the pocket."""
    press(player, "Start")
    player.clock.run_for(10_000)
    hide(player, is_hidden=True, ran=10_000)
    return player


def test_a_walk_goes_on_in_the_pocket_and_counts_no_more_than_was_prescribed(pocketed, patient):
    expect(at(pocketed, "moving").get_by_role("button", name="Pause")).to_be_visible()
    with pocketed.expect_response("**/events/"):
        pocketed.clock.fast_forward(20 * 60_000)
        pocketed.clock.run_for(100)

    walked = SetEvent.objects.get(clinic_id=patient.clinic_id, patient_id=patient.pk)
    assert (walked.kind, walked.seconds) == (SetEvent.Kind.TIMED, 300)
    at(pocketed, "after")


def test_a_walk_goes_on_though_the_phone_closes_its_page_in_the_pocket(pocketed):
    page = closed_and_opened(pocketed, after=60_000)

    timer = at(page, "moving").get_by_role("timer")
    expect(timer).to_contain_text("3:50")
    page.clock.run_for(10_100)
    expect(timer).to_contain_text("3:40")


def test_a_walk_that_ended_while_its_page_was_closed_counts_as_it_was_prescribed(pocketed, patient):
    page = closed_and_opened(pocketed, after=10 * 60_000)
    with page.expect_response("**/events/"):
        page.clock.run_for(100)

    walked = SetEvent.objects.get(clinic_id=patient.clinic_id, patient_id=patient.pk)
    assert (walked.kind, walked.seconds) == (SetEvent.Kind.TIMED, 300)
    at(page, "after")


def test_a_walk_that_is_seen_again_waits_when_its_page_is_closed(pocketed):
    pocketed.clock.run_for(5_000)
    hide(pocketed, is_hidden=False, ran=15_000)
    page = closed_and_opened(pocketed, after=10 * 60_000)

    moving = at(page, "moving")
    expect(moving.get_by_role("timer")).to_contain_text("4:45")
    expect(moving.get_by_role("button", name="Go on")).to_be_visible()
