"""A patient's program: its revision, its lines, what is open, taught and signed off."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from exercises.codes import Equipment
from exercises.models import Exercise, ExerciseMedia
from people.models import Patient, User
from programs import gates
from programs.models import (
    DraftLine,
    PrescribedLine,
    Program,
    Revision,
    SignOff,
    StageOpening,
)


@dataclass(frozen=True)
class Locked:
    """A line the patient may not do yet: `reason` is "untaught", "sitting" or "standing"."""

    line: PrescribedLine
    reason: str


@dataclass(frozen=True)
class PatientPlan:
    """What the patient follows: the lines open at home, and those locked with the reason."""

    revision: Revision
    lines: tuple[PrescribedLine, ...]
    locked: tuple[Locked, ...]

    @property
    def extra_equipment(self) -> tuple[Equipment, ...]:
        """What the patient needs beside mat and chair (clinical rules, 1.12), each once."""
        needed = (item for line in self.lines for item in line.version.extra_equipment)
        return tuple(dict.fromkeys(needed))

    @property
    def bad_days(self) -> tuple[PrescribedLine, ...]:
        """What is left of it on a bad day, by the doctor's plan; each line has its `bad_day`."""
        return tuple(line for line in self.lines if line.is_for_bad_days)


def current_program(patient: Patient) -> Program | None:
    """The patient's one program that has not ended."""
    return (
        Program.objects.current()
        .filter(clinic=patient.clinic_id, patient=patient)
        .select_related("clinic", "patient", "doctor__user")
        .first()
    )


def latest_revision(program: Program) -> Revision | None:
    return (
        Revision.objects.filter(clinic=program.clinic_id, program=program)
        .select_related("author")
        .order_by("-number")
        .first()
    )


def draft_lines(program: Program) -> list[DraftLine]:
    return list(
        program.draft_lines.filter(clinic=program.clinic_id)
        .select_related("exercise__current", "easier__current")
        .order_by("place")
    )


def lines_of(revision: Revision) -> QuerySet[PrescribedLine]:
    return _in_order(PrescribedLine.objects.filter(clinic=revision.clinic_id, revision=revision))


def lines_ever_prescribed(program: Program) -> QuerySet[PrescribedLine]:
    """The lines of all revisions, for what was done before a phone heard of the newest."""
    revisions = Revision.objects.filter(clinic=program.clinic_id, program=program)
    return _in_order(
        PrescribedLine.objects.filter(clinic=program.clinic_id, revision__in=revisions)
    )


def prescribed_media(patient: Patient) -> QuerySet[ExerciseMedia]:
    """The photos and videos that the patient's program shows, or has shown since it began."""
    program = current_program(patient)
    if program is None:
        return ExerciseMedia.objects.none()
    lines = PrescribedLine.objects.filter(
        clinic=patient.clinic_id, revision__clinic=patient.clinic_id, revision__program=program
    )
    shown = {one["id"] for line in lines.select_related("version") for one in line.version.media}
    return ExerciseMedia.objects.filter(clinic=patient.clinic_id, pk__in=shown)


def newest_lines(program: Program) -> QuerySet[PrescribedLine]:
    """The lines of the newest revision, in one query."""
    revisions = Revision.objects.filter(clinic=program.clinic_id, program=program)
    newest = revisions.order_by("-number")[:1]
    return _in_order(PrescribedLine.objects.filter(clinic=program.clinic_id, revision__in=newest))


def _in_order(lines: QuerySet[PrescribedLine]) -> QuerySet[PrescribedLine]:
    together = ("exercise", "version", "easier", "easier_version")
    return lines.select_related(*together).order_by("place")


def patients_following(exercise: Exercise, *, by: User) -> QuerySet[Patient]:
    """This doctor's patients in whose current program the exercise is prescribed, by name."""
    of_program = Revision.objects.filter(clinic=OuterRef("clinic"), program=OuterRef("pk"))
    newest = of_program.order_by("-number").values("pk")[:1]
    lines = PrescribedLine.objects.filter(
        clinic=OuterRef("clinic"), revision=OuterRef("newest"), exercise=exercise
    )
    programs = Program.objects.treated_by(by).current().annotate(newest=Subquery(newest))
    holding = programs.filter(Exists(lines))
    return Patient.objects.treated_by(by).filter(pk__in=holding.values("patient")).order_by("name")


def plan(program: Program) -> PatientPlan | None:
    """The newest revision, parted into what the patient may do and what is locked."""
    revision = latest_revision(program)
    if revision is None:
        return None
    taught, opened = taught_exercises(program), open_stages(program)
    reasons = [(line, _why_locked(line, taught, opened)) for line in lines_of(revision)]
    return PatientPlan(
        revision=revision,
        lines=tuple(line for line, reason in reasons if not reason),
        locked=tuple(Locked(line, reason) for line, reason in reasons if reason),
    )


def _why_locked(line: PrescribedLine, taught: Iterable[object], opened: frozenset[int]) -> str:
    exempt = line.version.is_everyday
    if gates.is_locked(line.stage, opened=opened, everyday_exempt=exempt):
        return "sitting" if line.stage == gates.SITTING else "standing"
    return "" if line.exercise_id in set(taught) else "untaught"


def open_stages(program: Program) -> frozenset[int]:
    rows = StageOpening.objects.filter(clinic=program.clinic_id, program=program, closed_at=None)
    return frozenset({1, *rows.values_list("stage", flat=True)})


def stages_ever_open(program: Program) -> frozenset[int]:
    """The stages that were open at some time, for what was done before a phone heard of a lock."""
    rows = StageOpening.objects.filter(clinic=program.clinic_id, program=program)
    return frozenset({1, *rows.values_list("stage", flat=True)})


def sign_offs(program: Program) -> list[SignOff]:
    return list(SignOff.objects.filter(clinic=program.clinic_id, program=program))


def taught_exercises(program: Program) -> frozenset[object]:
    """Exercises signed off, or waived with a reason."""
    return frozenset(row.exercise_id for row in sign_offs(program) if row.is_complete)


def untaught_exercises(program: Program) -> list[Exercise]:
    taught = taught_exercises(program)
    return [one for one in exercises_to_teach(newest_lines(program)) if one.pk not in taught]


def exercises_to_teach(lines: Iterable[PrescribedLine]) -> list[Exercise]:
    """The exercise of each line and its easier version, each once."""
    both = (one for line in lines for one in (line.exercise, line.easier) if one)
    return list(dict.fromkeys(both))
