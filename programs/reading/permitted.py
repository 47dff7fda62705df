"""What a patient's screening permits of a program, and what it blocks."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from exercises.models import Exercise
from programs import gates, safety
from programs.models import (
    PrescribedLine,
    Program,
)
from programs.reading.prescribed import exercises_to_teach, newest_lines
from programs.reading.screened import facts_of, prevention_gate


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


def readiness(program: Program, *, on: date) -> tuple[safety.Missing, ...]:
    """What the screening still lacks before this program may be prescribed or resumed."""
    return safety.what_is_missing(facts_of(program.patient), on=on)


def blocked_lines(program: Program, *, on: date) -> list[PrescribedLine]:
    """The prescribed lines that a finding blocks and no written reason lets through."""
    facts = facts_of(program.patient)
    lines = newest_lines(program)
    return [
        line
        for line in lines
        if not line.override_reason and blocks_of(line.exercise, facts, on=on)
    ]
