"""How long a patient has been free of pain, as far as the sessions tell (clinical rules, 1.15)."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Protocol

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


def pain_free_days(sessions: Iterable[Rated], *, on: date) -> int:
    """Days in a row up to that day on which every answer was 0.

    A day without a session, or with an answer missing, does not count; it ends the row only when
    the silence grows too long to know.
    """
    count, last = 0, on
    newest_first = sorted(sessions, key=attrgetter("local_date"), reverse=True)
    for day, rated in groupby(newest_first, key=attrgetter("local_date")):
        of_day = list(rated)
        if last - day > LONGEST_SILENCE or any(_hurt(session) for session in of_day):
            break
        last = day
        count += all(answer == 0 for session in of_day for answer in _answers(session))
    return count


def _answers(session: Rated) -> tuple[int | None, ...]:
    return session.back_before, session.leg_before, session.back_after, session.leg_after


def _hurt(session: Rated) -> bool:
    return session.stops > 0 or any(_answers(session))
