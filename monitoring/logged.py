"""Sessions as the screens of the doctor read them: light rows of the rollup, and pain by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from monitoring.adherence import Reading, Trend, pain_trend

RUNNING, DONE, STOPPED = "running", "done", "stopped"
#: Stopping is following the program; an unfinished session may still be finished.
FOLLOWED = frozenset({DONE, STOPPED})


@dataclass(slots=True)
class LoggedSession:
    """The rollup of one session: pain is NPRS, None when the question was not answered."""

    program_id: UUID
    local_date: date
    slot: int
    status: str
    sets_done: int
    stops: int
    back_before: int | None
    leg_before: int | None
    back_after: int | None
    leg_after: int | None


#: The columns of a session that make one of these.
COLUMNS = tuple(field.name for field in fields(LoggedSession))


@dataclass(frozen=True)
class Pain:
    """The highest answers of one day, None without any."""

    back: int | None
    leg: int | None


def pain_by_day(sessions: Iterable[LoggedSession]) -> dict[date, Pain]:
    by_day: dict[date, list[LoggedSession]] = defaultdict(list)
    for session in sessions:
        by_day[session.local_date].append(session)
    return {
        day: Pain(
            back=_highest(pain for one in logged for pain in (one.back_before, one.back_after)),
            leg=_highest(pain for one in logged for pain in (one.leg_before, one.leg_after)),
        )
        for day, logged in by_day.items()
    }


def leg_trend(pain: dict[date, Pain], *, today: date) -> Trend:
    answered = [Reading(day, one.leg) for day, one in pain.items() if one.leg is not None]
    return pain_trend(answered, today=today)


def back_trend(pain: dict[date, Pain], *, today: date) -> Trend:
    answered = [Reading(day, one.back) for day, one in pain.items() if one.back is not None]
    return pain_trend(answered, today=today)


def followed_by_day(sessions: Iterable[LoggedSession]) -> dict[date, int]:
    """How many of each day's sessions were finished, or rightly stopped."""
    count: dict[date, int] = defaultdict(int)
    for session in sessions:
        count[session.local_date] += session.status in FOLLOWED
    return count


def _highest(answers: Iterable[int | None]) -> int | None:
    return max((pain for pain in answers if pain is not None), default=None)
