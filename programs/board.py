"""The builder's board: the draft by stage, and the library beside it, as the page shows them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from exercises.codes import STAGES
from exercises.models import Exercise
from programs import dosage, gates, reading, safety
from programs.easier import Bounds, rungs_of
from programs.forms.line import LineForm
from programs.models import DraftLine, Program

WARN_ABOVE = 6  # clinical rules, 6: warn the doctor above 6 exercises


@dataclass(frozen=True)
class BoardLine:
    """A line of the draft; one that is `untaught` stays locked for a patient already at home."""

    line: DraftLine
    form: LineForm
    blocked: tuple[safety.BlockReason, ...]
    is_untaught: bool

    @property
    def set_beside(self) -> tuple[str, ...]:
        """What is set beside the dose, in words short enough to stand while it is closed."""
        return tuple(_set_beside(self.line))


@dataclass(frozen=True)
class Stage:
    number: int
    name: str
    is_open: bool
    opens: str
    lines: tuple[BoardLine, ...]

    @property
    def minutes(self) -> int:
        return dosage.minutes_a_day(row.line.dosage for row in self.lines)


@dataclass(frozen=True)
class Board:
    stages: tuple[Stage, ...]
    minutes: int
    count: int

    @property
    def is_too_much(self) -> bool:
        return self.count > WARN_ABOVE

    @property
    def has_no_bad_days(self) -> bool:
        """Whether a bad day would be a day of rest, as no line is planned for it."""
        rows = [row for stage in self.stages for row in stage.lines]
        return bool(rows) and not any(row.line.is_for_bad_days for row in rows)


@dataclass(frozen=True)
class Card:
    """An exercise of the library, with why it is blocked and whether it stands in the draft."""

    exercise: Exercise
    blocked: tuple[safety.BlockReason, ...]
    is_chosen: bool


def board(
    program: Program,
    lines: Collection[DraftLine],
    facts: safety.ScreeningFacts,
    *,
    on: date,
    unsaved: LineForm | None = None,
) -> Board:
    """The draft as it is saved; `unsaved` stands in for its line, with what is wrong in it."""
    opened = reading.open_stages(program)
    taught = reading.taught_exercises(program)
    rungs = rungs_of(lines, Bounds(facts, opened, on))
    thresholds = reading.thresholds_of(program.clinic_id)
    rows = [
        BoardLine(
            line=line,
            form=_unsaved(line, unsaved) or LineForm(line=line, rungs=rungs[line.pk]),
            blocked=reading.blocks_of(line.exercise, facts, on=on),
            is_untaught=program.released_at is not None and line.exercise_id not in taught,
        )
        for line in lines
    ]
    stages = tuple(
        Stage(
            number=number,
            name=str(name),
            is_open=number in opened,
            opens=gates.opens_in_words(number, thresholds),
            lines=_in_stage(rows, number),
        )
        for number, name in STAGES.items()
    )
    return Board(stages, dosage.minutes_a_day(row.line.dosage for row in rows), len(rows))


def cards(
    exercises: Iterable[Exercise],
    lines: Collection[DraftLine],
    facts: safety.ScreeningFacts,
    *,
    on: date,
) -> list[Card]:
    chosen = {line.exercise_id for line in lines}
    return [
        Card(exercise, reading.blocks_of(exercise, facts, on=on), exercise.pk in chosen)
        for exercise in exercises
    ]


def _set_beside(line: DraftLine) -> Iterator[str]:
    if line.program.is_monitored and line.stop_exercise_at:
        yield _("stops from %(pain)s") % {"pain": line.stop_exercise_at}
    if line.stop_session_at:
        yield _("session stops from %(pain)s") % {"pain": line.stop_session_at}
    if line.program.is_monitored and line.easier:
        yield _("if it hurts: %(easier)s") % {"easier": line.easier.name}
    if line.bad_day:
        yield _("bad days: %(dose)s") % {
            "dose": f"{line.bad_day.sets} × {line.bad_day.repetitions}"
        }


def _unsaved(line: DraftLine, form: LineForm | None) -> LineForm | None:
    return form if form and form.line.pk == line.pk else None


def _in_stage(rows: Iterable[BoardLine], number: int) -> tuple[BoardLine, ...]:
    return tuple(row for row in rows if row.line.stage == number)
