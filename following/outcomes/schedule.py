"""When each measure is asked, counted from the day of the release home (clinical rules 7) [D]."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from following.outcomes.measures import Code

WEEK = timedelta(weeks=1)
RMDQ_WEEKS = (0, 2, 6, 12)
WEEKS_BETWEEN = {Code.SBI: 1, Code.PSFS: 2}
#: Answers of so long before the day count for it: nobody is asked the same on two days running.
EARLY = timedelta(days=3)
#: What was not answered by then is not asked any more: it would say nothing of that week.
OPEN_FOR = timedelta(weeks=2)


def askings(code: Code, released_on: date, *, until: date) -> Iterator[date]:
    """Each day that asks, from the release up to and including a day."""
    weeks = RMDQ_WEEKS if code == Code.RMDQ else count(0, WEEKS_BETWEEN[code])
    for week in weeks:
        day = released_on + week * WEEK
        if day > until:
            return
        yield day


def is_due(code: Code, *, released_on: date, last: date | None, on: date) -> bool:
    """Whether a newest asking stands open that the sheet finished on `last` does not answer."""
    begun = [day for day in askings(code, released_on, until=on) if day + OPEN_FOR > on]
    return bool(begun) and (last is None or last < begun[-1] - EARLY)


def next_on(code: Code, *, released_on: date, last: date | None, on: date) -> date | None:
    """The next day after `on` that asks; None when there is none any more."""
    far = max(on, released_on) + RMDQ_WEEKS[-1] * WEEK
    for day in askings(code, released_on, until=far):
        if day > on and (last is None or last < day - EARLY):
            return day
    return None
