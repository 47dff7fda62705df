"""Pain of back and leg week by week, and its place in a small chart."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from following.calendar import monday_of

WEEK = timedelta(weeks=1)
WIDTH, HEIGHT = 340, 190
LEFT, RIGHT = 30, 322
TOP, BOTTOM = 12, 156
PAIN_MAX = 10
DATES = 4  # more would run into each other on a phone


@dataclass(frozen=True)
class Reading:
    """One answer at rest, NPRS 0-10, None where it was not asked."""

    on: date
    back: int | None
    leg: int | None


@dataclass(frozen=True)
class PainWeek:
    """The middle answers of a week from its Monday, None without any."""

    monday: date
    back: float | None
    leg: float | None


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    path: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Tick:
    at: int
    label: int | date


@dataclass(frozen=True)
class PainChart:
    weeks: tuple[PainWeek, ...]
    back: Line
    leg: Line
    levels: tuple[Tick, ...]
    dates: tuple[Tick, ...]


def by_week(readings: Iterable[Reading], *, first: date, last: date) -> tuple[PainWeek, ...]:
    """Every week from one Monday to another, oldest first."""
    of_week: dict[date, list[Reading]] = {}
    for one in readings:
        of_week.setdefault(monday_of(one.on), []).append(one)
    count = (last - first) // WEEK + 1
    return tuple(
        _week(first + ago * WEEK, of_week.get(first + ago * WEEK, ())) for ago in range(count)
    )


def chart(weeks: Sequence[PainWeek]) -> PainChart:
    places = [_x(index, len(weeks)) for index in range(len(weeks))]
    step = max(1, -(-len(weeks) // DATES))
    return PainChart(
        weeks=tuple(weeks),
        back=_line(list(zip(places, (week.back for week in weeks), strict=True))),
        leg=_line(list(zip(places, (week.leg for week in weeks), strict=True))),
        levels=tuple(Tick(_y(pain), pain) for pain in (0, 5, 10)),
        dates=tuple(
            Tick(places[index], week.monday)
            for index, week in enumerate(weeks)
            if (len(weeks) - 1 - index) % step == 0
        ),
    )


def _week(monday: date, readings: Iterable[Reading]) -> PainWeek:
    answered = list(readings)
    return PainWeek(
        monday,
        _median([one.back for one in answered if one.back is not None]),
        _median([one.leg for one in answered if one.leg is not None]),
    )


def _median(answers: Sequence[int]) -> float | None:
    return float(statistics.median(answers)) if answers else None


def _line(levels: Sequence[tuple[int, float | None]]) -> Line:
    """Through the known weeks, broken where a week is silent."""
    steps, points, joined = [], [], False
    for x, pain in levels:
        if pain is not None:
            steps.append(f"{'L' if joined else 'M'}{x} {_y(pain)}")
            points.append(Point(x, _y(pain)))
        joined = pain is not None
    return Line("".join(steps), tuple(points))


def _x(index: int, count: int) -> int:
    return round(LEFT + (RIGHT - LEFT) * (index + 0.5) / count)


def _y(pain: float) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * pain / PAIN_MAX)
