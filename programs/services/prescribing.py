"""Prescribing: the draft becomes an immutable revision that the patient follows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exercises.models import Exercise
from people.models import User
from programs import change_words, changes, dosage, reading, safety, stop_rules
from programs.easier import Bounds
from programs.models import DraftLine, PrescribedLine, Program, ProgramEvent, Revision
from programs.safety import Missing
from programs.services import drafting
from programs.services.supervision import note_event


class NotReadyToPrescribe(Exception):
    """What is missing before this draft may be prescribed, each in a sentence for the doctor."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__("; ".join(item.code for item in missing))
        self.missing = missing


def readiness(program: Program, *, on: date) -> tuple[Missing, ...]:
    """Everything that stands between this draft and a prescription: screening, terms and lines."""
    facts, lines = reading.facts_of(program.patient), reading.draft_lines(program)
    return missing(program, lines, facts, on=on)


def missing(
    program: Program, lines: list[DraftLine], facts: safety.ScreeningFacts, *, on: date
) -> tuple[Missing, ...]:
    return (
        *safety.what_is_missing(facts, on=on),
        *_missing_terms(program, on),
        *_missing_in_lines(lines, facts, on),
        *_withdrawn(program, lines),
        *_wrong_easier_versions(program, lines, facts, on),
    )


def what_would_change(
    program: Program, lines: Iterable[DraftLine], before: Revision | None
) -> tuple[str, ...]:
    """What the patient would read as changed if the draft were prescribed now."""
    after, new = Revision(**_terms(program)), [_prescribed(line, program) for line in lines]
    return tuple(change_words.sentences(_changes(before, after, new)))


def prescribe(*, program: Program, by: User, why: str, save: drafting.Save, on: date) -> Revision:
    """Publish the draft as the revision that the patient follows from now on."""
    with drafting.editing(program, save) as program:
        unready = readiness(program, on=on)
        if not why.strip():
            unready += (
                Missing("why", _("Write why, so that the patient and your colleagues know.")),
            )
        if unready:
            raise NotReadyToPrescribe(unready)
        revision = _publish(program, by=by, why=why.strip())
        if program.status == Program.Status.DRAFT:
            program.status = Program.Status.SUPERVISED
            program.save(update_fields=["status"])
        note_event(program, ProgramEvent.Kind.PRESCRIBED, by=by, reason=revision.why)
        return revision


def _publish(program: Program, *, by: User, why: str) -> Revision:
    before = reading.latest_revision(program)
    lines = [_prescribed(line, program) for line in reading.draft_lines(program)]
    revision = Revision(
        clinic=program.clinic,
        program=program,
        number=before.number + 1 if before else 1,
        author=by,
        why=why,
        stop_rules_version=stop_rules.VERSION,
        stop_rules=_rules(program, lines),
        **_terms(program),
    )
    revision.changes = _changes(before, revision, lines)
    revision.save()
    for line in lines:
        line.revision = revision
    PrescribedLine.objects.bulk_create(lines)
    return revision


def _changes(
    before: Revision | None, after: Revision, lines: Iterable[PrescribedLine]
) -> list[changes.Row]:
    old = reading.lines_of(before) if before else ()
    return [*changes.of_terms(before, after), *changes.between(old, lines)]


def _rules(program: Program, lines: Iterable[PrescribedLine]) -> dict[str, Any]:
    return stop_rules.publish(
        policy=stop_rules.Policy(program.pain_policy),
        limits=stop_rules.Limits(
            stop_exercise_at=program.stop_exercise_at,
            stop_session_at=program.stop_session_at,
            exercises={
                line.exercise.slug: stop_rules.ExerciseLimits(
                    line.stop_exercise_at, line.stop_session_at
                )
                for line in lines
            },
        ),
        thresholds=reading.thresholds_of(program.clinic_id),
    )


TERMS = (
    "pain_policy",
    "directional_preference",
    "stop_exercise_at",
    "stop_session_at",
    "starts_on",
    "review_on",
    "note",
)

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
    "stop_exercise_at",
    "stop_session_at",
    "easier",
    "flare_sets",
    "flare_repetitions",
)


def _terms(program: Program) -> dict[str, Any]:
    terms = {name: getattr(program, name) for name in TERMS}
    return (
        terms
        if program.is_monitored
        else terms
        | {
            "stop_exercise_at": None,
            "directional_preference": "",
        }
    )


def _prescribed(line: DraftLine, program: Program) -> PrescribedLine:
    """The line as the patient would follow it, not saved yet and of no revision."""
    copied = {name: getattr(line, name) for name in COPIED}
    if not program.is_monitored:
        copied |= {"stop_exercise_at": None, "easier": None}
    easier = copied["easier"]
    return PrescribedLine(
        exercise=line.exercise,
        version=line.exercise.current,
        easier_version=easier.current if easier else None,
        stage=line.stage,
        **copied,
    )


def _missing_terms(program: Program, on: date) -> Iterable[Missing]:
    if program.starts_on is None:
        yield Missing("starts_on", _("Set the day on which the program starts."))
    if program.review_on is None:
        yield Missing("review_on", _("Set the day of the next review."))
    elif program.review_on < on:
        yield Missing("review_on", _("The day of the review has passed. Set the next one."))


def _withdrawn(program: Program, lines: list[DraftLine]) -> Iterable[Missing]:
    """Drafts and retired ones, unless the patient has this very version already."""
    unoffered = [line for line in lines if line.exercise.status != Exercise.Status.PUBLISHED]
    if not unoffered:
        return
    had = {line.version_id for line in reading.newest_lines(program)}
    for line in unoffered:
        if line.exercise.current_id not in had:
            words = _("%(exercise)s is not published now. Publish it again, or remove it.")
            yield Missing("withdrawn", words % {"exercise": line.exercise.name})


def _missing_in_lines(
    lines: list[DraftLine], facts: safety.ScreeningFacts, on: date
) -> Iterable[Missing]:
    if not lines:
        yield Missing("lines", _("Add at least one exercise."))
    for line in lines:
        name = line.exercise.name
        for problem in dosage.problems(line.dosage).values():
            yield Missing(
                "dosage",
                _("%(exercise)s: %(problem)s") % {"exercise": name, "problem": problem},
            )
        if reading.blocks_of(line.exercise, facts, on=on) and not line.override_reason:
            yield Missing(
                "blocked",
                _("%(exercise)s is blocked. Write a reason beside it, or remove it.")
                % {"exercise": name},
            )


def _wrong_easier_versions(
    program: Program, lines: list[DraftLine], facts: safety.ScreeningFacts, on: date
) -> Iterable[Missing]:
    if not program.is_monitored:
        return
    bounds = Bounds(facts, reading.open_stages(program), on)
    for line in lines:
        if line.easier and (why_not := bounds.why_not(line.easier, line)):
            words = _("%(exercise)s: its easier version cannot be %(easier)s. %(why_not)s")
            names = {"exercise": line.exercise.name, "easier": line.easier.name}
            yield Missing("easier", words % {**names, "why_not": why_not})
