from datetime import datetime, timedelta

import pytest

from monitoring.models import Alert, JudgedDay, Letter
from monitoring.overdays import judge_days_over
from programs.models import (
    Clearance,
    ContraindicationReview,
    NewCondition,
    Program,
    ProgramEvent,
)
from programs.services import screening
from programs.thresholds import Thresholds
from tests.factories import published
from tests.monitoring.lives import (
    NOW,
    SIGNS,
    TODAY,
    a_sign_of,
    at_home,
    faithful,
    resume,
    session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(noon) -> Program:
    """A program of three sessions a day, at home for a month."""
    return at_home(days=30)


def judge(program: Program, *, at: datetime = NOW) -> list[JudgedDay]:
    return judge_days_over(program=program, at=at)


def standing(program: Program) -> tuple[str, str]:
    program.refresh_from_db()
    return program.status, program.suspended_because


def alerts() -> list[tuple[str, int]]:
    return list(Alert.objects.order_by("id").values_list("reason", "urgency"))


def test_each_day_of_two_weeks_that_is_over_is_judged_once_the_oldest_first(program):
    faithful(program)

    days = [row.day for row in judge(program)]

    assert days == [TODAY - timedelta(days=ago) for ago in range(14, 0, -1)]
    assert judge(program) == []
    assert JudgedDay.objects.count() == 14


def test_a_judged_day_keeps_its_numbers_and_why(noon):
    program = at_home(days=2)
    session(program, 1, leg_before=2, back_before=1)
    session(program, 1, slot=2, leg_before=3, status="stopped", stops=1)

    row = judge(program)[-1]

    assert (row.day, row.back, row.leg) == (TODAY - timedelta(days=1), 1, 3)
    assert (row.sessions_done, row.sessions_stopped, row.sessions_prescribed) == (1, 1, 3)
    assert (row.rule, row.outcome, row.reason) == ("on-course", "continue", "on_course")
    assert row.finding["stopped_sessions"] == 1
    assert row.judged_at == NOW


def two_nights_of_leg_pain(program: Program) -> None:
    session(program, 2, leg_before=4)
    session(program, 1, leg_before=5)


def a_risen_median(program: Program) -> None:
    for ago in range(1, 15):
        session(program, ago, back_before=3 if ago < 8 else 1)


def stopped_twice(program: Program) -> None:
    session(program, 1, status="stopped", stops=1)
    session(program, 3, status="stopped", stops=1)


def a_new_diagnosis(program: Program) -> None:
    entry = {"clinic": program.clinic, "patient": program.patient}
    by = program.doctor.user
    ContraindicationReview.objects.create(**entry, recorded_by=by, recorded_at=NOW - timedelta(9))
    NewCondition.objects.create(
        **entry, recorded_by=by, recorded_at=NOW - timedelta(2), kinds=["diagnosis"]
    )


def a_lapsed_clearance(program: Program) -> None:
    entry = {"clinic": program.clinic, "patient": program.patient}
    entry["recorded_by"] = program.doctor.user
    ContraindicationReview.objects.create(**entry, findings=["hypertension"])
    Clearance.objects.create(
        **entry, finding="hypertension", reason="Stable.", review_on=TODAY - timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("life", "reason", "urgency"),
    [
        (lambda one: session(one, 1, leg_after=7), "severe_pain", Alert.Urgency.SAME_DAY),
        (stopped_twice, "stopped_twice", Alert.Urgency.SAME_DAY),
        (a_new_diagnosis, "new_condition", Alert.Urgency.WORKING_DAY),
        (a_lapsed_clearance, "clearance_lapsed", Alert.Urgency.WORKING_DAY),
        (two_nights_of_leg_pain, "leg_pain_lasting", Alert.Urgency.WORKING_DAY),
        (a_risen_median, "pain_median_rose", Alert.Urgency.WORKING_DAY),
        (lambda one: None, "silent_long", Alert.Urgency.NOTICE),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_pauses_a_program_over_days_is_told_to_its_doctor(program, life, reason, urgency):
    life(program)
    if reason != "silent_long":
        # Somebody who is heard of every few days, so that silence is not what pauses first.
        for ago in range(4, 30, 5):
            session(program, ago, slot=3)

    rows = judge(program)

    assert standing(program) == ("suspended", reason)
    assert alerts()[-1] == (reason, urgency)
    assert rows[-1].reason == reason
    assert ProgramEvent.objects.get(kind="suspended").reason == reason


def test_the_alert_says_what_the_rule_looked_at(program):
    faithful(program)
    session(program, 1, slot=3, leg_after=8)

    judge(program)

    assert Alert.objects.get().evidence == {
        "outcome": "no_session",
        "suspended": True,
        "worst_pain": 8,
    }


def test_the_days_after_a_pause_are_not_judged_before_it_is_resumed(program):
    faithful(program)
    session(program, 5, slot=3, leg_after=7)

    assert judge(program)[-1].day == TODAY - timedelta(days=5)
    assert judge(program, at=NOW + timedelta(days=3)) == []


def test_a_resumed_program_is_not_paused_again_by_what_was_dealt_with(program):
    faithful(program)
    session(program, 5, slot=3, leg_after=7)
    judge(program)
    resume(program, at=NOW - timedelta(days=2))

    rows = judge(program)

    assert [row.day for row in rows] == [TODAY - timedelta(days=2), TODAY - timedelta(days=1)]
    assert {row.reason for row in rows} == {"on_course"}
    assert standing(program) == ("home", "")
    assert alerts() == [("severe_pain", Alert.Urgency.SAME_DAY)]


def test_the_same_cause_after_a_resumption_is_told_anew(program):
    faithful(program)
    session(program, 5, slot=3, leg_after=7)
    judge(program)
    resume(program, at=NOW - timedelta(days=2))
    session(program, 1, slot=3, leg_after=7)

    judge(program)

    assert standing(program) == ("suspended", "severe_pain")
    assert [reason for reason, _urgency in alerts()] == ["severe_pain", "severe_pain"]


def test_the_clinics_own_numbers_of_the_published_revision_are_what_counts(noon):
    strict = at_home(days=3, rules=published(thresholds=Thresholds(lasting_leg_pain=2)))
    default = at_home(days=3)
    for program in (strict, default):
        session(program, 1, leg_before=2)
        session(program, 2, leg_before=2)

    assert [judge(strict)[-1].reason, judge(default)[-1].reason] == [
        "leg_pain_lasting",
        "on_course",
    ]


@pytest.mark.parametrize(
    ("silent", "reasons"),
    [(6, []), (7, ["silent"]), (13, ["silent"]), (14, ["silent", "silent_long"])],
)
def test_a_silence_is_reminded_of_once_and_paused_in_the_end(noon, silent, reasons):
    program = at_home(days=silent + 1)

    judge(program)

    assert [reason for reason, _urgency in alerts()] == reasons
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("address", ["anna@example.org", ""])
def test_a_reminder_goes_once_to_the_patient_who_has_an_address(noon, address):
    program = at_home(days=9, email=address)

    judge(program, at=NOW - timedelta(days=1))
    judge(program)

    assert [row.rule for row in JudgedDay.objects.all()][-2:] == ["silent", "silent"]
    letters = Letter.objects.filter(kind="reminder", patient=program.patient, sent_at=None)
    assert list(letters.values_list("address", flat=True)) == ([address] if address else [])


def test_a_second_silence_is_reminded_of_again(noon):
    program = at_home(days=20, email="anna@example.org")
    session(program, 9)

    judge(program)

    assert Alert.objects.filter(reason="silent").count() == 2
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("sign", SIGNS)
def test_any_word_from_the_patient_breaks_the_silence(noon, sign):
    program = at_home(days=8)
    a_sign_of(program, sign, ago=3)

    judge(program)

    assert alerts() == []


def test_red_flags_asked_by_the_doctor_are_no_word_from_the_patient(noon):
    program = at_home(days=8)
    screening.check_red_flags(patient=program.patient, by=program.doctor.user, flags=[])

    judge(program)

    assert [reason for reason, _urgency in alerts()] == ["silent"]


def test_a_simpler_program_is_suggested_at_most_every_14_days(noon):
    program = at_home(days=30)
    for ago in range(31):
        session(program, ago)

    for ago in range(16, -1, -1):
        judge(program, at=NOW - timedelta(days=ago))

    days = JudgedDay.objects.filter(rule="low-adherence").values_list("day", flat=True)
    assert list(days) == [TODAY - timedelta(days=ago) for ago in range(16, 0, -1)]
    raised = Alert.objects.filter(reason="low_adherence").order_by("raised_at")
    assert list(raised.values_list("raised_at", flat=True)) == [
        NOW - timedelta(days=15),
        NOW - timedelta(days=1),
    ]
    assert standing(program) == ("home", "")
