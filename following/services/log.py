"""What happened in a session, kept once however often the phone sends it: sets and stops."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from following.clock import UNTOLD, Told
from following.finding import PERIPHERALISED, finding_at_a_stop
from following.models import Session, SetEvent, Stop
from following.services.deciding import carry_out, judged, keep_red_flags, locked
from following.signals import session_recorded
from following.work import sets_of, unlocked, work_of
from people.body import reach_of
from programs import reading
from programs.models import PrescribedLine, Revision
from programs.stop_rules import Alert, Decision, Outcome

DONE = frozenset({SetEvent.Kind.TIMED, SetEvent.Kind.TICKED})
MODIFIED = frozenset({Outcome.EASE, Outcome.REDUCE})


class EventRefused(Exception):
    """A report cannot be true of this session: its id, and why in words."""

    def __init__(self, event: UUID, words: str) -> None:
        super().__init__(words)
        self.event = event


@dataclass(frozen=True)
class SetReport:
    """What the phone says of one set; the id is the phone's."""

    id: UUID
    line: UUID
    number: int
    kind: int
    reason: int
    repetitions: int
    seconds: int
    happened_at: datetime
    told: Told = UNTOLD


@dataclass(frozen=True)
class StopReport:
    """A press on Stop and the answers, None where not answered; the id is the phone's."""

    id: UUID
    line: UUID | None
    happened_at: datetime
    answers: Mapping[str, Any]
    told: Told = UNTOLD


@transaction.atomic
def record_events(*, session: Session, events: Sequence[SetReport]) -> list[UUID]:
    """Keep what happened to the sets; the ids that are kept now, old ones of a replay included."""
    session = locked(session)
    lines = _lines_for(session, events)
    for event in events:
        _check(event, lines.get(event.line))
    SetEvent.objects.bulk_create((_row(session, event) for event in events), ignore_conflicts=True)
    _roll_up(session)
    session_recorded.send(
        sender=Session, patient=session.patient, session=session, decision=None, stop=None
    )
    return [event.id for event in events]


@transaction.atomic
def record_stop(*, session: Session, report: StopReport) -> Decision:
    """Judge a press on Stop by the stop rules, once, and carry the decision out.

    IntegrityError or RedFlagCheck.DoesNotExist when the id is another person's.
    """
    session = locked(session)
    stops = list(Stop.objects.filter(clinic=session.clinic_id, session=session))
    if known := next((stop for stop in stops if stop.pk == report.id), None):
        return _decision_of(known)
    finding = _finding(session, report, stops)
    flags = report.answers["red_flags"]
    verdict = judged(session, "during", finding, flags=flags)
    stop = _stop(session, report, finding, verdict.decision)
    stop.save(force_insert=True)
    session.stops += 1
    session.save(update_fields=["stops"])
    carry_out(
        session,
        verdict,
        ended_as=Session.Status.STOPPED,
        at=report.happened_at,
        stop=stop,
        is_told=keep_red_flags(session.patient, flags, report_id=report.id),
    )
    return verdict.decision


def _finding(session: Session, report: StopReport, earlier: list[Stop]) -> dict[str, Any]:
    line = _line(session, report.line) if report.line else None
    # An exercise is changed once, in one way or the other; after that it stops.
    modified = {stop.line_id for stop in earlier if stop.outcome in MODIFIED}
    free = line if line and line.pk not in modified else None
    return finding_at_a_stop(
        session,
        report.answers,
        times_peripheralised=sum(stop.reason in PERIPHERALISED for stop in earlier),
        can_be_reduced=free is not None and free.repetitions > 1,
        can_be_eased=free is not None and _has_easier(session, free),
        exercise=line.exercise.slug if line else None,
    )


def _has_easier(session: Session, line: PrescribedLine) -> bool:
    if line.easier_id is None:
        return False
    return reading.easier_is_open(
        line,
        reading.facts_of(session.patient),
        taught=reading.taught_exercises(session.program),
        opened=reading.open_stages(session.program),
        on=session.local_date,
    )


