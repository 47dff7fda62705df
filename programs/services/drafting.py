"""The draft of a program: it saves as the doctor works, and refuses a save made on an older one."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from exercises.models import Exercise
from people.models import Patient, User
from programs import reading
from programs.dosage import Dosage, Sides
from programs.models import DraftLine, Program


class StaleDraft(Exception):
    """Another tab or person has saved since this page was loaded."""

    def __init__(self, program: Program) -> None:
        super().__init__(f"the draft is at version {program.draft_version}")
        self.program = program


class AlreadyInDraft(Exception):
    """The exercise stands in the draft; its dosage can be changed there."""


@transaction.atomic
def draft_of(*, patient: Patient, by: User) -> Program:
    """The patient's open program, begun by this doctor when there is none."""
    Patient.objects.select_for_update().get(clinic=patient.clinic_id, pk=patient.pk)
    program = reading.current_program(patient)
    if program is None:
        doctor = next(post for post in by.doctors if post.clinic_id == patient.clinic_id)
        program = Program.objects.create(clinic=patient.clinic, patient=patient, doctor=doctor)
    return program


@transaction.atomic
def add_line(
    *, program: Program, exercise: Exercise, version: int, override_reason: str = ""
) -> DraftLine:
    """Add an exercise at the end of the draft with its default dosage, on the affected side."""
    program = _locked_at(program, version)
    lines = DraftLine.objects.filter(clinic=program.clinic_id, program=program)
    if lines.filter(exercise=exercise).exists():
        raise AlreadyInDraft
    last = lines.aggregate(last=Max("place"))["last"]
    line = DraftLine.objects.create(
        clinic_id=program.clinic_id,
        program=program,
        exercise=exercise,
        place=0 if last is None else last + 1,
        override_reason=override_reason.strip(),
        **_columns(exercise.default_dosage, program.patient),
    )
    _bump(program)
    return line


@transaction.atomic
def change_line(
    *,
    line: DraftLine,
    version: int,
    dosage: Dosage,
    note: str = "",
    override_reason: str = "",
) -> DraftLine:
    program = _locked_at(line.program, version)
    columns = _columns(dosage, program.patient) | {
        "note": note.strip(),
        "override_reason": override_reason.strip(),
    }
    for name, value in columns.items():
        setattr(line, name, value)
    line.save(update_fields=list(columns))
    _bump(program)
    return line


@transaction.atomic
def remove_line(*, line: DraftLine, version: int) -> None:
    program = _locked_at(line.program, version)
    line.delete()
    _bump(program)


@transaction.atomic
def reorder(*, program: Program, order: Sequence[UUID], version: int) -> None:
    """Put the lines in this order; lines that are not named keep theirs, after the named ones."""
    program = _locked_at(program, version)
    lines = {
        line.pk: line
        for line in DraftLine.objects.filter(clinic=program.clinic_id, program=program)
    }
    named = [lines.pop(pk) for pk in order if pk in lines]
    ordered = [*named, *lines.values()]
    for place, line in enumerate(ordered):
        line.place = place
    DraftLine.objects.bulk_update(ordered, ["place"])
    _bump(program)


@transaction.atomic
def change_terms(
    *,
    program: Program,
    version: int,
    pain_policy: str,
    starts_on: date | None,
    review_on: date | None,
    note: str,
) -> Program:
    program = _locked_at(program, version)
    program.pain_policy = pain_policy
    program.starts_on = starts_on
    program.review_on = review_on
    program.note = note.strip()
    program.save(update_fields=["pain_policy", "starts_on", "review_on", "note"])
    _bump(program)
    return program


@transaction.atomic
def apply_template(*, program: Program, exercises: Sequence[Exercise], version: int) -> int:
    """Add the template's exercises that are not in the draft yet, in order; how many were added."""
    program = _locked_at(program, version)
    present = set(
        DraftLine.objects.filter(clinic=program.clinic_id, program=program).values_list(
            "exercise_id", flat=True
        )
    )
    added = [exercise for exercise in exercises if exercise.pk not in present]
    for exercise in added:
        program = Program.objects.get(clinic=program.clinic_id, pk=program.pk)
        add_line(program=program, exercise=exercise, version=program.draft_version)
    return len(added)


def _columns(dosage: Dosage, patient: Patient) -> dict[str, Any]:
    affected = dosage.sides == Sides.AFFECTED
    return {
        "sets": dosage.sets,
        "repetitions": dosage.repetitions,
        "hold": dosage.hold,
        "rest": dosage.rest,
        "tempo": str(dosage.tempo),
        "sides": dosage.sides,
        "side": patient.affected_side if affected else "both",
        "times_a_day": dosage.times_a_day,
        "days_of_week": list(dosage.days_of_week),
    }


def _locked_at(program: Program, version: int) -> Program:
    current = (
        Program.objects.select_for_update(of=("self",))
        .select_related("patient", "clinic", "doctor__user")
        .get(clinic=program.clinic_id, pk=program.pk)
    )
    if current.draft_version != version:
        raise StaleDraft(current)
    return current


def _bump(program: Program) -> None:
    program.draft_version += 1
    program.save(update_fields=["draft_version"])
