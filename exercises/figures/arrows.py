"""Arrows: the way that one point of the body takes, drawn beside it."""

from __future__ import annotations

from itertools import pairwise

from exercises.figures import paint
from exercises.figures.body import Body
from exercises.figures.geometry import CAMERAS, Vec
from exercises.figures.motion import Moment, body_at
from exercises.figures.poses import Arrow, Exercise
from exercises.figures.shapes import Part, polygon, ribbon

STEPS = 8
HALF_WIDTH = 0.012
SHORTEST = 0.02  # a way that is worth an arrow
HEAD_LENGTH, HEAD_HALF_WIDTH = 0.085, 0.047


def arrows(exercise: Exercise) -> list[Part]:
    return [part for asked in exercise.arrows for part in _arrow(exercise, asked)]


def _arrow(exercise: Exercise, asked: Arrow) -> list[Part]:
    """Return a ribbon and one head or two, or nothing where the point hardly moves."""
    way = _way(exercise, asked)
    if min(abs(after - before) for before, after in pairwise(way)) < SHORTEST / STEPS:
        return []
    parts = [_head(way[-2], way[-1])]
    if asked.both:
        parts.append(_head(way[1], way[0]))
    return [_ribbon(way), *parts]


def _way(exercise: Exercise, asked: Arrow) -> list[complex]:
    """Trace the followed point from the ghost to the end pose, trimmed and set aside."""
    camera = CAMERAS[exercise.view]
    begin, finish = asked.trim
    shift = complex(*asked.shift)
    shares = [begin + (finish - begin) * i / STEPS for i in range(STEPS + 1)]
    bodies = (body_at(exercise, Moment(exercise.ghost, exercise.end, share)) for share in shares)
    return [camera.project(tracked(body, asked.follows)) + shift for body in bodies]


def tracked(body: Body, name: str) -> Vec:
    """Return where a part of the body that an arrow may follow is."""
    if name == "head":
        return body.trunk.skull
    if name == "gaze":
        return body.trunk.skull + body.trunk.head.forward * 0.42
    if name in ("chest", "back"):
        return body.trunk.slices[7 if name == "chest" else 5].middle
    if name == "hips":
        return body.trunk.hip
    if name == "belly":
        return body.trunk.slices[4].skin(aside=0, outwards=1, above=0)
    side, _, joint = name.partition("-")
    limb = body.arms[side] if joint in ("elbow", "hand") else body.legs[side]
    if joint == "toes":
        return limb.toes
    return limb.middle if joint in ("elbow", "knee") else limb.end


def _ribbon(way: list[complex]) -> Part:
    ends = zip([way[0], *way[:-1]], [*way[1:], way[-1]], strict=True)
    sides = [
        HALF_WIDTH * 1j * (after - before) / (abs(after - before) or 1) for before, after in ends
    ]
    left = [point + side for point, side in zip(way, sides, strict=True)]
    right = [point - side for point, side in zip(way, sides, strict=True)]
    return Part(paint.ARROW, ribbon(left, right))


def _head(before: complex, base: complex) -> Part:
    along = (base - before) / abs(base - before)
    wing = along * 1j * HEAD_HALF_WIDTH
    tip = base + along * HEAD_LENGTH
    return Part(paint.ARROW, polygon([tip, base + wing, base - wing]))
