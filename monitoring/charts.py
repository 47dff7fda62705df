"""Geometry of the record's pictures, in whole SVG units: pure, so that it can be tested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WIDTH, HEIGHT = 960, 268
LEFT, RIGHT = 40, 944
PAIN_TOP, PAIN_BOTTOM = 48, 188
BARS_TOP, BARS_BOTTOM = 200, 236
DATES_AT = 260
LANES = (10, 28)
PAIN_MAX = 10
CHARACTER = 8  # a label's width per character, a little generous
BRIDGED = timedelta(days=3)  # a longer silence breaks the line

LEG_HEIGHT = 96
REACHED = {"back": 14, "thigh": 40, "knee": 54, "calf": 78, "foot": 96}


class Kind(StrEnum):
    REVISION = "revision"
    STOP = "stop"
    OPENING = "opening"


class Bar(StrEnum):
    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class Day:
    """One day: its highest pain answers (NPRS, None without any), sessions done and prescribed."""

    date: date
    back: int | None
    leg: int | None
    done: int
    prescribed: int


@dataclass(frozen=True)
class Marker:
    date: date
    text: str
    kind: Kind


@dataclass(frozen=True)
class PlacedBar:
    x: int
    y: int
    width: int
    height: int
    tone: Bar


@dataclass(frozen=True)
class PlacedMarker:
    """A vertical line with its label; the label is empty when there is no room for it."""

    x: int
    label_x: int
    label_y: int
    anchor: str
    label: str
    marker: Marker


@dataclass(frozen=True)
class Tick:
    at: int
    label: date | int


@dataclass(frozen=True)
class Chart:
    leg: str
    back: str
    bars: tuple[PlacedBar, ...]
    markers: tuple[PlacedMarker, ...]
    pain_ticks: tuple[Tick, ...]
    date_ticks: tuple[Tick, ...]


def pain_and_sessions(days: Sequence[Day], markers: Iterable[Marker]) -> Chart:
    """Place consecutive days, oldest first, and the moments that explain them."""
    place = {day.date: _x(index, len(days)) for index, day in enumerate(days)}
    return Chart(
        leg=_line([(place[day.date], day.date, day.leg) for day in days]),
        back=_line([(place[day.date], day.date, day.back) for day in days]),
        bars=_bars(days),
        markers=_markers([marker for marker in markers if marker.date in place], place),
        pain_ticks=tuple(Tick(pain_y(pain), pain) for pain in range(0, PAIN_MAX + 1, 2)),
        date_ticks=_date_ticks(days),
    )


def pain_y(pain: float) -> int:
    return round(PAIN_BOTTOM - (PAIN_BOTTOM - PAIN_TOP) * pain / PAIN_MAX)


def _x(index: int, count: int) -> int:
    """The middle of a day's column."""
    return round(LEFT + (RIGHT - LEFT) * (index + 0.5) / count)


def _line(points: Iterable[tuple[int, date, int | None]]) -> str:
    """A path through the known points; a lone point is a line of no length, drawn as a dot."""
    steps: list[str] = []
    before: date | None = None
    for x, day, pain in points:
        if pain is None:
            continue
        joined = before is not None and day - before <= BRIDGED
        steps.append(f"L{x} {pain_y(pain)}" if joined else f"M{x} {pain_y(pain)}h0")
        before = day
    return "".join(steps)


def _bars(days: Sequence[Day]) -> tuple[PlacedBar, ...]:
    most = max((max(day.done, day.prescribed) for day in days), default=0)
    width = max(2, round((RIGHT - LEFT) / max(len(days), 1) * 0.68))
    return tuple(
        _bar(day, _x(index, len(days)) - width // 2, width, most)
        for index, day in enumerate(days)
        if day.done or day.prescribed
    )


def _bar(day: Day, x: int, width: int, most: int) -> PlacedBar:
    if not day.done:
        return PlacedBar(x, BARS_BOTTOM - 2, width, 2, Bar.NONE)
    height = round((BARS_BOTTOM - BARS_TOP) * day.done / most)
    tone = Bar.FULL if day.done >= day.prescribed else Bar.PART
    return PlacedBar(x, BARS_BOTTOM - height, width, height, tone)


def _markers(markers: Iterable[Marker], place: dict[date, int]) -> tuple[PlacedMarker, ...]:
    """Stops find room for their labels first; then the rest, from left to right."""
    taken: dict[int, list[tuple[int, int]]] = {lane: [] for lane in LANES}
    in_turn = sorted(markers, key=lambda one: (one.kind != Kind.STOP, one.date))
    placed = [_marker(marker, place[marker.date], taken) for marker in in_turn]
    return tuple(sorted(placed, key=lambda one: one.x))


def _marker(marker: Marker, x: int, taken: dict[int, list[tuple[int, int]]]) -> PlacedMarker:
    length = len(marker.text) * CHARACTER
    fits_right = x + 6 + length <= WIDTH
    start = x + 6 if fits_right else x - 6 - length
    for lane, spans in taken.items():
        if start >= 0 and all(start + length < left or right < start for left, right in spans):
            spans.append((start, start + length))
            anchor, label_x = ("start", x + 6) if fits_right else ("end", x - 6)
            return PlacedMarker(x, label_x, lane, anchor, marker.text, marker)
    return PlacedMarker(x, x, LANES[-1], "start", "", marker)


def _date_ticks(days: Sequence[Day]) -> tuple[Tick, ...]:
    """A date every week, or every few weeks, so that no more than six stand below the chart."""
    step = 7 * max(1, -(-len(days) // 42))
    return tuple(
        Tick(_x(index, len(days)), day.date) for index, day in enumerate(days) if index % step == 0
    )
