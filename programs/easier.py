"""The easier versions that may be swapped in when a line hurts: down its ladder, checked anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from exercises.codes import STAGES
from exercises.ladder import easier_than
from exercises.models import Exercise
from programs import gates, reading
from programs.models import DraftLine
from programs.safety import ScreeningFacts


@dataclass(frozen=True)
class Bounds:
    """What an easier version is held against: the patient's screening and the open stages."""

    facts: ScreeningFacts
    opened: Collection[int]
    on: date

    def why_not(self, easier: Exercise, line: DraftLine) -> str:
        """Why this patient may not be given it in place of the line; "" when nothing is wrong."""
        if easier.status != Exercise.Status.PUBLISHED:
            return _("The library does not offer it now.")
        if easier.doctor_only:
            return _("Doctor's choice only.")
        if self._is_locked(easier, line):
            return _("%(stage)s is not open yet.") % {"stage": STAGES[easier.stage]}
        blocked = reading.blocks_of(easier, self.facts, on=self.on)
        return " ".join(reason.sentence for reason in blocked)

    def _is_locked(self, easier: Exercise, line: DraftLine) -> bool:
        """Not where the line itself waits for the stage, as both then open together."""
        opened = set(self.opened)
        if not line.exercise.everyday:
            opened.add(line.stage)
        return gates.is_locked(easier.stage, opened=opened, everyday_exempt=easier.everyday)


@dataclass(frozen=True)
class Rung:
    """An easier version of a line, with why it may not be given; nothing when it may."""

    exercise: Exercise
    why_not: str = ""


def rungs_of(lines: Collection[DraftLine], bounds: Bounds) -> dict[UUID, tuple[Rung, ...]]:
    """What each line may be made easier by, and its present choice whether or not it still may."""
    ladders = easier_than(line.exercise for line in lines)
    return {line.pk: tuple(_rungs(line, ladders[line.exercise_id], bounds)) for line in lines}


def _rungs(line: DraftLine, ladder: list[Exercise], bounds: Bounds) -> Iterable[Rung]:
    chosen = [line.easier] if line.easier else []
    for exercise in dict.fromkeys([*ladder, *chosen]):
        rung = Rung(exercise, bounds.why_not(exercise, line))
        if not rung.why_not or exercise in chosen:
            yield rung
