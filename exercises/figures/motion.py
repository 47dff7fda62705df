"""An exercise in time: which pose it passes when, and the pictures on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from exercises.figures.body import Body, between
from exercises.figures.dress import Tailor
from exercises.figures.geometry import CAMERAS
from exercises.figures.kinematics import eased
from exercises.figures.poses import Exercise
from exercises.figures.props import drawn
from exercises.figures.shapes import Part

STEPS = 8  # frames from one key pose to the next
MOST_FRAMES = 30  # in one film, which phones load: many key poses have fewer frames between them


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one repetition takes on its way out, held, and back, in seconds."""

    out: float
    hold: float
    back: float

    @property
    def total(self) -> float:
        return self.out + self.hold + self.back


CALM = Timing(3, 1, 3)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the way from one key pose to another."""

    first: str
    second: str
    share: float = 0.0


def on_the_way(first: str, second: str, share: float) -> Moment:
    """Return a moment by the same name whichever way it is passed, so that it is drawn once."""
    if share in (0, 1):
        pose = second if share else first
        return Moment(pose, pose)
    if second < first:
        first, second, share = second, first, 1 - share
    return Moment(first, second, round(share, 4))


def moments(exercise: Exercise, timing: Timing) -> Iterator[tuple[float, Moment]]:
    """Yield when (in seconds) one repetition passes which moment, from the start pose on."""
    yield 0.0, Moment("start", "start")
    yield from _part(exercise, exercise.out, "start", 0.0, timing.out)
    held = timing.out + timing.hold
    if timing.hold:
        yield held, Moment(exercise.end, exercise.end)
    yield from _part(exercise, exercise.back, exercise.end, held, timing.back)


def _part(
    exercise: Exercise, legs: dict[str, float], pose: str, begin: float, duration: float
) -> Iterator[tuple[float, Moment]]:
    whole = sum(legs.values())
    steps = min(STEPS, MOST_FRAMES // (len(exercise.out) + len(exercise.back)))
    progress = float if exercise.steady else eased
    for goal, share in legs.items():
        lasting = duration * share / whole
        for step in range(1, steps + 1) if lasting else (steps,):
            yield begin + lasting * step / steps, on_the_way(pose, goal, progress(step / steps))
        begin, pose = begin + lasting, goal


def body_at(exercise: Exercise, moment: Moment) -> Body:
    return between(exercise.poses[moment.first], exercise.poses[moment.second], moment.share)


@lru_cache(maxsize=4096)
def picture(exercise: Exercise, moment: Moment) -> tuple[Part, ...]:
    """Return the shapes of the body at one moment, from back to front."""
    camera = CAMERAS[exercise.view]
    between = {
        layer: [
            replace(part, detail=True)
            for prop in exercise.props
            if prop.behind == layer
            for part in drawn(prop, camera)
        ]
        for layer in exercise.layers
    }
    return tuple(Tailor(camera).layers(body_at(exercise, moment), exercise.layers, between))
