"""Sets and stops are kept once, whatever the phone does, and never beyond what was prescribed."""

import pytest

from following.models import Session, SetEvent, Stop
from following.recorded import recorded_document
from following.services import log, sessions
from following.signals import session_recorded
from monitoring.models import Alert
from people.ids import uuid7
from programs.models import Program, RedFlagCheck
from programs.services import supervision
from programs.stop_rules import Outcome
from tests.factories import LYING, MONITORED, STANDING, ProgramFactory, prescribed, published
from tests.following.phone import at_home, at_home_with, begin, set_done, stop

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    """A session of one exercise: two sets of five, on each side."""
    return begin(at_home_with({"sets": 2, "sides": "each"}).program.patient)


def rollup(session: Session) -> tuple[int, int, int]:
    kept = Session.objects.get(pk=session.pk)
    return kept.sets_prescribed, kept.sets_done, kept.sets_skipped


def test_a_set_is_kept_as_the_phone_saw_it(session):
    event = set_done(session, number=3)

    assert log.record_events(session=session, events=[event]) == [event.id]

    row = SetEvent.objects.get(clinic_id=session.clinic_id)
    assert (row.session_id, row.set_number, row.kind) == (session.pk, 3, SetEvent.Kind.TIMED)
    assert (row.repetitions, row.seconds, row.happened_at) == (5, 70, event.happened_at)
    assert rollup(session) == (4, 1, 0)


def test_a_set_that_is_sent_again_is_answered_alike_and_counted_once(session):
    events = [set_done(session, number=1), set_done(session, number=2)]
    kept = log.record_events(session=session, events=events)

    assert log.record_events(session=session, events=events) == kept
    assert log.record_events(session=session, events=events[::-1]) == kept[::-1]
    assert SetEvent.objects.filter(clinic_id=session.clinic_id).count() == 2
    assert rollup(session) == (4, 2, 0)


def test_one_set_that_two_tabs_report_counts_once(session):
    log.record_events(session=session, events=[set_done(session)])
    log.record_events(session=session, events=[set_done(session, kind=SetEvent.Kind.TICKED)])

    assert rollup(session) == (4, 1, 0)


def test_sets_count_in_whatever_order_they_arrive(session):
    events = [set_done(session, number=number) for number in (4, 2, 1, 3)]
    for event in events:
        log.record_events(session=session, events=[event])

    assert rollup(session) == (4, 4, 0)


def test_skipped_stopped_and_done_are_kept_apart(session):
    kinds = (SetEvent.Kind.TIMED, SetEvent.Kind.SKIPPED, SetEvent.Kind.STOPPED)
    log.record_events(
        session=session,
        events=[set_done(session, number=n, kind=kind) for n, kind in enumerate(kinds, start=1)],
    )

    assert rollup(session) == (4, 1, 1)


def test_an_exercise_that_was_opened_and_left_is_kept_and_counts_as_nothing(session):
    log.record_events(session=session, events=[set_done(session, kind=SetEvent.Kind.OPENED)])

    assert SetEvent.objects.get(clinic_id=session.clinic_id).kind == SetEvent.Kind.OPENED
    assert rollup(session) == (4, 0, 0)
    assert recorded_document(session)["closed"] == []


def test_a_skipped_set_that_was_done_after_all_counts_as_done(session):
    log.record_events(session=session, events=[set_done(session, kind=SetEvent.Kind.SKIPPED)])
    log.record_events(session=session, events=[set_done(session)])

    assert rollup(session) == (4, 1, 0)


@pytest.mark.parametrize(
    ("beyond", "words"),
    [({"number": 5}, "fewer sets"), ({"repetitions": 6}, "fewer repetitions")],
)
def test_requirement_9_the_patient_cannot_do_more_than_was_prescribed(session, beyond, words):
    events = [set_done(session), set_done(session, **beyond)]

    with pytest.raises(log.EventRefused, match=words):
        log.record_events(session=session, events=events)
    assert rollup(session) == (4, 0, 0)
    assert not SetEvent.objects.filter(clinic_id=session.clinic_id).exists()


