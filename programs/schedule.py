"""A day's sessions, worked out from how often each line is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LineId = int | UUID

_EARLY, _LATE = _("Early morning"), _("Late evening")
_MORNING, _MIDDAY = _("Morning"), _("Midday")
_AFTERNOON, _EVENING = _("Afternoon"), _("Evening")

#: Name and time of each session, by how many there are in the day.
TIMES: dict[int, tuple[tuple[str | Promise, time], ...]] = {
    0: (),
    1: ((_MORNING, time(8)),),
    2: ((_MORNING, time(8)), (_EVENING, time(19))),
    3: ((_MORNING, time(8)), (_MIDDAY, time(13)), (_EVENING, time(19))),
    4: (
        (_MORNING, time(8)),
        (_MIDDAY, time(12)),
        (_AFTERNOON, time(16)),
        (_EVENING, time(20)),
    ),
    5: (
        (_EARLY, time(7)),
        (_MORNING, time(10)),
        (_MIDDAY, time(13)),
        (_AFTERNOON, time(16)),
        (_EVENING, time(19)),
    ),
    6: (
        (_EARLY, time(7)),
        (_MORNING, time(10)),
        (_MIDDAY, time(13)),
        (_AFTERNOON, time(16)),
        (_EVENING, time(19)),
        (_LATE, time(21)),
    ),
}


@dataclass(frozen=True)
class LineSchedule:
    """How often one line is done; days of the week from 0 for Monday."""

    id: LineId
    times_a_day: int
    days_of_week: tuple[int, ...]


@dataclass(frozen=True)
class Slot:
    """One of a day's sessions: the `number`th of `count`, at `about` that time, with its lines."""

    number: int
    count: int
    name: str | Promise
    about: time
    lines: tuple[LineId, ...]


def slots_on(day: date, lines: Sequence[LineSchedule]) -> tuple[Slot, ...]:
    """The day's sessions in order; none on a day on which no line is due."""
    due = [line for line in lines if day.weekday() in line.days_of_week]
    count = max((line.times_a_day for line in due), default=0)
    return tuple(
        Slot(
            number=number,
            count=count,
            name=name,
            about=about,
            lines=tuple(line.id for line in due if number in _spread(line.times_a_day, count)),
        )
        for number, (name, about) in enumerate(TIMES[count], start=1)
    )


def _spread(times: int, count: int) -> frozenset[int]:
    """The numbers of the sessions that hold a line: from the first to the last, evenly apart."""
    gaps = max(times - 1, 1)
    return frozenset(1 + (2 * turn * (count - 1) + gaps) // (2 * gaps) for turn in range(times))
