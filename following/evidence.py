"""What a patient's own answers say about opening the next stage (clinical rules, 6).

Each doubt counts against opening: an answer that was not given is not a zero, and old answers
say nothing of today. `since` is the day on which the stage was closed: only later days count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Protocol

from following.pain_free import LONGEST_SILENCE, Morning, Rated, pain_free_on
from programs.evidence import Evidence, LegPain
from programs.thresholds import Thresholds

RUNNING, DONE = "running", "done"
#: How many days of leg pain are shown with the newest one, which is what is judged.
LEG_PAIN_SHOWN = 5
FOUR_WEEKS = timedelta(days=28)


class LoggedSession(Rated, Protocol):
    slot: int
    status: str
    sets_done: int


def looked_back(thresholds: Thresholds) -> timedelta:
    """Long enough to find what the gates ask for, however far apart the sessions may be."""
    needed = max(thresholds.pain_free_days_for_standing, thresholds.good_sessions_for_sitting)
    return max(FOUR_WEEKS, needed * LONGEST_SILENCE)


def gather(
    sessions: Iterable[LoggedSession],
    mornings: Iterable[Morning] = (),
    *,
    on: date,
    since: date | None = None,
    sits_ten_minutes: bool | None = None,
) -> Evidence:
    """Evidence for the gates from one patient's answers, in any order, as of that day."""
    counted = [one for one in sessions if since is None or one.local_date > since]
    asked = [one for one in mornings if since is None or one.local_date > since]
    in_order = sorted(counted, key=lambda one: (one.local_date, one.slot))
    return Evidence(
        good_sessions=_good_sessions(in_order),
        leg_pain=_leg_pain(in_order, asked, on),
        pain_free_on=pain_free_on(counted, asked, on=on),
        sits_ten_minutes=sits_ten_minutes,
    )


def went_wrong(session: LoggedSession) -> bool:
    return session.stops > 0 or session.status not in {RUNNING, DONE}


def _good_sessions(in_order: Sequence[LoggedSession]) -> tuple[date, ...]:
    """Finished sessions since the last one that was stopped or refused; empty ones do not count."""
    row: list[date] = []
    for session in in_order:
        if went_wrong(session):
            row = []
        elif session.status == DONE and session.sets_done > 0:
            row.append(session.local_date)
    return tuple(row)


def _leg_pain(
    in_order: Sequence[LoggedSession], mornings: Iterable[Morning], on: date
) -> tuple[LegPain, ...]:
    """The last answer of each of the last days, nothing once the newest is too old."""
    by_day = dict(sorted(chain(_in_mornings(mornings), _in_sessions(in_order)), key=_day_alone))
    if not by_day or on - max(by_day) > LONGEST_SILENCE:
        return ()
    return tuple(LegPain(day, pain) for day, pain in by_day.items())[-LEG_PAIN_SHOWN:]


def _in_mornings(mornings: Iterable[Morning]) -> Iterator[tuple[date, int]]:
    """A morning comes before the sessions of its day."""
    for one in mornings:
        yield one.local_date, one.leg


def _in_sessions(in_order: Iterable[LoggedSession]) -> Iterator[tuple[date, int]]:
    for one in in_order:
        leg = one.leg_before if one.leg_after is None else one.leg_after
        if leg is not None:
            yield one.local_date, leg


def _day_alone(answer: tuple[date, int]) -> date:
    """Answers of one day stay in the order in which they were given."""
    return answer[0]
