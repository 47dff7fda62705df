"""The record's table of exercises: the dose, how much of it was done, what was only opened, and
the stops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from following.models import SetEvent
from monitoring.adherence import SessionCount
from monitoring.record.facts import Facts
from monitoring.statistics import percent
from programs import dosage
from programs.models import PrescribedLine

DONE = (SetEvent.Kind.TIMED, SetEvent.Kind.TICKED)
OPENED = SetEvent.Kind.OPENED
#: The exercise, the session, the set as its line and number, and what happened to it.
Told = tuple[UUID, UUID, tuple[UUID, int], int]
LOCKS: dict[str, str | Promise] = {
    "untaught": _("not signed off"),
    "sitting": _("sitting not open yet"),
    "standing": _("standing not open yet"),
}


@dataclass(frozen=True)
class ExerciseRow:
    """`sets` are those of the period's whole days; `lock` says why it is not done at home.

    `opened` is in how many sessions it was opened and left, and no more was told of it.
    """

    line: PrescribedLine
    dose: str
    sets: SessionCount
    opened: int
    stops: int
    lock: str | Promise

    @property
    def percent(self) -> int | None:
        return percent(self.sets)


def exercise_rows(facts: Facts) -> tuple[ExerciseRow, ...]:
    """The lines of the newest revision, in the doctor's order."""
    if facts.plan is None:
        return ()
    asked, told = _sets_asked(facts), _told(facts)
    done, opened = _done(told), _opened(told)
    stops = Counter(_exercises_of_stops(facts))
    locks = {one.line.pk: LOCKS[one.reason] for one in facts.plan.locked}
    lines = [*facts.plan.lines, *(one.line for one in facts.plan.locked)]
    return tuple(
        ExerciseRow(
            line=line,
            dose=dosage.in_words(line.dosage),
            sets=SessionCount(done[line.exercise_id], asked[line.exercise_id]),
            opened=opened[line.exercise_id],
            stops=stops[line.exercise_id],
            lock=locks.get(line.pk, ""),
        )
        for line in sorted(lines, key=lambda one: one.place)
    )


def _sets_asked(facts: Facts) -> Counter[UUID]:
    asked: Counter[UUID] = Counter()
    for day in facts.period:
        if facts.course and day < facts.today:
            asked.update(facts.course.sets_on(day))
    return asked


def _told(facts: Facts) -> set[Told]:
    """What the phone told of each set, once however often it did."""
    sessions = [one.pk for one in facts.sessions if facts.period[0] <= one.local_date < facts.today]
    events = SetEvent.objects.filter(
        clinic_id=facts.patient.clinic_id,
        patient_id=facts.patient.pk,
        session_id__in=sessions,
    )
    rows = events.values_list("line_id", "session_id", "set_number", "kind").distinct()
    return {
        (facts.lines[line].exercise_id, session, (line, number), kind)
        for line, session, number, kind in rows
        if line in facts.lines
    }


def _done(told: set[Told]) -> Counter[UUID]:
    sets = {(exercise, session, place) for exercise, session, place, kind in told if kind in DONE}
    return Counter(exercise for exercise, _session, _place in sets)


def _opened(told: set[Told]) -> Counter[UUID]:
    """Opened and left, with nothing else told of the exercise in that session."""
    opened = {(exercise, session) for exercise, session, _place, kind in told if kind == OPENED}
    more = {(exercise, session) for exercise, session, _place, kind in told if kind != OPENED}
    return Counter(exercise for exercise, _session in opened - more)


def _exercises_of_stops(facts: Facts) -> Iterator[UUID]:
    for stop in facts.stops_in_period:
        line = facts.lines.get(stop.line_id) if stop.line_id else None
        if line:
            yield line.exercise_id
