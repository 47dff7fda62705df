"""Where the plan allows it, the doctor's easier version takes an exercise's place on the screen."""

import pytest
from playwright.sync_api import Page, expect

from following.models import SetEvent, Stop
from people.models import Patient
from programs.stop_rules import Policy
from tests.browser.axe import barriers
from tests.browser.player.session import (
    answer_stop,
    at,
    check_in,
    press,
)
from tests.factories import SignOffFactory, exercise, published
from tests.following.phone import at_home_with

EASIER = "superman"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home with two sets of eight, and taught what takes their place where it hurts."""
    easier = exercise(EASIER)
    dose = {"sets": 2, "repetitions": 8, "hold": 0, "rest": 10}
    revision = at_home_with(
        dose | {"easier": easier, "easier_version": easier.current},
        pain_policy="monitored",
        stop_rules=published(Policy.MONITORED),
    )
    SignOffFactory(program=revision.program, exercise=easier)
    return revision.program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    """After a Stop for pain of 4, at the decision."""
    check_in(opened, "thigh_back_left")
    at(opened, "ready")
    press(opened, "Stop – it hurts")
    with opened.expect_response("**/stops/"):
        answer_stop(opened, "thigh_back_left", back=4)
        at(opened, "decision")
    return opened


def name_of(slug: str) -> str:
    return exercise(slug).current.content["patient_name"]


def test_the_decision_says_what_comes_now_and_shows_it(player):
    decision = at(player, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("Try the easier version")
    picture = decision.locator("[data-picture=easier]")
    expect(picture).to_have_js_property("complete", value=True)
    expect(picture).not_to_have_js_property("naturalWidth", value=0)
    expect(decision.get_by_text(name_of(EASIER))).to_be_visible()
    player.clock.resume()  # axe waits by the page's clock
    assert barriers(player) == []


def test_the_easier_version_stays_and_its_sets_count_for_the_prescribed_exercise(player, patient):
    press(player, "Try the easier version")
    player.reload()
    ready = at(player, "ready")
    expect(ready.get_by_role("heading", level=1)).to_have_text(name_of(EASIER))
    expect(ready.get_by_text("Easier version")).to_be_visible()
    with player.expect_response("**/events/"):
        press(player, "I did it")
        expect(at(player, "ready")).to_contain_text("Set 2 of 2")

    event = SetEvent.objects.get(clinic_id=patient.clinic_id, kind=SetEvent.Kind.TICKED)
    stop = Stop.objects.get(patient=patient)
    assert (stop.outcome, stop.line_id) == ("ease", event.line_id)


def test_a_second_stop_ends_what_became_easier_already(player, patient):
    press(player, "Try the easier version")
    press(player, "Stop – it hurts")
    with player.expect_response("**/stops/"):
        answer_stop(player, "thigh_back_left", back=4)
        expect(at(player, "decision")).to_contain_text("Stop this exercise")

    outcomes = Stop.objects.filter(patient=patient).order_by("happened_at")
    assert list(outcomes.values_list("outcome", flat=True)) == ["ease", "stop_exercise"]
