"""Pain that has come back closes the stages it forbids, at once, and the doctor is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from following.models import MorningCheck, Session, Stop
from following.work import work_of
from monitoring import services
from monitoring.models import Alert
from monitoring.reports import is_about_a_set
from people import body
from people.models import Patient
from programs import gates, reading
from programs.models import Program, StageOpening
from programs.services import supervision
from programs.thresholds import DEFAULTS, Thresholds

CLOSED = "stage_closed"
CAME_BACK, SPREAD = "pain_came_back", "pain_spread"
HAS_SPREAD = {"down": True, "same": False, "up": False}


@dataclass(frozen=True)
class Report:
    """What a patient told at one moment: pain is NPRS, None is unknown and counts as the worse."""

    at: datetime
    back: int | None
    leg: int | None
    spread: bool | None

    def closes(self, opening: StageOpening, thresholds: Thresholds) -> bool:
        """Only what was told after the opening can speak against it."""
        return self.at >= opening.opened_at and gates.recurs(
            opening.stage,
            back=self.back,
            leg=self.leg,
            spread=self.spread,
            thresholds=thresholds,
        )


def on_session_recorded(
    *,
    patient: Patient,
    session: Session | None = None,
    stop: Stop | None = None,
    morning: MorningCheck | None = None,
    **_kwargs: Any,
) -> None:
    """Judge each open stage by what was told, and tell the doctor of those that have closed."""
    program = None if is_about_a_set(session, stop) else reading.current_program(patient)
    if program is not None:
        has_closed = _close_what_recurred(program, list(_reports(session, stop, morning)))
        if has_closed and session is not None and session.status == Session.Status.RUNNING:
            _ask_for_what_is_open(session)
        if has_closed or program.status == Program.Status.SUSPENDED:
            tell_of_closings(program=program, at=timezone.now())


def tell_of_closings(*, program: Program, at: datetime) -> None:
    """A notice for each stage that closed by itself, once; a pause closes one too."""
    told = Alert.objects.filter(
        clinic=program.clinic_id,
        patient=program.patient_id,
        reason=CLOSED,
        source=OuterRef("pk"),
    )
    closed = StageOpening.objects.filter(
        clinic=program.clinic_id, program=program, closed_at__isnull=False, closed_by=None
    )
    for opening in closed.exclude(closed_because="").exclude(Exists(told)):
        services.raise_alert(
            patient=program.patient,
            urgency=Alert.Urgency.NOTICE,
            reason=CLOSED,
            source=opening.pk,
            evidence={
                "stage": opening.stage,
                "because": opening.closed_because,
                **opening.closed_upon,
            },
            at=at,
        )


def _close_what_recurred(program: Program, reports: Iterable[Report]) -> bool:
    """Whether a stage was closed; each is judged by its own condition."""
    openings = StageOpening.objects.filter(
        clinic=program.clinic_id, program=program, closed_at=None
    ).order_by("stage")
    thresholds = reading.thresholds_of(program.clinic_id) if openings else DEFAULTS
    found = [
        (opening.stage, report)
        for opening in openings
        for report in reports
        if report.closes(opening, thresholds)
    ]
    for stage, report in dict(found).items():
        supervision.close_stage(
            program=program,
            stage=stage,
            by=None,
            why=SPREAD if report.spread else CAME_BACK,
            upon={"back": report.back, "leg": report.leg},
        )
    return bool(found)


def _ask_for_what_is_open(session: Session) -> None:
    """What a session under way can no longer do is not missing from it."""
    work = work_of(session)
    asked, told_of = work.sets if work else 0, session.sets_done + session.sets_skipped
    session.sets_prescribed = max(asked, told_of)
    session.save(update_fields=["sets_prescribed"])


def _reports(
    session: Session | None, stop: Stop | None, morning: MorningCheck | None
) -> Iterator[Report]:
    for one in (stop, morning):
        if one is not None:
            spread = HAS_SPREAD.get(one.finding.get("moved")) if one.leg != 0 else False
            yield Report(one.happened_at, one.back, one.leg, spread)
    if session is not None:
        yield from _of_session(session)


def _of_session(session: Session) -> Iterator[Report]:
    """The answers before and after it; what was not asked yet tells nothing."""
    if session.back_before is not None or session.leg_before is not None:
        went = _has_spread(session, body.reach_of(session.places))
        yield Report(session.started_at, session.back_before, session.leg_before, went)
    if session.ended_at and (session.back_after is not None or session.leg_after is not None):
        went = _has_spread(session, session.reach)
        yield Report(session.ended_at, session.back_after, session.leg_after, went)


def _has_spread(session: Session, reach: str) -> bool:
    """Further down the leg than the record has it."""
    return body.is_further_down(reach, than=session.patient.reach)
