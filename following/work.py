"""What one session asks for: the lines due at its time of day, and the sets of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from following.dose import WHOLE, Dose, dose_of, dose_on
from following.models import Session
from following.mornings import newest_check
from people.models import Patient, Side
from programs import gates, reading
from programs.dosage import Sides, session_seconds
from programs.models import PrescribedLine, Program, Revision
from programs.schedule import LineSchedule, Slot, slots_on


class NotNow(Exception):
    """What was asked for cannot be done now; the message says why, in words for the patient."""


@dataclass(frozen=True)
class PrescribedSet:
    """One side of one set: `number` runs through the line, `turn` counts the sets as prescribed."""

    number: int
    turn: int
    side: str


@dataclass(frozen=True)
class Work:
    """The lines of one revision that a session holds, with the dose of that session in them."""

    revision: Revision
    day: date
    slot: Slot
    lines: tuple[PrescribedLine, ...]
    percent: int = WHOLE
    is_flare: bool = False

    @property
    def sets(self) -> int:
        return sum(len(sets_of(line)) for line in self.lines)

    @property
    def dose(self) -> Dose:
        return Dose(self.percent, self.is_flare)

    @property
    def minutes(self) -> int:
        return minutes_of(self.lines)


def sides_of(line: PrescribedLine) -> tuple[str, ...]:
    """The sides that take turns; an exercise of the affected side is done on both if both are."""
    if line.sides == Sides.EACH or (line.sides == Sides.AFFECTED and line.side == Side.BOTH):
        return (Side.LEFT.value, Side.RIGHT.value)
    return (line.side,) if line.sides == Sides.AFFECTED else (Side.BOTH.value,)


def sets_of(line: PrescribedLine) -> tuple[PrescribedSet, ...]:
    turns = [(turn, side) for turn in range(1, line.sets + 1) for side in sides_of(line)]
    return tuple(PrescribedSet(number, *turn) for number, turn in enumerate(turns, start=1))


def work_at_home(patient: Patient, *, day: date, slot: int) -> Work:
    """What the patient may do at home that day; raises NotNow when there is nothing."""
    program = reading.current_program(patient)
    if program is None or program.status != Program.Status.HOME:
        raise NotNow(_("Your plan is not open for exercise at home now."))
    revision = reading.latest_revision(program)
    if revision is None or revision.starts_on > day:
        raise NotNow(_("Your plan has not started yet."))
    morning = newest_check(program, until=day)
    dose = dose_on(program, revision, day=day, morning=morning)
    work = _work(program, revision, dose, day=day, number=slot)
    if work is None:
        raise NotNow(_("There is no session at this time of day."))
    return work


def work_of(session: Session) -> Work | None:
    """What a session asks for now; None when all of it has been locked since it began."""
    day, number = session.local_date, session.slot
    return _work(session.program, session.revision, dose_of(session), day=day, number=number)


def work_done(revision: Revision, *, day: date, slot: int) -> Work:
    """What a session held that was done without a connection, whatever was locked since."""
    ever = reading.stages_ever_open(revision.program)
    # A dose that was made less meanwhile had not reached that phone.
    work = _work(revision.program, revision, Dose(), day=day, number=slot, opened=ever)
    if work is None:
        raise NotNow(_("There is no session at this time of day."))
    return work


def _work(
    program: Program,
    revision: Revision,
    dose: Dose,
    *,
    day: date,
    number: int,
    opened: frozenset[int] | None = None,
) -> Work | None:
    stages = opened or reading.open_stages(program)
    lines = unlocked(program, reading.lines_of(revision), opened=stages)
    day_long = work_on(day, revision, lines, dose)
    return next((work for work in day_long if work.slot.number == number), None)


def work_on(
    day: date, revision: Revision, lines: Iterable[PrescribedLine], dose: Dose
) -> tuple[Work, ...]:
    """What each session of a day holds, of the lines that are open."""
    dosed = dose.of(lines)
    return tuple(
        Work(
            revision=revision,
            day=day,
            slot=slot,
            lines=tuple(line for line in dosed if line.pk in slot.lines),
            percent=dose.percent,
            is_flare=dose.is_flare,
        )
        for slot in slots_of(day, dosed)
    )


def slots_of(day: date, lines: Iterable[PrescribedLine]) -> tuple[Slot, ...]:
    """The sessions of a day that these lines make."""
    return slots_on(day, [schedule_of(line) for line in lines])


def minutes_of(lines: Iterable[PrescribedLine]) -> int:
    return -(-sum(session_seconds(line.dosage) for line in lines) // 60)


def schedule_of(line: PrescribedLine) -> LineSchedule:
    return LineSchedule(line.pk, line.times_a_day, tuple(line.days_of_week))


def unlocked(
    program: Program, lines: Iterable[PrescribedLine], *, opened: frozenset[int]
) -> Iterable[PrescribedLine]:
    """The lines that the patient has been taught, of the stages that are open."""
    taught = reading.taught_exercises(program)
    for line in lines:
        exempt = line.version.is_everyday
        locked = gates.is_locked(line.stage, opened=opened, everyday_exempt=exempt)
        if not locked and line.exercise_id in taught:
            yield line
