"""The life of a published program: supervised, released to home, suspended, resumed, ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exercises.models import Exercise
from people.models import User
from programs import gates, reading
from programs.evidence import Evidence
from programs.models import (
    PrescribedLine,
    Program,
    ProgramEvent,
    SignOff,
    StageDeclined,
    StageOpening,
)


class Step(Protocol):
    """A step in a program's life that a doctor takes with a written reason."""

    def __call__(self, *, program: Program, by: User, why: str) -> Program: ...


class Refused(Exception):
    """The step may not be taken yet; the message says why, in words for the doctor."""


@transaction.atomic
def sign_off(
    *, program: Program, exercise: Exercise, technique: bool, tolerated: bool, by: User
) -> SignOff:
    """Keep whether the patient has learnt the technique and tolerates the dose."""
    return _sign(program, exercise, by, technique=technique, tolerated=tolerated, waived_because="")


@transaction.atomic
def sign_off_line(
    *, program: Program, line: PrescribedLine, technique: bool, tolerated: bool, by: User
) -> None:
    """Sign a line off, and with it its easier version unless that has a line of its own."""
    ticks = {"technique": technique, "tolerated": tolerated}
    sign_off(program=program, exercise=line.exercise, by=by, **ticks)
    lines = reading.newest_lines(program)
    if line.easier and not lines.filter(exercise=line.easier).exists():
        sign_off(program=program, exercise=line.easier, by=by, **ticks)


@transaction.atomic
def release_to_home(*, program: Program, by: User, waived_because: str = "") -> Program:
    """Let the patient exercise alone; what was not taught needs a written reason."""
    program = _locked(program)
    if program.status not in {Program.Status.SUPERVISED, Program.Status.HOME}:
        raise Refused(_("Only a supervised program can be released to home."))
    why = waived_because.strip()
    untaught = reading.untaught_exercises(program)
    if untaught and not why:
        names = ", ".join(exercise.name for exercise in untaught)
        raise Refused(
            _("Not signed off yet: %(names)s. Tick each one, or write why you waive it.")
            % {"names": names}
        )
    _refuse_unmet(reading.home_gate(program, untaught=[]))
    for exercise in untaught:
        _sign(program, exercise, by, waived_because=why)
    program.status = Program.Status.HOME
    program.released_at = program.released_at or timezone.now()
    program.save(update_fields=["status", "released_at"])
    kind = ProgramEvent.Kind.WAIVED if untaught else ProgramEvent.Kind.RELEASED
    note_event(program, kind, by=by, reason=why if untaught else "")
    return program


@transaction.atomic
def suspend(*, program: Program, because: str, at: datetime, by: User | None = None) -> Program:
    """Lock the patient's sessions until a doctor resumes them; a draft has none to lock."""
    program = _locked(program)
    if program.status in {Program.Status.SUPERVISED, Program.Status.HOME}:
        program.status = Program.Status.SUSPENDED
        program.suspended_at = at
        program.suspended_because = because
        program.save(update_fields=["status", "suspended_at", "suspended_because"])
        note_event(program, ProgramEvent.Kind.SUSPENDED, by=by, reason=because)
        if because in gates.EXACERBATIONS:
            _step_back(program, because=because)
    return program


@transaction.atomic
def resume(*, program: Program, by: User, why: str) -> Program:
    """Unlock the sessions, back to where they were; the doctor writes why it is safe again."""
    program = _locked(program)
    if program.status != Program.Status.SUSPENDED:
        raise Refused(_("This program is not paused."))
    if not why.strip():
        raise Refused(_("Write why the patient may go on."))
    missing = reading.readiness(program, on=timezone.localdate())
    if missing:
        raise Refused(" ".join(str(item.sentence) for item in missing))
    _refuse_blocked(program)
    program.status = Program.Status.HOME if program.released_at else Program.Status.SUPERVISED
    program.suspended_because = ""
    program.suspended_at = None
    program.save(update_fields=["status", "suspended_because", "suspended_at"])
    note_event(program, ProgramEvent.Kind.RESUMED, by=by, reason=why.strip())
    return program


