"""The draft of a program: it saves as the doctor works, and refuses a save made on an older one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from exercises.models import Exercise
from people.models import Patient, User
from programs import reading
from programs.applying import Fit, fit
from programs.dosage import Dosage, Sides, from_json
from programs.models import DraftLine, Program
from programs.safeguards import Safeguards
from programs.templates import Template


class StaleDraft(Exception):
    """Another tab or person has saved since the page was loaded."""


class AlreadySaved(Exception):
    """This very change has been saved before, and only its answer was lost."""


class AlreadyInDraft(Exception):
    """The exercise stands in the draft; its dosage can be changed there."""


class TemplateClosed(Exception):
    """The template is not open for this patient; the message says what it waits for."""


class ReasonNeeded(Exception):
    """The exercise is blocked for this patient; the message says why, in words for the doctor."""


@dataclass(frozen=True)
class Save:
    """The draft's version that a change was made on, and the change's own id, made by the page."""

    version: int
    change: UUID | None = None


@dataclass(frozen=True)
class Terms:
    """What holds for the whole program; a limit of None is the table's."""

    pain_policy: str
    directional_preference: str
    stop_exercise_at: int | None
    stop_session_at: int | None
    starts_on: date | None
    review_on: date | None
    note: str


@transaction.atomic
def draft_of(*, patient: Patient, by: User) -> Program:
    """The patient's open program, begun by this doctor when there is none."""
    Patient.objects.select_for_update().get(clinic=patient.clinic_id, pk=patient.pk)
    program = reading.current_program(patient)
    if program is None:
        doctor = next(post for post in by.doctors if post.clinic_id == patient.clinic_id)
        program = Program.objects.create(clinic=patient.clinic, patient=patient, doctor=doctor)
    return program


def add_line(
    *, program: Program, exercise: Exercise, save: Save, on: date, override_reason: str = ""
) -> DraftLine:
    """Add an exercise at the end of the draft; one that is blocked that day needs a reason."""
    with editing(program, save) as program:
        if _lines(program).filter(exercise=exercise).exists():
            raise AlreadyInDraft
        blocked = reading.blocks_of(exercise, reading.facts_of(program.patient), on=on)
        if blocked and not override_reason.strip():
            raise ReasonNeeded(" ".join(reason.sentence for reason in blocked))
        return _append(program, exercise, override_reason=override_reason.strip())


def add_all(*, program: Program, exercises: Iterable[Exercise], save: Save) -> int:
    """Add exercises in order, but those that stand already; how many were added."""
    with editing(program, save) as program:
        standing = set(_lines(program).values_list("exercise_id", flat=True))
        added = [exercise for exercise in exercises if exercise.pk not in standing]
        for exercise in added:
            _append(program, exercise)
        return len(added)


@transaction.atomic
def apply(*, patient: Patient, template: Template, by: User, on: date) -> Fit:
    """Add to the patient's draft what the template gives; the answer says what was left out."""
    facts = reading.facts_of(patient)
    program = draft_of(patient=patient, by=by)
    with editing(program, Save(program.draft_version)) as program:
        standing = frozenset(_lines(program).values_list("exercise_id", flat=True))
        applied = fit(template, facts, standing=standing, on=on)
        if applied.closed:
            raise TemplateClosed(" ".join(applied.closed))
        for offer in applied.given:
            _append(program, offer.exercise, dosage=offer.dosage, note=offer.note)
    return applied


def change_line(
    *,
    line: DraftLine,
    save: Save,
    dosage: Dosage,
    safeguards: Safeguards,
    note: str,
    override_reason: str,
) -> DraftLine:
    with editing(line.program, save) as program:
        texts = {"note": note.strip(), "override_reason": override_reason.strip()}
        columns = _columns(dosage, program.patient) | vars(safeguards) | texts
        for name, value in columns.items():
            setattr(line, name, value)
        line.save(update_fields=list(columns))
        return line


def remove_line(*, line: DraftLine, save: Save) -> None:
    with editing(line.program, save):
        line.delete()


def reorder(*, program: Program, order: Sequence[UUID], save: Save) -> None:
    """Put the lines in this order; lines that are not named stay behind the named ones."""
    with editing(program, save) as program:
        lines = {line.pk: line for line in _lines(program).order_by("place")}
        named = [lines.pop(pk) for pk in order if pk in lines]
        ordered = [*named, *lines.values()]
        for place, line in enumerate(ordered):
            line.place = place
        _lines(program).bulk_update(ordered, ["place"])


def change_terms(*, program: Program, save: Save, terms: Terms) -> None:
    with editing(program, save) as program:
        columns = vars(terms) | {"note": terms.note.strip()}
        for name, value in columns.items():
            setattr(program, name, value)
        program.save(update_fields=list(columns))


@contextmanager
def editing(program: Program, save: Save) -> Iterator[Program]:
    """Hold the draft while it changes, then move it on by one version."""
    with transaction.atomic():
        current = (
            Program.objects.select_for_update(of=("self",))
            .select_related("patient", "clinic")
            .get(clinic=program.clinic_id, pk=program.pk)
        )
        if save.change and save.change == current.last_change:
            raise AlreadySaved
        if save.version != current.draft_version:
            raise StaleDraft
        yield current
        current.draft_version += 1
        current.last_change = save.change
        current.save(update_fields=["draft_version", "last_change"])


def _lines(program: Program) -> QuerySet[DraftLine]:
    return DraftLine.objects.filter(clinic=program.clinic_id, program=program)


def _append(
    program: Program, exercise: Exercise, *, dosage: Dosage | None = None, **texts: str
) -> DraftLine:
    last = _lines(program).aggregate(last=Max("place"))["last"]
    dosage = dosage or from_json(exercise.current.content["dose"])
    return DraftLine.objects.create(
        clinic_id=program.clinic_id,
        program=program,
        exercise=exercise,
        place=0 if last is None else last + 1,
        **texts,
        **_columns(dosage, program.patient),
    )


def _columns(dosage: Dosage, patient: Patient) -> dict[str, Any]:
    one_sided = dosage.sides == Sides.AFFECTED
    return {
        "sets": dosage.sets,
        "repetitions": dosage.repetitions,
        "hold": dosage.hold,
        "rest": dosage.rest,
        "tempo": str(dosage.tempo),
        "sides": dosage.sides,
        "side": patient.affected_side if one_sided else "both",
        "times_a_day": dosage.times_a_day,
        "days_of_week": list(dosage.days_of_week),
    }
