"""The questions before and after a session, as a patient sees them on the phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from following.models import Session
from people.models import Patient
from programs.models import Program, RedFlagCheck
from programs.services import screening
from tests.browser.axe import barriers_in_either_scheme
from tests.browser.player.session import (
    at,
    feel,
    press,
    rate_after,
)
from tests.following.phone import at_home_with

BEGUN = "**/api/v1/sessions/*/"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home with one short exercise, and with hypertension that a doctor has cleared."""
    program = at_home_with({"sets": 1, "repetitions": 2, "hold": 0}).program
    patient, by = program.patient, program.doctor.user
    screening.clear(
        patient=patient, by=by, finding="hypertension", reason="130/80", review_on=date(2099, 1, 1)
    )
    screening.review_contraindications(patient=patient, by=by, findings=["hypertension"])
    return patient


@pytest.fixture
def player(opened: Page) -> Page:
    return opened


def measure(page: Page, upper: str, lower: str) -> None:
    screen = at(page, "blood-pressure")
    screen.get_by_label("Upper number").fill(upper)
    screen.get_by_label("Lower number").fill(lower)
    press(page, "Next")


def test_a_blood_pressure_that_nobody_has_is_asked_for_in_a_clear_sentence(player, patient):
    feel(player)
    for upper, lower in (("13", "8"), ("80", "130"), ("", "80"), ("high", "low")):
        measure(player, upper, lower)
        expect(at(player, "blood-pressure").get_by_role("alert")).to_contain_text(
            "Type both as your device shows them"
        )
    player.clock.resume()  # axe waits by the page's clock
    assert barriers_in_either_scheme(player) == []
    measure(player, "130", "80")
    with player.expect_response(BEGUN):
        press(player, "None of these")
        at(player, "ready")

    session = Session.objects.get(patient=patient)
    assert (session.systolic, session.diastolic) == (130, 80)


def test_who_could_not_measure_does_not_exercise_and_is_not_blamed(player, patient):
    feel(player)
    press(player, "I could not measure it")
    with player.expect_response(BEGUN):
        press(player, "None of these")
        expect(at(player, "decision")).to_contain_text("Checking it was right.")

    assert Session.objects.get(patient=patient).status == Session.Status.REFUSED


def test_a_new_operation_pauses_the_plan(player, patient):
    feel(player)
    measure(player, "130", "80")
    at(player, "new-condition").get_by_label("An operation").check()
    with player.expect_response(BEGUN):
        press(player, "Yes, this is new")
        at(player, "decision")

    assert Program.objects.get(patient=patient).suspended_because == "new_condition"


def test_back_finds_the_answers_as_they_were_given(player):
    feel(player, back=3)
    press(player, "Back")

    screen = at(player, "check-in")
    expect(screen.locator("[name=before_back]:checked")).to_have_value("3")


def test_pain_after_the_session_asks_for_warning_signs_before_it_is_done(player, patient):
    feel(player)
    measure(player, "130", "80")
    press(player, "None of these")
    at(player, "ready")
    press(player, "I did it")
    rate_after(player, leg=1)
    at(player, "red-flags")
    with player.expect_response("**/finish/"):
        press(player, "None of these")
        at(player, "done")

    assert Session.objects.get(patient=patient).leg_after == 1
    newest = RedFlagCheck.objects.filter(patient=patient).latest("recorded_at")
    assert (newest.flags, newest.recorded_by) == ([], patient.user)
