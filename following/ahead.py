"""The sessions of the coming days at home, as the plan asks for them now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from following.work import schedule_of
from people.models import Patient
from programs import reading
from programs.dosage import session_seconds
from programs.models import Program
from programs.reading import PatientPlan
from programs.schedule import LineId, Slot, slots_on

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
    seconds: dict[LineId, int] = {line.pk: session_seconds(line.dosage) for line in plan.lines}
    schedules = [schedule_of(line) for line in plan.lines]
    for day in (first + timedelta(days=ahead) for ahead in range(days)):
        if day < plan.revision.starts_on:
            continue
        for slot in slots_on(day, schedules):
            minutes = -(-sum(seconds[key] for key in slot.lines) // 60)
            yield Ahead(day, slot, minutes)
