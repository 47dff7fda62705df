"""A plan in the patient's words: its stages, what is locked and why, what a revision changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exercises.codes import STAGES
from programs import change_words, gates
from programs.dosage import how_often, in_words
from programs.models import PrescribedLine
from programs.reading import PatientPlan


@dataclass(frozen=True)
class Lock:
    """Why some exercises wait: a heading for all of them, and a sentence."""

    reason: str
    title: str
    text: str


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


def stages(plan: PatientPlan, *, pain_free_days: int) -> tuple[Stage, ...]:
    """All exercises of the plan from lying to standing, in the doctor's order within each."""
    held = {lock.reason: lock for lock in locks(plan, pain_free_days=pain_free_days)}
    items = [Item(line, None) for line in plan.lines]
    items += [Item(one.line, held[one.reason]) for one in plan.locked]
    items.sort(key=lambda item: item.line.place)
    found = (
        Stage(number, name, tuple(item for item in items if item.line.stage == number))
        for number, name in STAGES.items()
    )
    return tuple(stage for stage in found if stage.items)


def locks(plan: PatientPlan, *, pain_free_days: int) -> tuple[Lock, ...]:
    """The reasons for which exercises of this plan are locked, from lying to standing."""
    reasons = {one.reason for one in plan.locked}
    return tuple(lock for lock in _all_locks(pain_free_days) if lock.reason in reasons)


def changes(plan: PatientPlan) -> Iterator[str]:
    """What this revision changed from the one before, a sentence for each exercise."""
    lines = (*plan.lines, *(one.line for one in plan.locked))
    names = {line.exercise.slug: line.version.content["patient_name"] for line in lines}
    for line in lines:
        if line.easier and line.easier_version:
            names.setdefault(line.easier.slug, line.easier_version.content["patient_name"])
    return change_words.sentences(plan.revision.changes, names)


def _all_locks(pain_free_days: int) -> tuple[Lock, ...]:
    needed = gates.PAIN_FREE_DAYS_FOR_STANDING
    return (
        Lock(
            "untaught",
            _("Some exercises wait for your doctor"),
            _("Your doctor will show you these first."),
        ),
        Lock(
            "sitting",
            _("Sitting exercises are locked"),
            _("Your doctor opens them when the lying ones go well."),
        ),
        Lock(
            "standing",
            _("Standing exercises are locked"),
            _("Your doctor can open them after %(needed)s days without pain. %(days)s so far.")
            % {"needed": needed, "days": min(pain_free_days, needed)},
        ),
    )
