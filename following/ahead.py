"""The sessions of the coming days at home, as the plan asks for them now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from following.work import minutes_of, slots_of
from people.models import Patient
from programs import reading
from programs.models import Program
from programs.reading import PatientPlan
from programs.schedule import Slot

A_WEEK = 7


@dataclass(frozen=True)
class Ahead:
    day: date
    slot: Slot
    minutes: int


def sessions_ahead(patient: Patient, *, first: date, days: int) -> list[Ahead]:
    """What is to be done from that day on; nothing unless the plan is open at home."""
    program = reading.current_program(patient)
    if program is None or program.status != Program.Status.HOME:
        return []
    plan = reading.plan(program)
    return list(_sessions(plan, first=first, days=days)) if plan else []


def week_of(patient: Patient, *, on: date) -> list[Slot]:
    """Each session that a week has, by its gentle time, whether or not the plan is open now."""
    program = reading.current_program(patient)
    plan = reading.plan(program) if program else None
    if plan is None:
        return []
    first = max(on, plan.revision.starts_on)
    slots = {one.slot.about: one.slot for one in _sessions(plan, first=first, days=A_WEEK)}
    return [slots[about] for about in sorted(slots)]


def _sessions(plan: PatientPlan, *, first: date, days: int) -> Iterator[Ahead]:
    for day in (first + timedelta(days=ahead) for ahead in range(days)):
        if day < plan.revision.starts_on:
            continue
        for slot in slots_of(day, plan.lines):
            minutes = minutes_of(line for line in plan.lines if line.pk in slot.lines)
            yield Ahead(day, slot, minutes)
