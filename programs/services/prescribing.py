"""Prescribing: the draft becomes an immutable revision that the patient follows."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import User
from programs import changes, dosage, reading, safety, stop_rules
from programs.models import DraftLine, PrescribedLine, Program, ProgramEvent, Revision
from programs.safety import Missing
from programs.services.drafting import StaleDraft
from programs.services.supervision import note_event


class NotReadyToPrescribe(Exception):
    """What is missing before this draft may be prescribed, each in a sentence for the doctor."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__("; ".join(item.code for item in missing))
        self.missing = missing


def readiness(program: Program, *, on: date) -> tuple[Missing, ...]:
    """Everything that stands between this draft and a prescription: screening, terms and lines."""
    facts = reading.facts_of(program.patient)
    lines = draft_lines(program)
    return (
        *safety.what_is_missing(facts, on=on),
        *_missing_terms(program),
        *_missing_in_lines(lines, facts, on),
    )


def draft_lines(program: Program) -> list[DraftLine]:
    return list(
        DraftLine.objects.filter(clinic=program.clinic_id, program=program)
        .select_related("exercise__current")
        .order_by("place")
    )


@transaction.atomic
def prescribe(*, program: Program, by: User, why: str, version: int, on: date) -> Revision:
    """Publish the draft as the revision that the patient follows from now on."""
    program = (
        Program.objects.select_for_update(of=("self",))
        .select_related("patient", "clinic")
        .get(clinic=program.clinic_id, pk=program.pk)
    )
    if program.draft_version != version:
        raise StaleDraft
    missing = readiness(program, on=on)
    if not why.strip():
        missing += (Missing("why", _("Write why, so that the patient and your colleagues know.")),)
    if missing:
        raise NotReadyToPrescribe(missing)
    revision = _publish(program, by=by, why=why.strip())
    if program.status == Program.Status.DRAFT:
        program.status = Program.Status.SUPERVISED
        program.save(update_fields=["status"])
    note_event(program, ProgramEvent.Kind.PRESCRIBED, by=by, reason=revision.why)
    return revision


def _publish(program: Program, *, by: User, why: str) -> Revision:
    before = reading.latest_revision(program)
    lines = draft_lines(program)
    revision = Revision.objects.create(
        clinic=program.clinic,
        program=program,
        number=before.number + 1 if before else 1,
        author=by,
        why=why,
        changes=changes.between(reading.lines_of(before) if before else (), lines),
        pain_policy=program.pain_policy,
        stop_rules_version=stop_rules.VERSION,
        stop_rules=stop_rules.table(stop_rules.Policy(program.pain_policy)),
        starts_on=program.starts_on,
        review_on=program.review_on,
        note=program.note,
    )
    PrescribedLine.objects.bulk_create(_prescribed(line, revision) for line in lines)
    return revision


COPIED = (
    "clinic_id",
    "place",
    "sets",
    "repetitions",
    "hold",
    "rest",
    "tempo",
    "sides",
    "side",
    "times_a_day",
    "days_of_week",
    "note",
    "override_reason",
)


def _prescribed(line: DraftLine, revision: Revision) -> PrescribedLine:
    return PrescribedLine(
        revision=revision,
        exercise=line.exercise,
        version=line.exercise.current,
        stage=line.stage,
        **{name: getattr(line, name) for name in COPIED},
    )


def _missing_terms(program: Program) -> Iterable[Missing]:
    if program.starts_on is None:
        yield Missing("starts_on", _("Set the day on which the program starts."))
    if program.review_on is None:
        yield Missing("review_on", _("Set the day of the next review."))


def _missing_in_lines(
    lines: list[DraftLine], facts: safety.ScreeningFacts, on: date
) -> Iterable[Missing]:
    if not lines:
        yield Missing("lines", _("Add at least one exercise."))
    for line in lines:
        if dosage.problems(line.dosage):
            yield Missing("dosage", line.exercise.name)
        blocked = safety.blocks(
            line.exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
        )
        if blocked and not line.override_reason:
            yield Missing(
                "blocked",
                _("%(exercise)s is blocked: %(reason)s Write a reason beside it, or remove it.")
                % {"exercise": line.exercise.name, "reason": blocked[0].sentence},
            )
