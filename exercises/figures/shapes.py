"""Outlines: capsules, smooth closed curves and ellipses, written as SVG path data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from exercises.figures.paint import Paint

UNITS = 600  # drawing units in a metre, so that whole numbers are fine enough
CIRCLE = 0.5523  # how far the handles of four cubic curves stand out to make a circle


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a path with the points it goes through, and the radius of an arc."""

    command: str
    points: tuple[complex, ...]
    radius: float = 0.0


Outline = list[Step]


@dataclass(frozen=True, slots=True)
class Part:
    """A flat shape of one paint; a detail is left out of the ghost."""

    paint: Paint
    outline: Outline
    detail: bool = False


def path_data(outline: Outline) -> str:
    """Write an outline in metres, y up, as relative whole drawing units, y down."""
    written, at, begun = [], (0, 0), (0, 0)
    for step in outline:
        pairs = [(round(point.real * UNITS), -round(point.imag * UNITS)) for point in step.points]
        text = " ".join(f"{x - at[0]} {y - at[1]}" for x, y in pairs)
        arc = f"{max(1, round(step.radius * UNITS))} " * 2 + "0 0 1 " if step.command == "a" else ""
        written.append((step.command + arc + text).replace(" -", "-"))
        at = pairs[-1] if pairs else begun
        begun = at if step.command == "m" else begun
    return "".join(written)


def capsule(start: complex, end: complex, start_radius: float, end_radius: float) -> Outline:
    """Return a tapered bar with round ends."""
    along, left, right = _tangents(start, end, start_radius - end_radius)
    return [
        Step("m", (start + left * start_radius,)),
        Step("l", (end + left * end_radius,)),
        Step("a", (end + along * end_radius,), end_radius),
        Step("a", (end + right * end_radius,), end_radius),
        Step("l", (start + right * start_radius,)),
        Step("a", (start - along * start_radius,), start_radius),
        Step("a", (start + left * start_radius,), start_radius),
        Step("z", ()),
    ]


def stub(
    start: complex, end: complex, start_radius: float, end_radius: float, bulge: complex = 0
) -> Outline:
    """Return a tapered bar, cut straight at its start and round at its end."""
    along, left, right = _tangents(start, end, start_radius - end_radius)
    return [
        Step("m", (start + left * start_radius,)),
        _side(start + left * start_radius, end + left * end_radius, left, bulge),
        Step("a", (end + along * end_radius,), end_radius),
        Step("a", (end + right * end_radius,), end_radius),
        _side(end + right * end_radius, start + right * start_radius, right, bulge),
        Step("z", ()),
    ]


def _side(start: complex, end: complex, outwards: complex, bulge: complex) -> Step:
    """Draw one side of a limb, swollen by the bulge if that is on this side."""
    if not bulge:
        return Step("l", (end,))
    swell = max(0.0, (outwards.conjugate() * bulge).real)
    return Step("q", ((start + end) / 2 + outwards * swell, end))


def _tangents(start: complex, end: complex, taper: float) -> tuple[complex, complex, complex]:
    """Return the way along a limb, and the ways out to where its straight sides begin."""
    way = end - start
    along = way / abs(way) if way else 1 + 0j
    lean = max(-0.95, min(0.95, taper / (abs(way) or 1)))
    square = sqrt(1 - lean * lean)
    return along, along * complex(lean, square), along * complex(lean, -square)


def polygon(points: Sequence[complex]) -> Outline:
    first, *others = points
    return [Step("m", (first,)), *(Step("l", (point,)) for point in others), Step("z", ())]


def evenly(points: Sequence[complex], count: int) -> list[complex]:
    """Return so many points at even distances along a closed line."""
    corners = [*points, points[0]]
    lengths = [abs(after - before) for before, after in pairwise(corners)]
    stride, walked = sum(lengths) / count, 0.0
    chosen: list[complex] = []
    for (before, after), length in zip(pairwise(corners), lengths, strict=True):
        while len(chosen) < count and walked + length >= stride * len(chosen):
            share = (stride * len(chosen) - walked) / (length or 1)
            chosen.append(before + (after - before) * share)
        walked += length
    return chosen


def smooth(points: Sequence[complex]) -> Outline:
    """Return a closed curve that passes each point in the direction of its neighbours."""
    count = len(points)
    handles = [(points[(i + 1) % count] - points[i - 1]) / 6 for i in range(count)]
    outline = [Step("m", (points[0],))]
    for i in range(1, count + 1):
        arrive = (points[i % count] - handles[i % count], points[i % count])
        if i == 1:
            outline.append(Step("c", (points[0] + handles[0], *arrive)))
        else:
            outline.append(Step("s", arrive))
    return [*outline, Step("z", ())]


def ribbon(left: Sequence[complex], right: Sequence[complex]) -> Outline:
    """Return a band between two smooth edges of the same direction, straight at both ends."""
    return [
        Step("m", (left[0],)),
        *_edge(left),
        Step("l", (right[-1],)),
        *_edge(right[::-1]),
        Step("z", ()),
    ]


def _edge(points: Sequence[complex]) -> list[Step]:
    inner = zip(points, points[2:], strict=False)
    handles = [0j, *((after - before) / 6 for before, after in inner), 0j]
    steps = [Step("c", (points[0], points[1] - handles[1], points[1]))]
    for point, handle in zip(points[2:], handles[2:], strict=True):
        steps.append(Step("s", (point - handle, point)))
    return steps


def ellipse(middle: complex, axes: Sequence[complex]) -> Outline:
    """Return the outline of a ball stretched along three axes, as they look when flattened."""
    width = sqrt(sum(axis.real**2 for axis in axes)) or 1e-6
    lean = sum(axis.real * axis.imag for axis in axes) / width
    height = sqrt(max(0.0, sum(axis.imag**2 for axis in axes) - lean**2))
    across, upward = complex(width, lean), complex(0, height)
    turns = [across, upward, -across, -upward, across]
    outline = [Step("m", (middle + across,))]
    for here, there in pairwise(turns):
        arrive = (middle + there + here * CIRCLE, middle + there)
        if len(outline) == 1:
            outline.append(Step("c", (middle + here + there * CIRCLE, *arrive)))
        else:
            outline.append(Step("s", arrive))
    return [*outline, Step("z", ())]
