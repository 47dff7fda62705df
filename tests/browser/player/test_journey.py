"""A session on the phone, from the check-in to the end, as a patient goes through it."""

from collections.abc import Iterator
from itertools import cycle
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from following.models import Session, SetEvent, Stop
from people.models import Patient
from programs.models import Program
from tests.browser.axe import barriers, overflow
from tests.browser.player.session import (
    answer_stop,
    at,
    check_in,
    feel,
    press,
    rate_after,
)
from tests.factories import PrescribedLineFactory, SignOffFactory, exercise
from tests.following.phone import at_home_with

LEAST_STOP = 72
#: Whether the figure stands still, and at which half second.
TIME = "figure => [figure.animationsPaused(), Math.round(figure.getCurrentTime() * 2) / 2]"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home with two exercises: two sets of two, on each side, and one of five."""
    revision = at_home_with({"sets": 1, "repetitions": 2, "hold": 0, "sides": "each", "rest": 10})
    superman = exercise("superman")
    PrescribedLineFactory(revision=revision, exercise=superman, place=1, hold=0)
    SignOffFactory(program=revision.program, exercise=superman)
    return revision.program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    return opened


def is_sound(page: Page, scheme: Literal["light", "dark"] = "light") -> None:
    """Nothing keeps anyone from using the screen, and it is no wider than the phone."""
    page.clock.resume()  # axe waits by the page's clock
    page.emulate_media(color_scheme=scheme)
    assert barriers(page) == []
    assert overflow(page) <= 0


def stop_button(page: Page) -> Locator:
    return page.locator("[data-screen]:visible").get_by_role("button", name="Stop – it hurts")


def test_a_session_from_the_check_in_to_the_end(player, patient):
    check_in(player, "thigh_back_left")
    at(player, "ready")
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(14_100)
    at(player, "rest")
    player.clock.run_for(24_200)
    expect(at(player, "ready")).to_contain_text("Exercise 2 of 2")
    press(player, "I did it")
    rate_after(player)
    with player.expect_response("**/finish/"):
        expect(at(player, "done")).to_contain_text("Next: Midday, about 13:00.")
    is_sound(player)

    session = Session.objects.get(patient=patient)
    assert (session.status, session.sets_done, session.sets_prescribed) == ("done", 3, 3)
    assert (session.back_before, session.leg_before) == (1, 2)
    assert session.places == ["thigh_back_left"]
    assert (session.back_after, session.leg_after) == (0, 0)
    events = SetEvent.objects.filter(clinic_id=patient.clinic_id).order_by("received_at")
    assert list(events.values_list("set_number", "kind", "repetitions", "seconds")) == [
        (1, SetEvent.Kind.TIMED, 2, 14),
        (2, SetEvent.Kind.TIMED, 2, 14),
        (1, SetEvent.Kind.TICKED, 5, 0),
    ]


def test_the_count_and_the_words_follow_the_tempo(player):
    check_in(player)
    press(player, "Start")
    moving = at(player, "moving")
    seen = []
    for _ in range(4):
        player.clock.run_for(1800)
        count = moving.get_by_role("timer").inner_text().split()
        seen.append((*count, moving.locator("[data-text=repetition]").inner_text()))

    assert seen == [("2", "move", "1"), ("1", "hold", "1"), ("2", "back", "1"), ("3", "move", "2")]


def test_the_side_is_announced_before_each_set_of_it(player):
    check_in(player)
    expect(at(player, "ready")).to_contain_text("Left side")
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(14_100)
    expect(at(player, "rest")).to_contain_text("Next: Set 1 of 1, Right side")


def test_the_figure_moves_by_the_clock_of_the_count(player):
    check_in(player)
    press(player, "Start")
    at(player, "moving")
    figure = player.locator("[data-figure] svg")
    expect(figure).to_be_attached()
    player.clock.run_for(2500)
    before = figure.evaluate(TIME)
    press(player, "Pause")
    player.clock.run_for(3000)

    assert (before, figure.evaluate(TIME)) == ([True, 2.5], [True, 2.5])


def test_a_set_that_was_left_shows_the_figure_where_it_stood(player):
    check_in(player)
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(2500)
    press(player, "Pause")
    player.reload()

    at(player, "moving")
    figure = player.locator("[data-figure] svg")
    expect(figure).to_be_attached()
    player.clock.run_for(100)
    assert figure.evaluate(TIME) == [True, 2.5]


def test_with_reduced_motion_two_pictures_stand_still(player):
    player.emulate_media(reduced_motion="reduce")
    player.reload()
    check_in(player)
    at(player, "ready")

    expect(player.locator("[data-figure] img")).to_have_count(2)
    expect(player.locator("[data-figure] svg")).to_have_count(0)


def test_requirement_11_stop_is_large_and_in_sight_on_every_exercise_screen(player):
    check_in(player)
    for name, leave in (("ready", "Start"), ("moving", None), ("rest", "Skip…"), ("skip", None)):
        at(player, name)
        expect(stop_button(player)).to_be_in_viewport(ratio=1)
        box = stop_button(player).bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= LEAST_STOP
        if name == "moving":
            player.clock.run_for(14_100)
        elif leave:
            press(player, leave)


def test_requirement_11_one_tap_on_stop_stops_the_clock(player, patient):
    check_in(player)
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(3000)
    stop_button(player).click()
    at(player, "stop")
    player.clock.run_for(60_000)
    answer_stop(player)
    with player.expect_response("**/stops/"):
        at(player, "decision")

    event = SetEvent.objects.get(clinic_id=patient.clinic_id, set_number=1)
    assert (event.kind, event.seconds) == (SetEvent.Kind.STOPPED, 3)


def test_mild_pain_stops_the_exercise_and_leads_to_the_next(player, patient):
    check_in(player, "calf_left")
    stop_button(player).click()
    answer_stop(player, "low_back_left", "calf_left")
    with player.expect_response("**/stops/"):
        decision = at(player, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("Stop this exercise")
    expect(decision.locator("ol > li")).to_have_count(2)
    press(player, "Go on")
    expect(at(player, "ready")).to_contain_text("Exercise 2 of 2")

    stop = Stop.objects.get(patient=patient)
    assert (stop.back, stop.leg, stop.outcome) == (1, 2, "stop_exercise")
    assert stop.places == ["low_back_left", "calf_left"]


def test_strong_pain_ends_the_session_with_a_kind_word_and_a_rest(player, patient):
    check_in(player)
    stop_button(player).click()
    answer_stop(player, leg=6)
    with player.expect_response("**/stops/"):
        decision = at(player, "decision")
    expect(decision).to_contain_text("That is enough for now")
    expect(decision.get_by_role("link", name="Call 112 now")).to_have_attribute("href", "tel:112")
    press(player, "Rest for 5 minutes")
    expect(at(player, "resting").get_by_role("timer")).to_contain_text("5:00")
    player.clock.run_for(300_100)
    at(player, "decision").get_by_role("link", name="Finish").click()
    player.wait_for_url("**/today/")

    assert Session.objects.get(patient=patient).status == Session.Status.STOPPED


def test_pain_that_locks_the_plan_says_so_on_the_decision_at_once(player, patient):
    check_in(player)
    stop_button(player).click()
    with player.expect_response("**/stops/"):
        answer_stop(player, leg=7)
    heading = at(player, "decision").get_by_role("heading", level=1)
    expect(heading).to_have_text("Your plan is paused")

    assert Program.objects.get(patient=patient).suspended_because == "severe_pain"


def test_a_red_flag_shows_the_emergency_number_and_locks_the_program(player, patient):
    check_in(player)
    stop_button(player).click()
    press(player, "Numb, weak, or trouble with the toilet?")
    flags = at(player, "red-flags")
    flags.get_by_label("Cannot control or feel bowel movements").check()
    with player.expect_response("**/stops/"):
        press(player, "Yes, I have this")
    decision = at(player, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(decision.get_by_role("link", name="Call 112")).to_be_in_viewport(ratio=1)
    is_sound(player)

    assert Program.objects.get(patient=patient).status == Program.Status.SUSPENDED


def test_requirement_18_a_fever_before_the_session_ends_it_before_it_begins(player, patient):
    with player.expect_response("**/api/v1/sessions/*/"):
        check_in(player, ill="Yes")
        expect(at(player, "decision")).to_contain_text("Rest today")

    assert Program.objects.get(patient=patient).suspended_because == "ill"


def test_everybody_can_use_every_screen(player):
    for _name, scheme in zip(walk(player), cycle(SCHEMES), strict=False):
        is_sound(player, scheme)


def walk(page: Page) -> Iterator[str]:
    """Every screen of the player but the last, one after another."""
    steps = [
        ("check-in", lambda: feel(page, back=1, leg=2)),
        ("where", lambda: press(page, "Next")),
        ("red-flags", lambda: press(page, "None of these")),
        ("new-condition", lambda: press(page, "None of these")),
        ("ready", lambda: press(page, "Start")),
        ("moving", lambda: page.clock.run_for(14_100)),
        ("rest", lambda: press(page, "Skip…")),
        ("skip", lambda: stop_button(page).click()),
        ("stop", lambda: press(page, "Numb, weak, or trouble with the toilet?")),
        ("red-flags", lambda: press(page, "Back")),
        ("stop", lambda: answer_stop(page)),
        ("decision", lambda: press(page, "Rest for 5 minutes")),
        ("resting", lambda: press(page, "Get up now")),
        ("decision", lambda: press(page, "Go on")),
        ("ready", lambda: press(page, "I did it")),
        ("after", lambda: None),
    ]
    for name, leave in steps:
        at(page, name)
        yield name
        leave()
