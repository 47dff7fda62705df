"""How a demo patient fares: pain day by day, and how faithfully the program is followed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

#: Pain (NPRS) at a day since the start; straight lines run between the points.
Course = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class PlannedStop:
    """A press on Stop, counted back from today; `answers` are the patient's."""

    days_ago: int
    slot: int
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A revision on a day since the start; `doses` change single exercises from the default."""

    day: int
    exercises: tuple[str, ...]
    why: str
    doses: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """`days` since the release, 0 for none yet; `status` is where the program stands."""

    leg: Course = ((0, 0),)
    back: Course = ((0, 0),)
    reach: Sequence[tuple[int, str]] = ()
    days: int = 60
    follows: float = 0.88
    silent_for: int = 0
    steps: tuple[Step, ...] = ()
    sitting_opened_on: int | None = None
    stops: tuple[PlannedStop, ...] = ()
    check_in: Mapping[str, Any] | None = None
    red_flags: tuple[str, ...] = ()
    status: str = "home"
    review_in: int = 14
    has_begun_today: bool = False


def pain_on(course: Course, day: int, chance: Random) -> int:
    """A whole number near the course; where the course is at 0 there is no pain at all."""
    level = level_on(course, day)
    if level < 0.05:
        return 0
    return min(10, max(0, round(level + chance.gauss(0, 0.55))))


def level_on(course: Course, day: int) -> float:
    place = bisect_right([at for at, _pain in course], day)
    if place == 0:
        return course[0][1]
    if place == len(course):
        return course[-1][1]
    (before, low), (after, high) = course[place - 1], course[place]
    return low + (high - low) * (day - before) / (after - before)


def reach_on(story: Story, day: int) -> str:
    begun = [reach for since, reach in story.reach if since <= day]
    return begun[-1] if begun else ""