def test_requirement_15_a_locked_exercise_cannot_be_logged():
    revision = at_home(LYING, STANDING)
    session = begin(revision.program.patient)
    locked = revision.lines.get(stage=3)

    with pytest.raises(log.EventRefused, match="not part of the session"):
        log.record_events(session=session, events=[set_done(session, line=locked.pk)])


def test_another_patients_exercise_cannot_be_logged(session):
    foreign = set_done(begin(at_home().program.patient))

    with pytest.raises(log.EventRefused, match="not part of the session"):
        log.record_events(session=session, events=[foreign])


def test_requirement_11_any_pain_stops_the_exercise_under_the_strict_policy(session):
    decision = log.record_stop(session=session, report=stop(session, back=1, leg=0))

    assert decision.outcome == Outcome.STOP_EXERCISE
    kept = Stop.objects.get(session=session)
    assert (kept.back, kept.leg, kept.reach) == (1, 0, "calf")
    assert (kept.rule, kept.outcome, kept.reason) == ("mild-pain", "stop_exercise", "mild_pain")
    assert Session.objects.get(pk=session.pk).stops == 1


def test_a_stop_that_is_sent_again_is_decided_alike_and_counted_once(session):
    report = stop(session, moved="down")
    first = log.record_stop(session=session, report=report)

    assert log.record_stop(session=session, report=report) == first
    assert Session.objects.get(pk=session.pk).stops == 1


def test_leg_pain_that_moves_down_a_second_time_ends_the_session(session):
    log.record_stop(session=session, report=stop(session, moved="down"))

    again = log.record_stop(session=session, report=stop(session, moved="down"))

    assert (again.outcome, again.reason) == (Outcome.STOP_SESSION, "leg_pain_spread_again")
    assert Session.objects.get(pk=session.pk).status == Session.Status.STOPPED


def test_pain_further_down_than_in_the_record_moved_down_whatever_the_answer(session):
    decision = log.record_stop(session=session, report=stop(session, reach="foot", moved="up"))

    assert decision.reason == "leg_pain_spread"


def test_pain_that_is_not_told_counts_as_the_worse(session):
    untold = stop(session, back=None, leg=None, moved=None)

    assert log.record_stop(session=session, report=untold).outcome == Outcome.STOP_SESSION


def test_dizziness_ends_the_session_without_suspending_the_program(session):
    report = stop(session, back=None, leg=None, moved=None, dizzy_or_breathless=True)
    decision = log.record_stop(session=session, report=report)

    assert (decision.outcome, decision.reason) == (Outcome.STOP_SESSION, "dizzy_or_breathless")
    assert Program.objects.get(pk=session.program_id).status == Program.Status.HOME


def test_new_numbness_ends_the_session_and_suspends_the_program(session):
    log.record_stop(session=session, report=stop(session, numb_or_weak=True))

    assert Session.objects.get(pk=session.pk).status == Session.Status.STOPPED
    program = Program.objects.get(pk=session.program_id)
    assert (program.status, program.suspended_because) == ("suspended", "numb_or_weak")


def test_a_red_flag_is_an_emergency_and_is_kept_among_the_red_flags(session):
    decision = log.record_stop(session=session, report=stop(session, red_flags=["bowels"]))

    assert decision.outcome == Outcome.EMERGENCY
    assert RedFlagCheck.objects.get(patient=session.patient).flags == ["bowels"]
    assert Program.objects.get(pk=session.program_id).status == Program.Status.SUSPENDED


def test_moderate_pain_halves_an_exercise_once_under_the_monitored_policy():
    revision = at_home_with(
        {"repetitions": 8}, pain_policy="monitored", stop_rules=published(MONITORED)
    )
    session = begin(revision.program.patient)

    outcomes = [
        log.record_stop(session=session, report=stop(session, back=4)).outcome for _ in range(2)
    ]

    assert outcomes == [Outcome.REDUCE, Outcome.STOP_EXERCISE]


