"""A month of the diary as a calendar: what each day was, and never that it was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)
WEEK = 7


class Mark(StrEnum):
    ALL = "all"
    SOME = "some"
    RESTED = "rested"
    FREE = "free"
    OPEN = "open"
    AHEAD = "ahead"


#: What a mark says; a day with nothing in it is only a day.
WORDS: Mapping[Mark, str | Promise] = {
    Mark.ALL: _("All done"),
    Mark.SOME: _("Some done"),
    Mark.RESTED: _("Rested or stopped, rightly"),
    Mark.FREE: _("Rest day"),
}


@dataclass(frozen=True)
class Logged:
    """A day's sessions: done, prescribed, and whether the patient stopped, rested or had it bad."""

    done: int = 0
    prescribed: int = 0
    rested: bool = False


@dataclass(frozen=True)
class Cell:
    """A day of the grid; `on` is None before the first and after the last of the month."""

    on: date | None
    mark: Mark = Mark.OPEN
    is_today: bool = False
    has_entry: bool = False

    @property
    def words(self) -> str | Promise:
        return WORDS.get(self.mark, "")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def month_after(first: date) -> date:
    """The first day of the month after the one that begins on `first`."""
    return (first.replace(day=28) + 4 * DAY).replace(day=1)


def mark_of(logged: Logged, *, is_ahead: bool) -> Mark:
    """Stopping comes first: on such a day it was the thing to do."""
    if is_ahead:
        return Mark.AHEAD
    if logged.rested:
        return Mark.RESTED
    if logged.done:
        return Mark.ALL if logged.done >= logged.prescribed else Mark.SOME
    return Mark.OPEN


def month(
    first: date, days: Mapping[date, Logged], *, free: frozenset[date], today: date
) -> tuple[tuple[Cell, ...], ...]:
    """Weeks from Monday to Sunday; `days` are those with something in them."""
    after = month_after(first)
    cells = [Cell(None)] * first.weekday()
    on = first
    while on < after:
        mark = mark_of(days.get(on, Logged()), is_ahead=on > today)
        if mark == Mark.OPEN and on in free:
            mark = Mark.FREE
        cells.append(Cell(on, mark, is_today=on == today, has_entry=on in days))
        on += DAY
    cells += [Cell(None)] * (-len(cells) % WEEK)
    return tuple(tuple(cells[at : at + WEEK]) for at in range(0, len(cells), WEEK))
