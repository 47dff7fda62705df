"""The one door for a doctor's answer to a stage: open it, not yet, or lock it again."""

from datetime import datetime

from django.utils.translation import gettext as _

from following.gate_facts import gate_facts_of, sessions_for_gates
from people.models import Patient, User
from programs import reading
from programs.evidence import Evidence
from programs.models import Program, StageDeclined, StageOpening
from programs.services import supervision
from programs.services.supervision import Refused


def open_stage(
    *,
    patient: Patient,
    stage: int,
    by: User,
    at: datetime,
    sits_ten_minutes: bool = False,
    reason: str = "",
) -> StageOpening:
    """Open sitting or standing on what the sessions at home say now, and what the doctor asked."""
    program = _at_home(patient)
    found = _evidence(program, stage, at=at, sits_ten_minutes=sits_ten_minutes)
    return supervision.open_stage(
        program=program, stage=stage, evidence=found, by=by, reason=reason
    )


def decline_stage(
    *, patient: Patient, stage: int, by: User, at: datetime, reason: str
) -> StageDeclined:
    """Leave a stage that is ready closed for now; the doctor writes why."""
    program = _at_home(patient)
    found = _evidence(program, stage, at=at)
    return supervision.decline_stage(
        program=program, stage=stage, evidence=found, by=by, reason=reason
    )


def close_stage(*, patient: Patient, stage: int, by: User, why: str) -> None:
    """Lock sitting or standing again; the doctor writes why."""
    program = reading.current_program(patient)
    if program is None or not why.strip():
        raise Refused(_("Write why you lock it again."))
    supervision.close_stage(program=program, stage=stage, by=by, why=why.strip())


def _at_home(patient: Patient) -> Program:
    program = reading.current_program(patient)
    if program is None or program.status != Program.Status.HOME:
        raise Refused(_("Stages are opened while the program is at home."))
    return program


def _evidence(
    program: Program, stage: int, *, at: datetime, sits_ten_minutes: bool | None = None
) -> Evidence:
    today = program.patient.local(at).date()
    facts = gate_facts_of([program], at=at)[program.pk]
    sessions = sessions_for_gates(program, on=today, thresholds=facts.thresholds)
    return facts.evidence(stage, sessions, on=today, sits_ten_minutes=sits_ten_minutes)
