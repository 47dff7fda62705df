"""A paused plan says why, whatever paused it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from following.services.red_flags import answer_red_flags
from programs.services import supervision
from programs.stop_rules import Limits, Policy, publish
from programs.thresholds import DEFAULTS
from tests.following.pages import get, words
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db


def pausing_reasons() -> set[str]:
    """The reasons of all rows of all tables that pause a plan, and those that no table has."""
    rules = [
        publish(policy=policy, limits=Limits(None, None, {}), thresholds=DEFAULTS)
        for policy in Policy
    ]
    tables = [rows for one in rules for rows in one["tables"].values()]
    by_rule = {row["reason"] for rows in tables for row in rows if row["suspend"]}
    by_screening = {"contraindication", "sciatica_exacerbation"}
    return by_rule | by_screening | {"doctor", "a reason of the future"}


@pytest.mark.parametrize("because", sorted(pausing_reasons()))
def test_a_paused_plan_says_why_what_happens_next_and_whom_to_call(client, because):
    program = at_home().program
    supervision.suspend(program=program, because=because, at=timezone.now())

    page = get(client, program.patient, reverse("following:today"))

    pause = page.context["day"].pause
    read = words(page)
    assert f"Your plan is paused {pause.sentence} Since " in read
    assert all(str(step) in read for step in pause.next_steps)
    assert "will be in touch. Is it getting worse?" in read
    assert 'href="tel:112"' in page.text
    assert "Start session" not in read


def test_a_pause_by_a_rule_is_told_in_the_rules_words(client):
    program = at_home().program
    supervision.suspend(program=program, because="leg_pain_lasting", at=timezone.now())

    page = words(get(client, program.patient, reverse("following:today")))

    assert "Your leg has hurt for two days. You were right to tell us." in page


@pytest.mark.parametrize("because", ["contraindication", "sciatica_exacerbation"])
def test_a_pause_by_the_screening_is_no_fault_of_the_patient(client, because):
    program = at_home().program
    supervision.suspend(program=program, because=because, at=timezone.now())

    assert "You did nothing wrong." in words(
        get(client, program.patient, reverse("following:today"))
    )


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("bladder", "This may need urgent care. You did the right thing."),
        ("pregnancy_warning", "Stop. Call your maternity unit now."),
        ("foot_drop", "Do not exercise. See a doctor today."),
        (
            "cancer_or_weight_or_night",
            "Do not exercise. Your doctor will be told and will call you.",
        ),
    ],
)
def test_a_warning_sign_is_answered_as_gravely_as_it_is(client, flag, said):
    patient = at_home().program.patient
    answer_red_flags(patient=patient, by=patient.user, flags=[flag])

    page = words(get(client, patient, reverse("following:today")))

    assert said in page
    assert ("Call the emergency number now." in page) is (flag == "bladder")
