"""How long a patient has been free of pain, as far as the answers tell (clinical rules, 1.15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, groupby
from typing import NamedTuple, Protocol

# A program of Mondays, Wednesdays and Fridays is silent for three days at most.
LONGEST_SILENCE = timedelta(days=3)


class Rated(Protocol):
    """A session's rollup: pain is NPRS 0-10, None where it was not asked or answered."""

    local_date: date
    stops: int
    back_before: int | None
    leg_before: int | None
    back_after: int | None
    leg_after: int | None


class Morning(Protocol):
    """The 24-hour check: pain is NPRS 0-10."""

    local_date: date
    back: int
    leg: int


class Answered(NamedTuple):
    day: date
    hurt: bool
    is_complete: bool


def pain_free_on(
    sessions: Iterable[Rated], mornings: Iterable[Morning], *, on: date
) -> tuple[date, ...]:
    """The days in a row up to that day on which every answer was 0, oldest first.

    A day without an answer, or with one missing, does not count; it ends the row only when the
    silence grows too long to know.
    """
    found, last = [], on
    answers = chain(_in_sessions(sessions), _in_mornings(mornings))
    newest_first = sorted(answers, key=lambda one: one.day, reverse=True)
    for day, answered in groupby(newest_first, key=lambda one: one.day):
        of_day = list(answered)
        if last - day > LONGEST_SILENCE or any(one.hurt for one in of_day):
            break
        last = day
        if all(one.is_complete for one in of_day):
            found.append(day)
    return tuple(reversed(found))


def _in_sessions(sessions: Iterable[Rated]) -> Iterator[Answered]:
    for one in sessions:
        pains = (one.back_before, one.leg_before, one.back_after, one.leg_after)
        yield Answered(one.local_date, one.stops > 0 or any(pains), None not in pains)


def _in_mornings(mornings: Iterable[Morning]) -> Iterator[Answered]:
    for one in mornings:
        yield Answered(one.local_date, bool(one.back or one.leg), is_complete=True)
