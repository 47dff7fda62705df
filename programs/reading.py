"""Questions about a patient's screening and program that several rooms ask; nothing here writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from exercises.codes import Equipment
from exercises.models import Exercise, ExerciseMedia
from people.models import Patient, User
from programs import gates, safety
from programs.models import (
    Clearance,
    ClinicRules,
    ContraindicationReview,
    DraftLine,
    InflammationSettled,
    NeurologistDecision,
    NewCondition,
    PainFree,
    PrescribedLine,
    Program,
    ProgramEvent,
    RedFlagCheck,
    Revision,
    SignOff,
    StageOpening,
)
from programs.models.screening import ScreeningEntry
from programs.thresholds import DEFAULTS, Thresholds

Entry = TypeVar("Entry", bound=ScreeningEntry)


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


def thresholds_of(clinic_id: UUID) -> Thresholds:
    """The clinic's own numbers, or the defaults."""
    own = ClinicRules.objects.filter(clinic=clinic_id).order_by("-id").first()
    return own.thresholds if own else DEFAULTS


def draft_lines(program: Program) -> list[DraftLine]:
    return list(
        program.draft_lines.filter(clinic=program.clinic_id)
        .select_related("exercise__current", "easier__current")
        .order_by("place")
    )


def lines_of(revision: Revision) -> QuerySet[PrescribedLine]:
    return _in_order(PrescribedLine.objects.filter(clinic=revision.clinic_id, revision=revision))


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


def home_gate(program: Program, *, untaught: Sequence[Exercise]) -> gates.GateState:
    """Whether the patient may exercise alone; what a waiver stands in for is not `untaught`."""
    count = len(exercises_to_teach(newest_lines(program)))
    facts = facts_of(program.patient)
    return gates.home(
        taught=count - len(untaught),
        of=count,
        inflammation_settled=facts.inflammation_settled_on is not None,
        red_flag=bool(facts.red_flags),
    )


def blocks_of(
    exercise: Exercise, facts: safety.ScreeningFacts, *, on: date
) -> tuple[safety.BlockReason, ...]:
    """Why this exercise needs a written reason for this patient; nothing when it needs none."""
    contraindicated = safety.blocks(
        exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
    )
    if exercise.prevention_only and not prevention_gate(facts, on=on).may_open:
        words = _("For healthy people, or after a long time without pain.")
        return (safety.BlockReason("prevention_only", words), *contraindicated)
    return contraindicated


def easier_is_open(
    line: PrescribedLine,
    facts: safety.ScreeningFacts,
    *,
    taught: frozenset[object],
    opened: frozenset[int],
    on: date,
) -> bool:
    """Whether the easier version that the doctor approved may stand in, by what holds that day."""
    if line.easier is None or line.easier_version is None or line.easier_id not in taught:
        return False
    exempt = line.easier_version.is_everyday
    if gates.is_locked(line.easier.stage, opened=opened, everyday_exempt=exempt):
        return False
    return not blocks_of(line.easier, facts, on=on)


def prevention_gate(facts: safety.ScreeningFacts, *, on: date) -> gates.GateState:
    """Whether effortful exercises are open, by what the doctor has stated of pain."""
    since = facts.pain_free_since
    days = (on - since).days if since else 0
    return gates.prevention(pain_free_days=days, thresholds=facts.thresholds)


def readiness(program: Program, *, on: date) -> tuple[safety.Missing, ...]:
    """What the screening still lacks before this program may be prescribed or resumed."""
    return safety.what_is_missing(facts_of(program.patient), on=on)


def facts_of(patient: Patient) -> safety.ScreeningFacts:
    """The newest entry of each kind, as the pure rules read them."""
    decision = newest(NeurologistDecision, patient)
    settled = newest(InflammationSettled, patient)
    review = newest(ContraindicationReview, patient)
    asked = newest(RedFlagCheck, patient)
    pain_free_since = _pain_free_since(patient)
    return safety.ScreeningFacts(
        age=patient.youngest_age(timezone.localdate()),
        neurologist_decided_on=decision.decided_on if decision else None,
        exercise_indicated=decision.is_indicated if decision else None,
        inflammation_settled_on=settled.settled_on if settled else None,
        red_flags_asked_on=_day(asked),
        red_flags=standing_red_flags(patient),
        findings_reviewed_on=_day(review),
        findings=tuple(review.findings) if review else (),
        clearances=clearances_of(patient),
        pain_free_since=pain_free_since,
        new_conditions=tuple(
            NewCondition.Kind(kind).label for kind in _unreviewed(patient, review)
        ),
        thresholds=thresholds_of(patient.clinic_id) if pain_free_since else DEFAULTS,
    )


def standing_red_flags(patient: Patient) -> tuple[str, ...]:
    """Every flag answered with yes since a doctor last asked; a patient's later no clears none."""
    checks = RedFlagCheck.objects.filter(clinic=patient.clinic_id, patient=patient)
    checks = checks.filter(Q(flags__len__gt=0) | ~Q(recorded_by=patient.user_id))
    standing: list[str] = []
    for flags, by in checks.order_by("-id").values_list("flags", "recorded_by"):
        standing += flags
        if by != patient.user_id:
            break
    return tuple(dict.fromkeys(standing))


def _unreviewed(patient: Patient, review: ContraindicationReview | None) -> tuple[str, ...]:
    """What was reported as new since a doctor last went through the contraindications."""
    rows = NewCondition.objects.filter(clinic=patient.clinic_id, patient=patient)
    if review:
        rows = rows.filter(pk__gt=review.pk)
    return tuple(dict.fromkeys(kind for row in rows.order_by("id") for kind in row.kinds))


def blocked_lines(program: Program, *, on: date) -> list[PrescribedLine]:
    """The prescribed lines that a finding blocks and no written reason lets through."""
    facts = facts_of(program.patient)
    lines = newest_lines(program)
    return [
        line
        for line in lines
        if not line.override_reason and blocks_of(line.exercise, facts, on=on)
    ]


def _pain_free_since(patient: Patient) -> date | None:
    """The day that the doctor stated, unless the program has been paused for a cause since."""
    stated = newest(PainFree, patient)
    if stated is None:
        return None
    pauses = ProgramEvent.objects.filter(
        clinic=patient.clinic_id,
        program__patient=patient,
        kind=ProgramEvent.Kind.SUSPENDED,
        at__gt=stated.recorded_at,
    )
    return None if pauses.exclude(reason="doctor").exists() else stated.since


def clearances_of(patient: Patient) -> tuple[safety.Clearance, ...]:
    """The newest clearance of each finding."""
    rows = Clearance.objects.filter(clinic=patient.clinic_id, patient=patient).order_by("id")
    newest_of = {row.finding: row for row in rows}
    return tuple(
        safety.Clearance(finding=row.finding, review_on=row.review_on) for row in newest_of.values()
    )


def newest(model: type[Entry], patient: Patient) -> Entry | None:
    rows: QuerySet[Entry] = QuerySet(model).filter(clinic=patient.clinic_id, patient=patient)
    return rows.select_related("recorded_by").order_by("-id").first()


def _day(entry: ScreeningEntry | None) -> date | None:
    """The reader's day: a patient's may have begun already, and must not seem to lie ahead."""
    return timezone.localdate(entry.recorded_at) if entry else None
