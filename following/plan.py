"""A plan in the patient's words: its stages, what is locked and why, what a revision changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.codes import STAGES, days_in_words
from following.locks import Lock, all_locks
from following.progress import Progress
from programs.dosage import Dosage, from_json, in_words
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
    for row in plan.revision.changes:
        yield _change({**row, "name": names.get(row["slug"], row["name"])})


def how_often(dosage: Dosage) -> str:
    times = ngettext("%(times)s time a day", "%(times)s times a day", dosage.times_a_day) % {
        "times": dosage.times_a_day
    }
    return _("%(times)s, %(days)s") % {"times": times, "days": days_in_words(dosage.days_of_week)}


def _change(row: dict[str, Any]) -> str:
    before = from_json(row["before"]) if row["before"] else None
    after = from_json(row["after"]) if row["after"] else None
    if before is None and after is not None:
        return _("New: %(name)s, %(dose)s.") % {"name": row["name"], "dose": in_words(after)}
    if before is None or after is None:
        return _("No longer part of your program: %(name)s.") % {"name": row["name"]}
    return _redosed(row["name"], before, after)


def _redosed(name: str, before: Dosage, after: Dosage) -> str:
    """Say what differs in the words that tell the two doses apart."""
    for words in (in_words, how_often):
        if words(before) != words(after):
            values = {"name": name, "before": words(before), "after": words(after)}
            return _("%(name)s: now %(after)s. Before: %(before)s.") % values
    return _("%(name)s: another pace or another rest.") % {"name": name}
