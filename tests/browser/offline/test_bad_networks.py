"""A network that is slow, that comes and goes, that loses answers, that is somebody else's."""

from collections.abc import Callable
from itertools import chain, cycle

import pytest
from playwright.sync_api import Page, Route, expect

from bench.throttled import slow_the_worker
from following.models import Session, SetEvent
from people.models import Patient
from tests.browser.conftest import ALONE, PHONE, listened_to
from tests.browser.offline.phone import leave, until, visit
from tests.browser.player.session import (
    check_in,
    open_anew,
    rate_after,
    sign_in,
    tick,
    until_quiet,
)
from tests.following.phone import at_home_with

SETS = 5
ALL_OF_IT = ([1, 2, 3, 4, 5], "done", SETS)
API = "**/api/v1/**"
#: The phone has told all that it has to, and says so.
ALL_IS_TOLD = """
async () => {
  const { openStore } = await import("/static/js/offline/store.js");
  const { patient, at } = document.getElementById("main").dataset;
  const waiting = await (await openStore()).waiting(patient);
  const isSaid = document.querySelector("[data-note=waiting]").hidden;
  return at === "done" && waiting.length === 0 && isSaid;
}
"""
#: 50 kbit/s, with so many milliseconds before each answer.
SLOW = {"offline": False, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}
JSON, HTML = "application/json", "text/html"
PORTAL = (
    {"status": 200, "content_type": HTML, "body": "<!doctype html><title>Our Wi-Fi</title>"},
    {"status": 200, "content_type": JSON, "body": '{"success": true, "kept": true}'},
    {"status": 302, "headers": {"Location": "/accounts/login/"}},
    {"status": 404, "content_type": JSON, "body": '{"detail": "Not found."}'},
)


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home_with({"sets": SETS, "repetitions": 2, "hold": 0}).program.patient


@pytest.fixture
def player(new_context, patient: Patient, base_url: str, complaints: list[str]) -> Page:
    """The player at its first question."""
    page = listened_to(new_context(**PHONE, **ALONE), complaints).new_page()
    sign_in(page.context, patient, base_url)
    open_anew(page)
    return page


def exercise(page: Page, *, after_each_touch: Callable[[], None] = lambda: None) -> None:
    """Do all of a session, touch by touch, whatever the network does meanwhile."""
    check_in(page)
    after_each_touch()
    for number in range(1, SETS + 1):
        tick(page, number, of=SETS)
        after_each_touch()
    rate_after(page)
    after_each_touch()


def kept(patient: Patient) -> tuple[list[int], str, int]:
    """The sets that the database has, as often as it has them, and how the session ended."""
    sets = SetEvent.objects.filter(clinic_id=patient.clinic_id).order_by("set_number")
    session = Session.objects.get(patient=patient)
    numbers = list(sets.values_list("set_number", flat=True))
    return numbers, session.status, session.sets_done


def slowed(page: Page, address: str) -> Callable[[int], None]:
    """Makes the network slow, the page's and the worker's, with so many milliseconds of latency."""
    browser = page.context.browser
    assert browser
    of_page, of_worker = page.context.new_cdp_session(page), browser.new_browser_cdp_session()
    of_page.send("Network.enable")

    def slow(latency: int) -> None:
        network = SLOW | {"latency": latency}
        of_page.send("Network.emulateNetworkConditions", network)
        slow_the_worker(of_worker, address, network)

    return slow


def lose_the_first(route: Route, told: set[str]) -> None:
    """The server hears it, and its answer is lost, the first time."""
    words = route.request.post_data_json or {}
    ids = " ".join(one["id"] for one in words.get("events", [words]) if one) or route.request.url
    answer = route.fetch()
    if ids in told:
        route.fulfill(response=answer)
    else:
        told.add(ids)
        route.abort()


def test_a_network_that_comes_and_goes_loses_nothing(player, patient):
    phases = cycle([True, False])

    def flap() -> None:
        player.context.set_offline(next(phases))
        player.wait_for_timeout(250)

    with until_quiet(player):
        exercise(player, after_each_touch=flap)
        player.context.set_offline(False)
        until(player, ALL_IS_TOLD)
    assert kept(patient) == ALL_OF_IT


def test_each_answer_that_is_lost_the_first_time_makes_nothing_double(player, patient):
    told: set[str] = set()
    player.route(API, lambda route: lose_the_first(route, told))
    with until_quiet(player):
        exercise(player)
        until(player, ALL_IS_TOLD)
    assert len(told) >= 3  # the beginning, sets, the end
    assert kept(patient) == ALL_OF_IT


def test_a_portal_that_answers_every_second_time_is_never_believed(player, patient):
    turns = chain.from_iterable((answer, None) for answer in cycle(PORTAL))
    said = []

    def stand_between(route: Route) -> None:
        if answer := next(turns):
            said.append(answer)
            route.fulfill(**answer)
        else:
            route.continue_()

    player.route(API, stand_between)
    with until_quiet(player):
        exercise(player, after_each_touch=lambda: player.wait_for_timeout(250))
        until(player, ALL_IS_TOLD)
    assert len(said) >= len(PORTAL)
    assert kept(patient) == ALL_OF_IT


def test_a_very_slow_network_holds_nobody_up(phone, patient, base_url):
    sign_in(phone.context, patient, base_url)
    visit(phone)
    slow = slowed(phone, base_url)
    slow(3000)
    open_anew(phone)

    expect(phone.get_by_text("No connection. Plan checked:")).to_be_visible()
    slow(1000)
    exercise(phone)
    until(phone, ALL_IS_TOLD)
    assert kept(patient) == ALL_OF_IT
    slow(0)
    leave(phone)
