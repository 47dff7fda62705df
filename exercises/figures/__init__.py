"""Exercise figures: pose data in, moving or still SVG pictures out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from exercises.figures import svg
from exercises.figures.motion import CALM, Moment, Timing
from exercises.figures.own import own
from exercises.figures.poses import SIDES, Exercise
from exercises.figures.reader import PoseDataError, load, slugs
from exercises.figures.sheet import contact_sheet

__all__ = [
    "Exercise",
    "FigureRequestError",
    "PoseDataError",
    "Timing",
    "animated",
    "contact_sheet",
    "is_steady",
    "own",
    "slugs",
    "still",
    "timing_from",
]

Side = Literal["left", "right"]
Frame = Literal["start", "end", "sheet"]
LONGEST_MOVE, LONGEST_HOLD = 20, 1800  # seconds
SECONDS = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)


class FigureRequestError(ValueError):
    """A request that no figure can answer; the message says in plain words what is wrong."""


@lru_cache(maxsize=512)
def animated(figure: str | Exercise, *, timing: Timing = CALM, side: Side = "right") -> str:
    """Return a moving figure; one loop is one repetition and begins in the start pose."""
    return svg.animated_svg(_exercise(figure), timing, mirrored=_is_left(side))


@lru_cache(maxsize=512)
def still(figure: str | Exercise, *, side: Side = "right", frame: Frame = "sheet") -> str:
    """Return the start, the end, or a sheet: the end over a ghost of the start, and an arrow."""
    exercise, mirrored = _exercise(figure), _is_left(side)
    poses = {"start": "start", "end": exercise.end}
    if frame == "sheet":
        return svg.sheet_svg(exercise, mirrored=mirrored)
    if frame not in poses:
        raise FigureRequestError("The frame must be start, end or sheet.")
    return svg.still_svg(exercise, Moment(poses[frame], poses[frame]), mirrored=mirrored)


def timing_from(tempo: str, hold: str) -> Timing:
    """Read a dose's tempo (seconds out, held and back) and hold, which replaces its middle."""
    parts = tempo.split("-")
    if len(parts) != 3 or not all(SECONDS.fullmatch(part) for part in parts):
        raise FigureRequestError("The tempo must be three numbers of seconds, such as 3-1-3.")
    if not SECONDS.fullmatch(hold):
        raise FigureRequestError("The hold must be a number of seconds, such as 10.")
    out, middle, back = (float(part) for part in parts)
    if max(out, middle, back) > LONGEST_MOVE:
        raise FigureRequestError(f"Each part of the tempo can be at most {LONGEST_MOVE} seconds.")
    if out + back == 0:
        raise FigureRequestError("The tempo must give some time to move out or back.")
    if float(hold) > LONGEST_HOLD:
        raise FigureRequestError(f"The hold can be at most {LONGEST_HOLD} seconds.")
    return Timing(out, float(hold) or middle, back)


def is_steady(figure: str | Exercise) -> bool:
    """Whether the movement goes on without a pose that could be held, as a walk does."""
    return _exercise(figure).steady


def _exercise(figure: str | Exercise) -> Exercise:
    """The exercise itself, or the library's by its slug."""
    if isinstance(figure, Exercise):
        return figure
    if figure not in slugs():
        raise FigureRequestError("There is no figure of that name.")
    return load(figure)


def _is_left(side: str) -> bool:
    if side not in SIDES:
        raise FigureRequestError("The side must be left or right.")
    return side == "left"
