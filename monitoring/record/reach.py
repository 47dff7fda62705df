"""How far down the leg it went, week by week: pain that retreats to the back is getting better."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.record.facts import Facts
from people.models import Reach

WEEKS = 4
DOWNWARDS = list(Reach.values)


@dataclass(frozen=True)
class WeekOfReach:
    """The furthest point of one week; `ago` counts whole weeks back from the current one."""

    ago: int
    reach: str
    label: str | Promise


@dataclass(frozen=True)
class ReachByWeek:
    weeks: tuple[WeekOfReach, ...]
    trend: str | Promise
    tone: str


def reach_by_week(facts: Facts) -> ReachByWeek | None:
    """The last weeks in which the patient said where it hurts, oldest first; None without any."""
    furthest: dict[int, str] = {}
    for ago, answers in _answers(facts).items():
        furthest[ago] = max(answers, key=DOWNWARDS.index)
    weeks = tuple(
        WeekOfReach(ago, reach, Reach(reach).label)
        for ago, reach in sorted(furthest.items(), reverse=True)
    )
    return ReachByWeek(weeks, *_trend(weeks)) if weeks else None


def _answers(facts: Facts) -> dict[int, list[str]]:
    given = [(one.local_date, one.reach) for one in facts.sessions]
    given += [(facts.day_of(stop), stop.reach) for stop in facts.stops]
    found: dict[int, list[str]] = defaultdict(list)
    for day, reach in given:
        ago = _weeks_ago(day, facts.today)
        if reach and ago < WEEKS:
            found[ago].append(reach)
    return found


def _weeks_ago(day: date, today: date) -> int:
    return (today - day).days // 7


def _trend(weeks: tuple[WeekOfReach, ...]) -> tuple[str | Promise, str]:
    if len(weeks) < 2:
        return "", ""
    first, last = DOWNWARDS.index(weeks[0].reach), DOWNWARDS.index(weeks[-1].reach)
    if last < first:
        return _("Centralising: it moves up towards the back"), "good"
    if last > first:
        return _("Peripheralising: it moves down the leg"), "care"
    return _("No change"), ""
