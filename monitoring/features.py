"""What the last weeks of one program amount to, in the fields of the rules over days (rules 5)."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from monitoring.adherence import sessions_done
from monitoring.logged import DONE, FOLLOWED, STOPPED

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)
#: Fewer answered days of a week have no median to go by.
ANSWERED_DAYS = 3


@dataclass(frozen=True)
class Answer:
    """Pain as it was reported, NPRS 0 to 10, None where not answered; `at` is when we knew."""

    at: datetime
    day: date
    back: int | None
    leg: int | None
    at_rest: bool

    @property
    def pain(self) -> int:
        return max(self.back or 0, self.leg or 0)


@dataclass(frozen=True)
class Exercised:
    """One session of a day; `at` is when it ended, or began while it runs."""

    at: datetime
    day: date
    status: str


@dataclass(frozen=True)
class Log:
    """What is known of a program at home, in any order.

    Only what became known after `since`, its last release or resumption, speaks for a pause:
    what lay before was dealt with then. Silence counts from `silence_from`, or from the last
    session, answer, or other sign of life (`heard_on`, `bad_days`).
    """

    since: datetime
    silence_from: date
    answers: tuple[Answer, ...] = ()
    sessions: tuple[Exercised, ...] = ()
    heard_on: tuple[date, ...] = ()
    bad_days: frozenset[date] = frozenset()
    prescribed: Mapping[date, int] = field(default_factory=dict)
    new_condition: bool = False
    cleared_until: date | None = None

    @cached_property
    def new_answers(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.answers if one.at > self.since)

    @cached_property
    def back_at_rest(self) -> dict[date, int]:
        return _highest_at_rest(self.new_answers, "back")

    @cached_property
    def leg_at_rest(self) -> dict[date, int]:
        return _highest_at_rest(self.new_answers, "leg")


def over_days(log: Log, day: date, *, is_over: bool) -> dict[str, Any]:
    """The finding of a day; one that is over stands for the morning after it as well."""
    last_week = (one.pain for one in log.new_answers if day - WEEK < one.day <= day)
    return {
        "new_condition": log.new_condition,
        "clearance_lapsed": _has_lapsed(log, on=day + DAY if is_over else day),
        "worst_pain": max(last_week, default=0),
        "stopped_sessions": _stopped_sessions(log, day),
        "leg_two_days_running": _leg_two_days_running(log, day),
        "median_rise": max(_rise(by_day, day) for by_day in (log.back_at_rest, log.leg_at_rest)),
        "silent_days": _silent_days(log, day),
        "adherence_percent": _adherence_percent(log, day if is_over else day - DAY),
    }


def rollup(log: Log, day: date) -> dict[str, int | None]:
    """The day in numbers, with what was dealt with since; pain is the highest at rest."""
    of_day = [one for one in log.answers if one.day == day]
    status = Counter(one.status for one in log.sessions if one.day == day)
    return {
        "back": _highest_at_rest(of_day, "back").get(day),
        "leg": _highest_at_rest(of_day, "leg").get(day),
        "sessions_done": status[DONE],
        "sessions_stopped": status[STOPPED],
        "sessions_prescribed": log.prescribed.get(day, 0),
    }


def last_heard_on(log: Log, day: date) -> date:
    """The last day up to this one with a word from the patient, or from which one is awaited."""
    answered = {one.day for one in log.answers}
    exercised = {one.day for one in log.sessions}
    heard = answered | exercised | log.bad_days | {*log.heard_on}
    return max({log.silence_from} | {one for one in heard if one <= day})


def _has_lapsed(log: Log, *, on: date) -> bool:
    return log.cleared_until is not None and log.cleared_until < on


def _stopped_sessions(log: Log, day: date) -> int:
    return sum(
        one.status == STOPPED and one.at > log.since and day - WEEK < one.day <= day
        for one in log.sessions
    )


def _leg_two_days_running(log: Log, day: date) -> int:
    """The lower pain of the week's last answered day and the day before, 0 unless both answered."""
    by_day = log.leg_at_rest
    last = max((on for on in by_day if day - WEEK < on <= day), default=None)
    if last is None or last - DAY not in by_day:
        return 0
    return min(by_day[last], by_day[last - DAY])


def _rise(by_day: Mapping[date, int], day: date) -> float:
    """By how much the median of a week's daily pain lies above that of the week before."""
    this = [pain for on, pain in by_day.items() if day - WEEK < on <= day]
    before = [pain for on, pain in by_day.items() if day - FORTNIGHT < on <= day - WEEK]
    if min(len(this), len(before)) < ANSWERED_DAYS:
        return 0
    return max(0, statistics.median(this) - statistics.median(before))


def _silent_days(log: Log, day: date) -> int:
    return max(0, (day - last_heard_on(log, day)).days)


def _adherence_percent(log: Log, last: date) -> int:
    """Of the two weeks up to the last whole day; 100 before there are two to judge by.

    Nothing that was asked on a bad day counts against the patient.
    """
    first = last - FORTNIGHT + DAY
    if first <= log.silence_from:
        return 100
    asked = {
        on: count
        for on, count in log.prescribed.items()
        if first <= on <= last and on not in log.bad_days
    }
    done = Counter(one.day for one in log.sessions if one.status in FOLLOWED)
    count = sessions_done(asked, done)
    return 100 * count.done // count.prescribed if count.prescribed else 100


def _highest_at_rest(answers: Iterable[Answer], site: str) -> dict[date, int]:
    """The highest pain of each day that was answered for at rest, not during exercise."""
    by_day: dict[date, int] = {}
    for one in answers:
        pain = getattr(one, site)
        if one.at_rest and pain is not None:
            by_day[one.day] = max(pain, by_day.get(one.day, 0))
    return by_day
