"""How far down the leg it went, week by week: pain that retreats to the back is getting better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.record.facts import Facts
from people import body
from people.models import Reach

WEEKS = 4
SHOWN = 8


@dataclass(frozen=True)
class Answer:
    """One time the patient showed where it hurts, and at what occasion."""

    day: date
    occasion: str | Promise
    reach: str
    words: str | Promise


@dataclass(frozen=True)
class WeekOfReach:
    """The furthest point of one week; `ago` counts whole weeks back from the current one."""

    ago: int
    reach: str
    label: str | Promise


@dataclass(frozen=True)
class ReachByWeek:
    """Weeks are oldest first; the latest answers are newest first."""

    weeks: tuple[WeekOfReach, ...]
    trend: str | Promise
    tone: str
    latest: tuple[Answer, ...]


def reach_by_week(facts: Facts) -> ReachByWeek | None:
    """The last weeks in which the patient showed where it hurts; None without any."""
    answers = _answers(facts)
    weeks = tuple(
        WeekOfReach(ago, furthest, Reach(furthest).label)
        for ago, furthest in reversed(_furthest_by_week(answers, facts.today))
    )
    return ReachByWeek(weeks, *_trend(weeks), answers[:SHOWN]) if weeks else None


def _furthest_by_week(answers: Sequence[Answer], today: date) -> list[tuple[int, str]]:
    weeks = groupby(answers, key=lambda one: max((today - one.day).days, 0) // 7)
    return [
        (ago, max((one.reach for one in week), key=body.DOWNWARDS.index))
        for ago, week in weeks
        if ago < WEEKS
    ]


def _answers(facts: Facts) -> tuple[Answer, ...]:
    """All of them, newest first."""
    newest_first = sorted(_asked(facts), key=lambda one: one[:2], reverse=True)
    return tuple(
        Answer(
            day,
            occasion,
            body.reach_of(places) or reach,
            body.in_words(places) or Reach(reach).label,
        )
        for day, _at, occasion, places, reach in newest_first
        if places or reach
    )


def _asked(facts: Facts) -> Iterator[tuple[date, datetime, Promise, list[str], str]]:
    """Every time it was asked: the places touched, or only how far down where no map was shown."""
    for one in facts.sessions:
        yield one.local_date, one.started_at, _("Before the session"), one.places, ""
        ended_at = one.ended_at or one.started_at
        yield one.local_date, ended_at, _("After the session"), [], one.reach
    for stop in facts.stops:
        yield facts.day_of(stop), stop.happened_at, _("At a stop"), stop.places, stop.reach
    for morning in facts.mornings:
        yield morning.local_date, morning.happened_at, _("In the morning"), morning.places, ""


def _trend(weeks: tuple[WeekOfReach, ...]) -> tuple[str | Promise, str]:
    if len(weeks) < 2:
        return "", ""
    first, last = (body.DOWNWARDS.index(week.reach) for week in (weeks[0], weeks[-1]))
    if last < first:
        return _("Centralising: it moves up towards the back"), "good"
    if last > first:
        return _("Peripheralising: it moves down the leg"), "care"
    return _("No change"), ""
