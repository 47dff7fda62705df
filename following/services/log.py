"""What happened in a session, kept once however often the phone sends it: sets and stops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from following.finding import PERIPHERALISED, finding_at_a_stop
from following.models import Session, SetEvent, Stop
from following.services.sessions import carry_out, keep_red_flags, locked
from following.signals import session_recorded
from following.work import sets_of, work_of
from programs import stop_rules
from programs.models import PrescribedLine
from programs.stop_rules import Decision, Outcome

DONE = frozenset({SetEvent.Kind.TIMED, SetEvent.Kind.TICKED})


class EventRefused(Exception):
    """The report cannot be true of this session; the message says why."""


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


@dataclass(frozen=True)
class StopReport:
    """A press on Stop and the answers, None where not answered; the id is the phone's."""

    id: UUID
    line: UUID | None
    happened_at: datetime
    answers: Mapping[str, Any]


@transaction.atomic
def record_events(*, session: Session, events: Sequence[SetReport]) -> list[UUID]:
    """Keep what happened to the sets; the ids that are kept now, old ones of a replay included."""
    session = locked(session)
    lines = _lines(session)
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
    """Judge a press on Stop by the revision's stop rules, once, and carry the decision out."""
    session = locked(session)
    stops = Stop.objects.filter(clinic=session.clinic_id, session=session)
    if known := stops.filter(pk=report.id).first():
        return stop_rules.decide(session.revision.rules.during, known.finding)
    stop, decision = _judge(session, report, list(stops))
    stop.save(force_insert=True)
    session.stops += 1
    session.save(update_fields=["stops"])
    keep_red_flags(session.patient, report.answers["red_flags"])
    carry_out(session, decision, ended_as=Session.Status.STOPPED, at=timezone.now(), stop=stop)
    return decision


def _judge(session: Session, report: StopReport, earlier: list[Stop]) -> tuple[Stop, Decision]:
    line = _lines(session).get(report.line) if report.line else None
    if report.line and line is None:
        raise EventRefused(_("This exercise is not part of the session."))
    finding = finding_at_a_stop(
        session,
        report.answers,
        times_peripheralised=sum(stop.reason in PERIPHERALISED for stop in earlier),
        can_be_reduced=_can_be_reduced(line, earlier),
    )
    decision = stop_rules.decide(session.revision.rules.during, finding)
    stop = Stop(
        id=report.id,
        clinic=session.clinic,
        patient=session.patient,
        session=session,
        line_id=report.line,
        happened_at=report.happened_at,
        back=report.answers["back"],
        leg=report.answers["leg"],
        reach=report.answers["reach"],
        finding=finding,
        rule=decision.rule,
        outcome=decision.outcome,
        reason=decision.reason,
    )
    return stop, decision


def _can_be_reduced(line: PrescribedLine | None, earlier: list[Stop]) -> bool:
    """Half of the repetitions can be left out once, where there is more than one."""
    reduced = {stop.line_id for stop in earlier if stop.outcome == Outcome.REDUCE}
    return line is not None and line.repetitions > 1 and line.pk not in reduced


def _lines(session: Session) -> dict[UUID, PrescribedLine]:
    work = work_of(session)
    return {line.pk: line for line in work.lines} if work else {}


def _check(event: SetReport, line: PrescribedLine | None) -> None:
    """The dose is the doctor's: nothing beyond it is counted (clinical rules 1.9)."""
    if line is None:
        raise EventRefused(_("This exercise is not part of the session."))
    if event.number > len(sets_of(line)):
        raise EventRefused(_("Your plan has fewer sets of this exercise."))
    if event.repetitions > line.repetitions:
        raise EventRefused(_("Your plan has fewer repetitions of this exercise."))


def _row(session: Session, event: SetReport) -> SetEvent:
    return SetEvent(
        clinic_id=session.clinic_id,
        patient_id=session.patient_id,
        id=event.id,
        session_id=session.pk,
        line_id=event.line,
        happened_at=event.happened_at,
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
