"""What comes next is worked out while the phone has nothing else to do, and nobody notices."""

import pytest
from playwright.sync_api import expect

from people.models import Patient
from tests.browser.player.session import at, check_in, press
from tests.following.phone import at_home

IDLE = 5000
SEEN = "() => [document.activeElement.tagName, scrollY, document.documentElement.scrollHeight]"
TRY_TO_FOCUS = "field => { field.focus(); return document.activeElement === field; }"
IS_WORKED_OUT = "screen => getComputedStyle(screen).display !== 'none'"
TIME = "figure => Math.round(figure.getCurrentTime())"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home().program.patient


def test_the_first_set_is_ready_behind_the_questions_and_they_stand_as_they_stood(opened):
    at(opened, "check-in")
    opened.evaluate("scrollTo(0, 40)")
    seen = opened.evaluate(SEEN)
    exercise = opened.locator(".exercise")
    expect(exercise.locator("h1")).to_have_text("")

    opened.clock.run_for(IDLE)
    expect(exercise.locator("h1")).not_to_have_text("")
    expect(exercise.locator("[data-figure] svg")).to_be_attached()
    expect(exercise).to_be_hidden()
    at(opened, "check-in")
    assert opened.evaluate(SEEN) == seen


def test_before_a_set_the_figure_moves_by_itself_and_stands_still_while_a_stop_is_asked_about(
    opened,
):
    check_in(opened)
    at(opened, "ready")
    figure = opened.locator("[data-figure] svg")
    expect(figure).to_be_attached()
    opened.clock.run_for(3000)
    assert figure.evaluate(TIME) == 3

    press(opened, "Stop – it hurts")
    at(opened, "stop")
    opened.clock.run_for(3000)
    assert figure.evaluate(TIME) == 3


def test_stop_is_worked_out_before_it_is_wanted_and_nobody_meets_it(opened):
    check_in(opened)
    at(opened, "ready")
    stop = opened.locator("[data-screen=stop]")

    assert stop.evaluate(IS_WORKED_OUT)
    expect(stop).to_be_hidden()
    expect(opened.get_by_role("heading", name="Stopped. Good decision.")).to_have_count(0)
    for field in stop.locator("button, summary, input").all():
        assert not field.evaluate(TRY_TO_FOCUS)

    press(opened, "Stop – it hurts")
    expect(stop.get_by_role("heading", name="Stopped. Good decision.")).to_be_visible()
    expect(stop.get_by_role("button", name="Back", exact=True)).to_be_hidden()


def test_a_finger_is_answered_before_the_movement_goes_on(opened):
    check_in(opened)
    press(opened, "Start")
    at(opened, "moving")
    opened.clock.run_for(1_000)
    ring = opened.locator("[data-screen]:visible [data-ring]")
    drawn = ring.get_attribute("stroke-dashoffset")

    opened.dispatch_event("h1:visible", "pointerdown")
    opened.clock.run_for(90)
    assert ring.get_attribute("stroke-dashoffset") == drawn
    opened.clock.run_for(200)
    assert ring.get_attribute("stroke-dashoffset") != drawn
