"""The builder's board: the draft by stage, and the library beside it, as the page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from exercises.codes import STAGES
from exercises.models import Exercise
from programs import dosage, reading, safety
from programs.forms.drafting import DosageForm
from programs.models import DraftLine, Program
from programs.services.prescribing import draft_lines

BEST_FOLLOWED = 5
WARN_ABOVE = 6  # clinical rules, 6: warn the doctor above 6 exercises


@dataclass(frozen=True)
class BoardLine:
    line: DraftLine
    form: DosageForm
    blocked: tuple[safety.BlockReason, ...]


@dataclass(frozen=True)
class Stage:
    number: int
    name: str
    is_open: bool
    lines: tuple[BoardLine, ...]

    @property
    def minutes(self) -> int:
        return dosage.minutes_a_day(row.line.dosage for row in self.lines)


@dataclass(frozen=True)
class Card:
    """An exercise of the library, with why it is blocked and whether it stands in the draft."""

    exercise: Exercise
    blocked: tuple[safety.BlockReason, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Board:
    stages: tuple[Stage, ...]
    minutes: int
    count: int

    @property
    def is_too_much(self) -> bool:
        return self.count > WARN_ABOVE


def board(program: Program, *, on: date, unsaved: DosageForm | None = None) -> Board:
    """The draft as it is saved; `unsaved` stands in for its line, with what is wrong in it."""
    facts = reading.facts_of(program.patient)
    lines = draft_lines(program)
    opened = reading.open_stages(program)
    rows = [
        BoardLine(line, _form(line, unsaved), blocks_of(line.exercise, facts, on)) for line in lines
    ]
    stages = tuple(
        Stage(number, str(name), number in opened, _in_stage(rows, number))
        for number, name in STAGES.items()
    )
    minutes = dosage.minutes_a_day(line.dosage for line in lines)
    return Board(stages, minutes, len(lines))


def cards(program: Program, exercises: Iterable[Exercise], *, on: date) -> list[Card]:
    facts = reading.facts_of(program.patient)
    chosen = {line.exercise_id for line in draft_lines(program)}
    return [
        Card(exercise, blocks_of(exercise, facts, on), exercise.pk in chosen)
        for exercise in exercises
    ]


def blocks_of(
    exercise: Exercise, facts: safety.ScreeningFacts, on: date
) -> tuple[safety.BlockReason, ...]:
    return safety.blocks(
        exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
    )


def _form(line: DraftLine, unsaved: DosageForm | None) -> DosageForm:
    return unsaved if unsaved and unsaved.prefix == str(line.pk) else DosageForm.of(line)


def _in_stage(rows: Iterable[BoardLine], number: int) -> tuple[BoardLine, ...]:
    return tuple(row for row in rows if row.line.stage == number)
