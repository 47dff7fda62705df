"""What pauses a program over days does not wait for the night."""

from datetime import timedelta

import pytest

from following.models import MorningCheck, Session
from following.services import log, sessions
from following.signals import session_recorded
from monitoring.models import Alert, JudgedDay
from monitoring.overdays import judge_days_over
from people.ids import uuid7
from programs.models import Program
from tests.factories import AcknowledgementFactory, ProgramFactory, SessionFactory, prescribed
from tests.monitoring.lives import NOW, TODAY, morning, resume

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(noon) -> Program:
    """A program at home for a week, whose patient has had a calm session every day."""
    released = NOW - timedelta(days=7)
    program = ProgramFactory(status="home", released_at=released)
    AcknowledgementFactory(patient=program.patient)
    revision = prescribed(program=program, prescribed_at=released)
    for ago in range(1, 7):
        SessionFactory(revision=revision, started_at=NOW - timedelta(days=ago))
    return program


def begin(program: Program, *, slot: int = 1, leg: int = 0) -> Session:
    begun = sessions.begin_session(
        patient=program.patient,
        session_id=uuid7(),
        slot=slot,
        answers=sessions.CheckIn(back=0, leg=leg, ill=False, red_flags=[]),
        at=NOW,
    )
    return begun.session


def stop(session: Session, *, leg: int, **answers: object) -> None:
    asked = {
        "back": 0, "leg": leg, "reach": "", "moved": "same", "red_flags": [],
        "numb_or_weak": False, "dizzy_or_breathless": False,
    }  # fmt: skip
    report = log.StopReport(id=uuid7(), line=None, happened_at=NOW, answers=asked | answers)
    log.record_stop(session=session, report=report)


def why_paused(program: Program) -> str:
    program.refresh_from_db()
    return program.suspended_because


def test_leg_pain_that_lasts_pauses_at_the_check_in(program):
    Session.objects.filter(local_date=TODAY - timedelta(days=1)).update(leg_before=4)

    begin(program, leg=4)

    assert why_paused(program) == "leg_pain_lasting"
    alert = Alert.objects.get()
    assert (alert.reason, alert.urgency) == ("leg_pain_lasting", Alert.Urgency.WORKING_DAY)


def test_a_second_stopped_session_in_a_week_pauses_at_the_stop(program):
    Session.objects.filter(local_date=TODAY - timedelta(days=6)).update(status="stopped", stops=1)

    stop(begin(program), leg=6)

    assert why_paused(program) == "stopped_twice"


def test_severe_pain_at_a_stop_pauses_at_once(program):
    stop(begin(program), leg=7)

    assert why_paused(program) == "severe_pain"


def test_severe_pain_at_the_end_pauses_at_once(program):
    sessions.finish_session(session=begin(program), back=7, leg=0, at=NOW)

    assert why_paused(program) == "severe_pain"


def tell(program: Program, check: MorningCheck) -> None:
    told = {"patient": program.patient, "morning": check}
    session_recorded.send(sender=Session, session=None, stop=None, decision=None, **told)


def test_severe_pain_in_the_morning_pauses_at_once(program):
    tell(program, morning(program, 0, leg=7))

    assert why_paused(program) == "severe_pain"


def test_a_calm_session_leaves_the_day_to_the_night(program):
    session = begin(program)
    sessions.finish_session(session=session, back=0, leg=1, at=NOW)

    assert why_paused(program) == ""
    assert not JudgedDay.objects.exists()
    assert not Alert.objects.exists()


def test_a_few_undone_sessions_are_not_judged_before_the_night(program):
    Program.objects.update(released_at=NOW - timedelta(days=30))

    begin(program)

    assert not Alert.objects.exists()


def test_a_day_that_paused_is_judged_and_told_once(program):
    check = morning(program, 0, leg=7)
    tell(program, check)
    tell(program, check)
    judge_days_over(program=program, at=NOW + timedelta(days=1))

    row = JudgedDay.objects.get()
    assert (row.day, row.reason, row.leg) == (TODAY, "severe_pain", 7)
    assert Alert.objects.get().reason == "severe_pain"


def test_a_second_pause_on_one_day_is_told_but_the_day_stays_as_it_was_judged(program):
    tell(program, morning(program, 0, leg=7))
    resume(program, at=NOW + timedelta(minutes=1))

    begin(program, leg=5)
    again = Session.objects.get(local_date=TODAY)
    again.ended_at, again.status, again.back_after = NOW + timedelta(minutes=9), "done", 9
    again.save(update_fields=["ended_at", "status", "back_after"])
    session_recorded.send(sender=Session, patient=program.patient, session=again, stop=None)

    assert why_paused(program) == "severe_pain"
    assert JudgedDay.objects.get().finding["worst_pain"] == 7
    assert Alert.objects.filter(reason="severe_pain").count() == 2


def test_a_set_that_was_done_is_no_news_of_pain(program, django_assert_num_queries):
    session = begin(program)
    session.sets_done = 1

    with django_assert_num_queries(0):
        session_recorded.send(sender=Session, patient=program.patient, session=session, stop=None)


def test_what_was_told_at_once_costs_few_queries(program, django_assert_max_num_queries):
    session = begin(program)

    with django_assert_max_num_queries(10):
        session_recorded.send(sender=Session, patient=program.patient, session=session, stop=None)
