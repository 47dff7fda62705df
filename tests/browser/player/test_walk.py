"""A walk in the player: its time counts down, also in the pocket, and nobody is told to rest."""

import pytest
from playwright.sync_api import Page, expect

from following.models import SetEvent
from people.models import Patient
from tests.browser.axe import barriers
from tests.browser.player.session import at, check_in, press
from tests.factories import SignOffFactory, exercise
from tests.following.phone import at_home_with

IN_THE_POCKET = """
Object.defineProperty(document, "hidden", { value: true, configurable: true });
document.dispatchEvent(new Event("visibilitychange"));
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


def test_a_walk_goes_on_in_the_pocket_and_counts_no_more_than_was_prescribed(player, patient):
    press(player, "Start")
    player.clock.run_for(10_000)
    player.evaluate(IN_THE_POCKET)
    expect(at(player, "moving").get_by_role("button", name="Pause")).to_be_visible()
    with player.expect_response("**/events/"):
        player.clock.fast_forward(20 * 60_000)
        player.clock.run_for(100)

    walked = SetEvent.objects.get(clinic_id=patient.clinic_id, patient_id=patient.pk)
    assert (walked.kind, walked.seconds) == (SetEvent.Kind.TIMED, 300)
    at(player, "after")