@transaction.atomic
def end(*, program: Program, by: User, why: str) -> Program:
    program = _locked(program)
    if not program.is_open:
        raise Refused(_("This program has ended already."))
    if not why.strip():
        raise Refused(_("Write why the program ends."))
    program.status = Program.Status.ENDED
    program.save(update_fields=["status"])
    note_event(program, ProgramEvent.Kind.ENDED, by=by, reason=why.strip())
    return program


@transaction.atomic
def open_stage(
    *, program: Program, stage: int, evidence: Evidence, by: User, reason: str = ""
) -> StageOpening:
    """Open sitting or standing; standing never opens before its conditions hold."""
    state = gates.judge(stage, evidence, reading.thresholds_of(program.clinic_id))
    if stage == gates.STANDING or not reason.strip():
        _refuse_unmet(state)
    opening, created = StageOpening.objects.get_or_create(
        clinic_id=program.clinic_id,
        program=program,
        stage=stage,
        closed_at=None,
        defaults={
            "evidence": evidence.as_json(),
            "reason": reason.strip(),
            "opened_by": by,
            "opened_at": timezone.now(),
        },
    )
    if created:
        note_event(program, ProgramEvent.Kind.OPENED, by=by, reason=f"{stage} {reason}".strip())
    return opening


@transaction.atomic
def decline_stage(
    *, program: Program, stage: int, evidence: Evidence, by: User, reason: str
) -> StageDeclined:
    """Keep why a stage that is ready stays closed for now."""
    if not reason.strip():
        raise Refused(_("Write why not yet."))
    return StageDeclined.objects.create(
        clinic_id=program.clinic_id,
        program=program,
        stage=stage,
        evidence=evidence.as_json(),
        reason=reason.strip(),
        declined_by=by,
        declined_at=timezone.now(),
    )


@transaction.atomic
def close_stage(
    *,
    program: Program,
    stage: int,
    by: User | None,
    why: str,
    upon: Mapping[str, object] | None = None,
) -> None:
    """Lock a stage again; when pain has come back, nobody does it and the answers are kept."""
    openings = StageOpening.objects.filter(
        clinic=program.clinic_id, program=program, stage=stage, closed_at=None
    )
    if openings.update(
        closed_at=timezone.now(), closed_by=by, closed_because=why, closed_upon=dict(upon or {})
    ):
        note_event(program, ProgramEvent.Kind.CLOSED, by=by, reason=f"{stage} {why}".strip())


def note_event(
    program: Program, kind: ProgramEvent.Kind, *, by: User | None, reason: str = ""
) -> None:
    ProgramEvent.objects.create(
        clinic_id=program.clinic_id, program=program, kind=kind, by=by, reason=reason
    )


def _refuse_blocked(program: Program) -> None:
    blocked = reading.blocked_lines(program, on=timezone.localdate())
    if blocked:
        names = ", ".join(line.exercise.name for line in blocked)
        raise Refused(
            _("Blocked by what was found since: %(names)s. Prescribe without, or with a reason.")
            % {"names": names}
        )


def _step_back(program: Program, *, because: str) -> None:
    """Close the highest open stage: any recurrence takes back one (clinical rules 6)."""
    highest = max(reading.open_stages(program))
    if highest != gates.LYING:
        close_stage(program=program, stage=highest, by=None, why=because)


def _refuse_unmet(gate: gates.GateState) -> None:
    if not gate.may_open:
        unmet = " ".join(item.text for item in gate.conditions if not item.met)
        raise Refused(_("Not yet: %(conditions)s") % {"conditions": unmet})


def _sign(program: Program, exercise: Exercise, by: User, **taught: bool | str) -> SignOff:
    row, _created = SignOff.objects.update_or_create(
        clinic_id=program.clinic_id,
        program=program,
        exercise=exercise,
        defaults={**taught, "signed_by": by, "signed_at": timezone.now()},
    )
    return row


def _locked(program: Program) -> Program:
    return (
        Program.objects.select_for_update(of=("self",))
        .select_related("patient", "doctor__user")
        .get(clinic=program.clinic_id, pk=program.pk)
    )
