"""A plan in the patient's words: its stages, what is locked and why, what a revision changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from exercises.codes import STAGES
from following.locks import Lock, all_locks
from following.progress import Progress
from programs import change_words
from programs.dosage import how_often, in_words
from programs.models import PrescribedLine
from programs.reading import PatientPlan


@dataclass(frozen=True)
class Item:
    line: PrescribedLine
    lock: Lock | None

    @property
    def dose(self) -> str:
        return in_words(self.line.dosage)

    @property
    def how_often(self) -> str:
        return how_often(self.line.dosage)


@dataclass(frozen=True)
class Stage:
    number: int
    name: str | Promise
    items: tuple[Item, ...]


def stages(plan: PatientPlan, locks: Iterable[Lock]) -> tuple[Stage, ...]:
    """All exercises of the plan from lying to standing, in the doctor's order within each."""
    held = {lock.reason: lock for lock in locks}
    items = [Item(line, None) for line in plan.lines]
    items += [Item(one.line, held[one.reason]) for one in plan.locked]
    items.sort(key=lambda item: item.line.place)
    found = (
        Stage(number, name, tuple(item for item in items if item.line.stage == number))
        for number, name in STAGES.items()
    )
    return tuple(stage for stage in found if stage.items)


def locks(plan: PatientPlan, progress: Progress) -> tuple[Lock, ...]:
    """The reasons for which exercises of this plan are locked, from lying to standing."""
    reasons = {one.reason for one in plan.locked}
    return tuple(lock for lock in all_locks(progress) if lock.reason in reasons)


def changes(plan: PatientPlan) -> Iterator[str]:
    """What this revision changed from the one before, a sentence for each exercise."""
    lines = (*plan.lines, *(one.line for one in plan.locked))
    names = {line.exercise.slug: line.version.content["patient_name"] for line in lines}
    for line in lines:
        if line.easier and line.easier_version:
            names.setdefault(line.easier.slug, line.easier_version.content["patient_name"])
    return change_words.sentences(plan.revision.changes, names)
