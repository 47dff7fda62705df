"""The check-in: blood pressure where it matters, what is new, and where it hurts."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from following.models import Session, Stop
from following.services import log
from monitoring.models import Alert
from people.ids import uuid7
from people.models import Patient
from programs.models import ContraindicationReview, NewCondition, Program
from tests.factories import SessionFactory
from tests.following.phone import at_home, begin, stop
from tests.following.reports import post, put, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


@pytest.fixture
def hypertensive(patient: Patient) -> Patient:
    ContraindicationReview.objects.create(
        clinic=patient.clinic,
        patient=patient,
        recorded_by=patient.doctor.user,
        findings=["hypertension"],
    )
    return patient


def decision(patient: Patient, **answers: Any) -> dict[str, Any]:
    return put(signed_in(patient), uuid7(), **answers).json()["decision"]


def check_in_of(patient: Patient) -> dict[str, Any]:
    session = begin(patient)
    return signed_in(patient).get(reverse("api:session", args=[session.pk])).json()["check_in"]


@pytest.mark.parametrize(
    ("systolic", "diastolic", "outcome"),
    [
        (179, 109, "continue"),
        (120, 80, "continue"),
        (180, 80, "no_session"),
        (120, 110, "no_session"),
        (None, 80, "no_session"),
        (120, None, "no_session"),
        (None, None, "no_session"),
    ],
)
def test_no_session_at_a_pressure_of_180_or_110_or_an_unknown_one(
    hypertensive, systolic, diastolic, outcome
):
    answer = decision(hypertensive, systolic=systolic, diastolic=diastolic)
    session = Session.objects.get()

    assert answer["outcome"] == outcome
    assert (session.systolic, session.diastolic) == (systolic, diastolic)
    assert Program.objects.get().status == Program.Status.HOME


def test_a_session_refused_for_its_pressure_says_so_again(hypertensive):
    pk = uuid7()
    put(signed_in(hypertensive), pk, systolic=190, diastolic=80)
    document = signed_in(hypertensive).get(reverse("api:session", args=[pk])).json()

    assert document["recorded"]["decision"] == {
        "outcome": "no_session",
        "reason": "blood_pressure",
    }


def test_pressure_is_due_at_every_check_in_of_a_patient_with_hypertension(hypertensive):
    assert check_in_of(hypertensive)["blood_pressure_due"] is True


def test_pressure_is_due_for_nobody_else(patient):
    assert check_in_of(patient)["blood_pressure_due"] is False
    assert decision(patient, slot=2, systolic=200, diastolic=120)["outcome"] == "continue"


@pytest.mark.parametrize(
    "wrong",
    [
        {"systolic": 59},
        {"systolic": 261},
        {"systolic": "high"},
        {"systolic": True},
        {"diastolic": 29},
        {"diastolic": 161},
        {"diastolic": 1e9},
        {"diastolic": []},
    ],
)
def test_a_pressure_that_no_device_shows_is_refused_in_words(hypertensive, wrong):
    response = put(signed_in(hypertensive), uuid7(), **({"systolic": 120, "diastolic": 80} | wrong))

    words = "Type the two numbers that your device shows, such as 130 and 80."
    assert response.status_code == 400
    assert response.json()["errors"] == {next(iter(wrong)): [words]}
    assert not Session.objects.exists()


@pytest.mark.parametrize("kinds", [["pregnancy"], ["surgery", "diagnosis"]])
def test_something_new_means_no_session_and_pauses_the_plan_until_it_is_reviewed(patient, kinds):
    answer = decision(patient, new_condition=kinds)

    assert (answer["outcome"], answer["reason"]) == ("no_session", "new_condition")
    assert NewCondition.objects.get(patient=patient).kinds == kinds
    assert Program.objects.get().suspended_because == "new_condition"
    assert Alert.objects.get(reason="new_condition").urgency == Alert.Urgency.WORKING_DAY
    assert Session.objects.get().status == Session.Status.REFUSED


def test_something_new_that_is_sent_again_is_kept_once(patient):
    phone, pk = signed_in(patient), uuid7()
    first = put(phone, pk, new_condition=["surgery"])

    assert put(phone, pk, new_condition=["surgery"]).json() == first.json()
    assert NewCondition.objects.count() == 1


@pytest.mark.parametrize(("answer", "kept"), [(None, None), ([], False), (["surgery"], True)])
def test_that_it_was_asked_is_kept(patient, answer, kept):
    decision(patient, new_condition=answer)

    assert Session.objects.get().new_condition is kept


@pytest.mark.parametrize(("days_ago", "due"), [(8, True), (6, False)])
def test_what_is_new_is_asked_a_week_after_it_was_asked(patient, days_ago, due):
    SessionFactory(
        revision=patient.program_set.get().revision_set.get(),
        started_at=timezone.now() - timedelta(days=days_ago),
        new_condition=False,
    )

    assert check_in_of(patient)["new_condition_due"] is due


def test_what_is_new_is_asked_though_red_flags_are_answered_after_every_pain(patient):
    decision(patient, red_flags=[])

    due = check_in_of(patient)
    assert (due["red_flags_due"], due["new_condition_due"]) == (False, True)


def test_where_it_hurts_is_kept_with_the_session_and_with_a_stop(patient):
    decision(patient, places=["buttock_left", "calf_left"])
    session = Session.objects.get()
    post_stop(patient, session, places=["thigh_back_left"], moved="up")

    assert session.places == ["buttock_left", "calf_left"]
    kept = Stop.objects.get()
    assert (kept.places, kept.reach) == (["thigh_back_left"], "thigh")
    assert kept.finding["moved"] == "up"


def post_stop(patient: Patient, session: Session, **answers: Any) -> None:
    report = stop(session, **answers)
    log.record_stop(session=session, report=report)


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (["thigh_back_left"], ["calf_left"], "down"),
        (["calf_left"], ["thigh_back_left"], "same"),
        (["calf_left"], ["calf_left", "thigh_front_right"], "down"),
        # Without an answer before the session, what the record has is what was before: the calf.
        ([], ["foot_left"], "down"),
        ([], ["calf_left"], "same"),
        (["calf_left"], [], "same"),
    ],
)
def test_pain_further_down_than_before_the_session_moved_down_whatever_the_answer(
    patient, before, now, moved
):
    decision(patient, places=before)
    post_stop(patient, Session.objects.get(), places=now, reach="", moved="same")

    assert Stop.objects.get().finding["moved"] == moved


def test_where_it_hurts_afterwards_says_how_far_down(patient):
    session = begin(patient)
    body = {"id": str(uuid7()), "back": 0, "leg": 1, "places": ["knee_back_left", "low_back_left"]}
    post(signed_in(patient), "finish", session, body)

    assert Session.objects.get().reach == "knee"
