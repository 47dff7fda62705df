"""Three numbers about a caseload, for the foot of the worklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitoring.adherence import MEANINGFUL_POINTS, SessionCount, sessions_done
from monitoring.caseload import Case
from monitoring.logged import followed_by_day, leg_trend, pain_by_day
from programs.models import Program

DAYS = 7


@dataclass(frozen=True)
class Statistics:
    """`better` of `compared` patients have leg pain down by 2 points or more since their start."""

    patients: int
    at_home: int
    supervised: int
    suspended: int
    sessions: SessionCount
    better: int
    compared: int

    @property
    def sessions_percent(self) -> int | None:
        return percent(self.sessions)


def percent(count: SessionCount) -> int | None:
    return None if count.share is None else round(100 * count.share)


def statistics(cases: Iterable[Case]) -> Statistics:
    caseload = list(cases)
    status = Counter(case.program.status for case in caseload)
    at_home = [case for case in caseload if case.is_at_home]
    changes = [_change_of_leg_pain(case) for case in at_home]
    compared = [change for change in changes if change is not None]
    counts = [last_days(case) for case in at_home]
    return Statistics(
        patients=len(caseload),
        at_home=len(at_home),
        supervised=status[Program.Status.SUPERVISED],
        suspended=status[Program.Status.SUSPENDED],
        sessions=SessionCount(
            done=sum(count.done for count in counts),
            prescribed=sum(count.prescribed for count in counts),
        ),
        better=sum(change <= -MEANINGFUL_POINTS for change in compared),
        compared=len(compared),
    )


def last_days(case: Case, days: int = DAYS) -> SessionCount:
    """Of the sessions prescribed on the last whole days, those done; today is not over."""
    period = [case.today - timedelta(days=ago) for ago in range(1, days + 1)]
    prescribed = {day: len(case.course.slots_on(day)) for day in period}
    return sessions_done(prescribed, followed_by_day(case.sessions))


def _change_of_leg_pain(case: Case) -> float | None:
    return leg_trend(pain_by_day(case.sessions), today=case.today).change