def _stop(
    session: Session, report: StopReport, finding: dict[str, Any], decision: Decision
) -> Stop:
    return Stop(
        id=report.id,
        clinic=session.clinic,
        patient=session.patient,
        session=session,
        line_id=report.line,
        happened_at=report.happened_at,
        phone_at=report.told.at,
        clock_skew=report.told.skew,
        back=report.answers["back"],
        leg=report.answers["leg"],
        places=list(report.answers["places"]),
        reach=reach_of(report.answers["places"]) or report.answers["reach"],
        finding=finding,
        rule=decision.rule,
        outcome=decision.outcome,
        reason=decision.reason,
    )


def _decision_of(stop: Stop) -> Decision:
    """What was decided once, whichever revision's row it was: rows of one name are alike."""
    program = stop.session.program
    revisions = Revision.objects.filter(clinic=stop.clinic_id, program=program)
    rows = (row for revision in revisions for row in revision.rules.during)
    row = next(row for row in rows if row["id"] == stop.rule)
    return Decision(
        rule=stop.rule,
        outcome=Outcome(stop.outcome),
        suspend=row["suspend"],
        alert=Alert(row["alert"]),
        reason=stop.reason,
    )


def _line(session: Session, pk: UUID) -> PrescribedLine | None:
    """The line in the dose of its day, or as prescribed when it has been locked since.

    A Stop in an exercise that is none of the session's is judged all the same: it hurts.
    """
    work = work_of(session)
    todays = {line.pk: line for line in work.lines} if work else {}
    return todays.get(pk) or _lines(session).get(pk)


def _lines_for(session: Session, events: Sequence[SetReport]) -> dict[UUID, PrescribedLine]:
    """The session's lines; with those of earlier plans, where a phone had not heard of this one."""
    lines = _lines(session)
    if all(event.line in lines for event in events):
        return lines
    return _opened(session, reading.lines_ever_prescribed(session.program)) | lines


def _lines(session: Session) -> dict[UUID, PrescribedLine]:
    return _opened(session, reading.lines_of(session.revision))


def _opened(session: Session, lines: Iterable[PrescribedLine]) -> dict[UUID, PrescribedLine]:
    """All that may have been done: what was locked since was open to a phone without connection."""
    opened = reading.stages_ever_open(session.program)
    return {line.pk: line for line in unlocked(session.program, lines, opened=opened)}


def _check(event: SetReport, line: PrescribedLine | None) -> None:
    """The dose is the doctor's: nothing beyond it is counted (clinical rules 1.9)."""
    if line is None:
        raise EventRefused(event.id, _("This exercise is not part of the session."))
    if event.number > len(sets_of(line)):
        raise EventRefused(event.id, _("Your plan has fewer sets of this exercise."))
    if event.repetitions > line.repetitions:
        raise EventRefused(event.id, _("Your plan has fewer repetitions of this exercise."))


def _row(session: Session, event: SetReport) -> SetEvent:
    return SetEvent(
        clinic_id=session.clinic_id,
        patient_id=session.patient_id,
        id=event.id,
        session_id=session.pk,
        line_id=event.line,
        happened_at=event.happened_at,
        phone_at=event.told.at,
        clock_skew=event.told.skew,
        set_number=event.number,
        kind=event.kind,
        reason=event.reason,
        repetitions=event.repetitions,
        seconds=event.seconds,
    )


def _roll_up(session: Session) -> None:
    """Count each set once, however many events it has."""
    rows = SetEvent.objects.filter(
        clinic_id=session.clinic_id, patient_id=session.patient_id, session_id=session.pk
    ).values_list("line_id", "set_number", "kind")
    done = {(line, number) for line, number, kind in rows if kind in DONE}
    skipped = {(line, number) for line, number, kind in rows if kind == SetEvent.Kind.SKIPPED}
    session.sets_done = len(done)
    session.sets_skipped = len(skipped - done)
    # A stage that was opened in the meantime adds to what the session asks for.
    session.sets_prescribed = max(session.sets_prescribed, len(done | skipped))
    session.save(update_fields=["sets_done", "sets_skipped", "sets_prescribed"])
