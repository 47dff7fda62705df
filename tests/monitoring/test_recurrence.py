"""Pain that comes back closes the stages it forbids (clinical rules 6: "back one stage")."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from following.document import document_of
from following.models import MorningCheck, Session
from following.services import log
from following.services.sessions import CheckIn, finish_session
from following.signals import session_recorded
from monitoring import reasons, recurrence
from monitoring.models import Alert
from people.ids import uuid7
from programs import reading
from programs.models import ClinicRules, Program, ProgramEvent, Revision, StageOpening
from programs.services import supervision
from tests.factories import LYING, SITTING, STANDING, StageOpeningFactory
from tests.following.phone import at_home, begin, stop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

CALM = {"back": 0, "leg": 0}


@pytest.fixture
def revision() -> Revision:
    """At home since yesterday with both stages open."""
    revision = at_home(LYING, SITTING, STANDING)
    for stage in (2, 3):
        open_again(revision.program, stage, at=timezone.now() - timedelta(days=1))
    return revision


def open_again(program: Program, stage: int, *, at: Any) -> StageOpening:
    return StageOpeningFactory(program=program, stage=stage, opened_at=at)


def check_in(revision: Revision, *, back: int = 0, leg: int = 0, **options: Any) -> Session:
    return begin(revision.program.patient, CheckIn(back=back, leg=leg, ill=False), **options)


def told(**answers: Any) -> dict[str, Any]:
    """The answers at a Stop, without pain where the test is not about it."""
    return {"back": 0, "leg": 0, "reach": "", "moved": "same"} | answers


def stages(revision: Revision) -> set[int]:
    return set(reading.open_stages(revision.program))


def notices() -> list[tuple[str, dict[str, Any]]]:
    rows = Alert.objects.filter(reason="stage_closed").order_by("id")
    return [(Alert.Urgency(row.urgency).name, row.evidence) for row in rows]


@pytest.mark.parametrize(
    ("back", "leg", "left"),
    [
        (0, 0, {1, 2, 3}),
        (1, 0, {1, 2}),
        (0, 1, {1, 2}),
        (0, 2, {1, 2}),
        (3, 0, {1, 2}),
        (0, 3, {1}),
    ],
)
def test_requirement_15_pain_at_the_check_in_closes_what_it_forbids(revision, back, leg, left):
    check_in(revision, back=back, leg=leg)

    assert stages(revision) == left


@pytest.mark.parametrize(("after", "left"), [((0, 0), {1, 2, 3}), ((1, 0), {1, 2}), ((0, 3), {1})])
def test_requirement_15_pain_after_a_session_closes_what_it_forbids(revision, after, left):
    session = check_in(revision)

    finish_session(session=session, back=after[0], leg=after[1], at=timezone.now())

    assert stages(revision) == left


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({}, {1, 2, 3}),
        ({"back": 1}, {1, 2}),
        ({"leg": 2}, {1, 2}),
        ({"leg": 3}, {1}),
        ({"leg": 1, "moved": "down"}, {1}),
        ({"leg": 1, "moved": None}, {1}),
        ({"leg": 1, "moved": "up"}, {1, 2}),
        ({"back": None}, {1, 2}),
        ({"leg": None}, {1}),
    ],
)
def test_requirement_15_pain_at_a_stop_closes_what_it_forbids(revision, answers, left):
    session = check_in(revision)

    log.record_stop(session=session, report=stop(session, **told(**answers)))

    assert stages(revision) == left


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({}, {1, 2, 3}),
        ({"back": 1}, {1, 2}),
        ({"leg": 3}, {1}),
        ({"leg": 1, "finding": {"moved": "down"}}, {1}),
        ({"leg": 1, "finding": {"moved": "same"}}, {1, 2}),
    ],
)
def test_requirement_15_pain_the_next_morning_closes_what_it_forbids(revision, answers, left):
    morning = MorningCheck(
        id=uuid7(),
        local_date=timezone.localdate(),
        happened_at=timezone.now(),
        **{**CALM, "finding": {}} | answers,
    )

    session_recorded.send(
        sender=Session,
        patient=revision.program.patient,
        session=None,
        stop=None,
        decision=None,
        morning=morning,
    )

    assert stages(revision) == left


def test_pain_further_down_the_leg_than_the_record_has_it_closes_both(revision):
    session = check_in(revision)

    finish_session(session=session, back=0, leg=1, reach="foot", at=timezone.now())

    assert stages(revision) == {1}
    assert set(StageOpening.objects.values_list("closed_because", flat=True)) == {"pain_spread"}


def test_the_clinics_own_number_closes_sitting(revision):
    by = revision.program.doctor.user
    ClinicRules.objects.create(clinic=revision.clinic, recorded_by=by, most_leg_pain_for_sitting=0)

    check_in(revision, leg=1)

    assert stages(revision) == {1}


def test_the_doctor_is_told_once_in_words_with_the_answers(revision):
    session = check_in(revision, back=1)
    finish_session(session=session, back=1, leg=0, at=timezone.now())

    kept = {"stage": 3, "because": "pain_came_back", "back": 1, "leg": 0}
    assert notices() == [("NOTICE", kept)]
    assert reasons.title("stage_closed", kept) == "Standing is locked again"
    assert reasons.evidence_in_words(kept) == "Pain came back. Leg 0 of 10, back 1 of 10."


def test_the_history_keeps_that_nobody_closed_it_and_why(revision):
    check_in(revision, back=1)

    event = ProgramEvent.objects.get(kind="closed")
    assert (event.by, event.reason) == (None, "3 pain_came_back")
    closed = StageOpening.objects.get(stage=3)
    assert (closed.closed_by, closed.closed_by_itself) == (None, True)
    assert closed.closed_upon == {"back": 1, "leg": 0}


def test_a_session_under_way_keeps_what_is_still_open(revision):
    session = check_in(revision, back=1)

    document = document_of(session, at=timezone.now())

    assert document is not None
    assert len(document["lines"]) == 2
    assert Session.objects.get().sets_prescribed == 2


def test_what_was_told_before_the_opening_does_not_close_it(revision):
    session = check_in(revision, leg=3, at=timezone.now() - timedelta(minutes=10))
    open_again(revision.program, 2, at=timezone.now() - timedelta(minutes=5))

    log.record_stop(session=session, report=stop(session, **told()))

    assert stages(revision) == {1, 2}


@pytest.mark.parametrize(
    "because",
    [
        "leg_pain_lasting",
        "pain_median_rose",
        "morning_spread",
        "morning_worse_again",
        "severe_pain",
        "red_flag",
        "sciatica_exacerbation",
    ],
)
def test_requirement_18_a_pause_for_an_exacerbation_takes_back_one_stage(revision, because):
    supervision.suspend(program=revision.program, because=because, at=timezone.now())

    assert stages(revision) == {1, 2}
    assert StageOpening.objects.get(stage=3).closed_because == because


@pytest.mark.parametrize("because", ["doctor", "ill", "clearance_lapsed", "silent_long"])
def test_another_pause_leaves_the_stages_open(revision, because):
    supervision.suspend(program=revision.program, because=because, at=timezone.now())

    assert stages(revision) == {1, 2, 3}


def test_a_pause_with_no_stage_open_closes_none(revision):
    StageOpening.objects.update(closed_at=timezone.now())

    supervision.suspend(program=revision.program, because="red_flag", at=timezone.now())

    assert not ProgramEvent.objects.filter(kind="closed").exists()


def test_a_stage_that_a_pause_closed_is_told_once(revision):
    program, at = revision.program, timezone.now()
    supervision.suspend(program=program, because="leg_pain_lasting", at=at)

    for _ in range(2):
        recurrence.tell_of_closings(program=program, at=at)

    ((urgency, kept),) = notices()
    assert (urgency, kept) == ("NOTICE", {"stage": 3, "because": "leg_pain_lasting"})
    assert reasons.evidence_in_words(kept) == "Leg pain at rest two days running."


def test_a_stage_that_a_doctor_closed_is_not_told(revision):
    supervision.close_stage(
        program=revision.program, stage=3, by=revision.program.doctor.user, why="I saw her today."
    )

    recurrence.tell_of_closings(program=revision.program, at=timezone.now())

    assert notices() == []


def test_without_a_program_nothing_is_judged(revision):
    patient = revision.program.patient
    Program.objects.update(status="ended")

    recurrence.on_session_recorded(patient=patient)

    assert StageOpening.objects.filter(closed_at=None).count() == 2