def test_the_house_hears_of_a_stop_once_with_its_decision(session):
    heard = []

    def listen(**told: object) -> None:
        heard.append(told)

    session_recorded.connect(listen)
    report = stop(session)
    log.record_stop(session=session, report=report)
    log.record_stop(session=session, report=report)
    session_recorded.disconnect(listen)

    assert [(one["stop"].pk, one["decision"].outcome) for one in heard] == [
        (report.id, Outcome.STOP_EXERCISE)
    ]


def test_a_stop_in_an_unknown_exercise_is_judged_all_the_same(session):
    answers = stop(session, numb_or_weak=True).answers
    report = log.StopReport(uuid7(), uuid7(), stop(session).happened_at, answers)
    decision = log.record_stop(session=session, report=report)

    assert decision.rule == "numb-or-weak"
    assert Program.objects.get(pk=session.program_id).suspended_because == "numb_or_weak"


def test_a_late_stop_pauses_the_program_that_is_followed_by_now(session):
    patient = session.patient
    supervision.end(program=session.program, by=patient.doctor.user, why="A new start.")
    now_followed = prescribed(program=ProgramFactory(patient=patient, at_home=True)).program
    log.record_stop(session=session, report=stop(session, numb_or_weak=True))

    now_followed.refresh_from_db()
    assert now_followed.suspended_because == "numb_or_weak"


def test_a_finished_session_keeps_the_pain_after_it(session):
    at = set_done(session).happened_at
    decision = sessions.finish_session(session=session, back=0, leg=1, at=at)

    assert decision.outcome == Outcome.STOP_EXERCISE  # for an exercise; none is left
    kept = Session.objects.get(pk=session.pk)
    assert (kept.status, kept.ended_at) == (Session.Status.DONE, at)
    assert (kept.back_after, kept.leg_after) == (0, 1)


def test_finishing_twice_keeps_the_first_answers(session):
    at = set_done(session).happened_at
    sessions.finish_session(session=session, back=2, leg=1, at=at)
    sessions.finish_session(session=session, back=0, leg=3, at=at)

    kept = Session.objects.get(pk=session.pk)
    assert (kept.back_after, kept.leg_after) == (2, 1)


@pytest.mark.parametrize("is_stopped", [False, True])
def test_severe_pain_that_another_phone_tells_at_the_end_pauses_the_plan(session, is_stopped):
    at = set_done(session).happened_at
    if is_stopped:
        log.record_stop(session=session, report=stop(session, dizzy_or_breathless=True))
    else:
        sessions.finish_session(session=session, back=0, leg=1, at=at)
    sessions.finish_session(session=session, back=9, leg=0, at=at)

    assert Session.objects.get(pk=session.pk).back_after == 9
    assert Alert.objects.get(reason="strong_pain").evidence["back"] == 9
    assert Program.objects.get(pk=session.program_id).suspended_because == "severe_pain"


def test_strong_pain_after_the_last_exercise_reaches_the_doctor(session):
    heard = []

    def listen(**told: object) -> None:
        heard.append(told["decision"].reason)

    session_recorded.connect(listen)
    sessions.finish_session(session=session, back=8, leg=0, at=set_done(session).happened_at)
    session_recorded.disconnect(listen)

    assert heard == ["strong_pain"]


def test_a_stopped_session_is_not_finished_again(session):
    log.record_stop(session=session, report=stop(session, back=8))
    sessions.finish_session(session=session, back=0, leg=0, at=set_done(session).happened_at)

    kept = Session.objects.get(pk=session.pk)
    assert (kept.status, kept.back_after) == (Session.Status.STOPPED, None)


def test_what_happened_before_a_stop_is_kept_when_it_arrives_after_it(session):
    event = set_done(session)
    log.record_stop(session=session, report=stop(session, back=8))

    assert log.record_events(session=session, events=[event]) == [event.id]
    assert rollup(session) == (4, 1, 0)
