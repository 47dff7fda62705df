"""The demo's programs: drafts, revisions and what was signed off and opened, each on its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from exercises.models import Exercise
from monitoring.demo.batch import Batch
from monitoring.demo.people import NUMBERS
from monitoring.demo.stories import Step, Story
from people.models import Patient
from programs import changes, gates, stop_rules
from programs.dosage import Sides
from programs.evidence import Evidence, LegPain
from programs.models import (
    DraftLine,
    PrescribedLine,
    Program,
    ProgramEvent,
    Revision,
    SignOff,
    StageOpening,
)
from programs.services import prescribing

Kind = ProgramEvent.Kind
Library = Mapping[str, Exercise]


@dataclass(frozen=True)
class Published:
    """A revision with its lines, in force from the day `since` of the program."""

    since: date
    revision: Revision
    lines: tuple[PrescribedLine, ...]


@dataclass(frozen=True)
class Prescription:
    program: Program
    starts_on: date
    published: tuple[Published, ...]
    sitting_since: date | None

    def open_lines_on(self, day: date) -> list[PrescribedLine]:
        in_force = [one for one in self.published if one.since <= day][-1]
        sits = self.sitting_since is not None and self.sitting_since <= day
        opened = {gates.SITTING} if sits else set()
        return [line for line in in_force.lines if not gates.is_locked(line.stage, opened=opened)]

    def revision_on(self, day: date) -> Revision:
        return [one for one in self.published if one.since <= day][-1].revision


def prescribe(
    batch: Batch, patient: Patient, story: Story, library: Library, *, now: datetime
) -> Prescription:
    today = patient.local(now).date()
    starts_on = today - timedelta(days=story.days)
    program = batch.add(_program(patient, story, starts_on, now))
    published: list[Published] = []
    for number, step in enumerate(_steps(story), start=1):
        before = published[-1].lines if published else ()
        published.append(_publish(batch, program, number, step, starts_on, before, library))
    if published:
        _draft(batch, program, published[-1].lines)
        _sign_off(batch, program, published, now)
    sitting_since = _open_sitting(batch, program, story, starts_on)
    return Prescription(program, starts_on, tuple(published), sitting_since)


def moment(patient: Patient, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(patient.time_zone))


def _steps(story: Story) -> tuple[Step, ...]:
    return tuple(step for step in story.steps if step.day <= story.days)


def _program(patient: Patient, story: Story, starts_on: date, now: datetime) -> Program:
    is_published = bool(story.steps)
    released = story.days > 0
    return Program(
        clinic=patient.clinic,
        patient=patient,
        doctor=patient.doctor,
        status=story.status if story.status != "suspended" else "home",
        draft_version=9,
        starts_on=starts_on if is_published else None,
        review_on=patient.local(now).date() + timedelta(days=story.review_in)
        if is_published
        else None,
        released_at=moment(patient, starts_on, 9) if released else None,
        created_at=moment(patient, starts_on - timedelta(days=2), 9),
    )


def _publish(
    batch: Batch,
    program: Program,
    number: int,
    step: Step,
    starts_on: date,
    before: tuple[PrescribedLine, ...],
    library: Library,
) -> Published:
    day = starts_on + timedelta(days=step.day)
    revision = _revision(program, number, step, day)
    lines = tuple(
        PrescribedLine(
            **_line(program, place, library[slug], step.doses.get(slug, {})),
            revision=revision,
            version=library[slug].current,
            stage=library[slug].stage,
        )
        for place, slug in enumerate(step.exercises)
    )
    revision.changes = changes.between(before, lines)
    for row in (revision, *lines):
        batch.add(row)
    _event(batch, program, Kind.PRESCRIBED, revision.prescribed_at, step.why)
    return Published(day, revision, lines)


def _revision(program: Program, number: int, step: Step, day: date) -> Revision:
    return Revision(
        clinic=program.clinic,
        program=program,
        number=number,
        author=program.doctor.user,
        prescribed_at=moment(program.patient, day, 8) if step.day else program.created_at,
        why=step.why,
        pain_policy=program.pain_policy,
        stop_rules_version=stop_rules.VERSION,
        stop_rules=stop_rules.publish(
            policy=stop_rules.Policy.STRICT, limits=stop_rules.Limits(), thresholds=NUMBERS
        ),
        starts_on=day,
        review_on=max(program.review_on or day, day),
    )


def _line(
    program: Program, place: int, exercise: Exercise, doses: Mapping[str, int]
) -> dict[str, Any]:
    dose = exercise.default_dosage.model_dump() | dict(doses)
    affected = dose["sides"] == Sides.AFFECTED
    return dose | {
        "clinic": program.clinic,
        "exercise": exercise,
        "place": place,
        "days_of_week": list(dose["days_of_week"]),
        "side": program.patient.affected_side if affected else "both",
    }


def _draft(batch: Batch, program: Program, lines: tuple[PrescribedLine, ...]) -> None:
    """The draft as it stood when it was last published."""
    for line in lines:
        values = {name: getattr(line, name) for name in ("exercise", *prescribing.COPIED)}
        batch.add(DraftLine(program=program, **values))


def _sign_off(batch: Batch, program: Program, published: list[Published], now: datetime) -> None:
    """All that a patient does at home was taught; a supervised one has begun to learn."""
    if program.released_at is None:
        return
    _event(batch, program, Kind.RELEASED, program.released_at)
    taught = {line.exercise_id: one.since for one in reversed(published) for line in one.lines}
    for exercise_id, day in taught.items():
        batch.add(
            SignOff(
                clinic=program.clinic,
                program=program,
                exercise_id=exercise_id,
                technique=True,
                tolerated=True,
                signed_by=program.doctor.user,
                signed_at=min(moment(program.patient, day, 9), now),
            )
        )


def _open_sitting(batch: Batch, program: Program, story: Story, starts_on: date) -> date | None:
    if story.sitting_opened_on is None:
        return None
    day = starts_on + timedelta(days=story.sitting_opened_on)
    opened_at = moment(program.patient, day, 8)
    before = day - timedelta(days=1)
    evidence = Evidence(
        good_sessions=(before,) * 8, leg_pain=(LegPain(before, 2),), sits_ten_minutes=True
    )
    batch.add(
        StageOpening(
            clinic=program.clinic,
            program=program,
            stage=gates.SITTING,
            evidence=evidence.as_json(),
            opened_by=program.doctor.user,
            opened_at=opened_at,
        )
    )
    _event(batch, program, Kind.OPENED, opened_at, str(gates.SITTING))
    return day


def _event(
    batch: Batch, program: Program, kind: ProgramEvent.Kind, at: datetime, reason: str = ""
) -> None:
    by = program.doctor.user
    batch.add(
        ProgramEvent(clinic=program.clinic, program=program, kind=kind, by=by, at=at, reason=reason)
    )
