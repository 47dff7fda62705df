"""Pictures as SVG text: moving ones (SMIL) and stills."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from exercises.figures import paint
from exercises.figures.arrows import arrows
from exercises.figures.geometry import CAMERAS
from exercises.figures.motion import CALM, Moment, Timing, moments, picture
from exercises.figures.poses import Exercise
from exercises.figures.props import drawn
from exercises.figures.shapes import UNITS, Part, path_data

MARGIN = 0.05  # metres of air around everything that is ever drawn
NARROWEST, WIDEST = 0.8, 2.2  # how many times wider than high a picture may be
STROKE = 3  # drawing units


def animated_svg(exercise: Exercise, timing: Timing, *, mirrored: bool) -> str:
    """Return one repetition that repeats for ever."""
    passed = list(moments(exercise, timing))
    times = ";".join(f"{when / timing.total:.4g}" for when, _ in passed)
    clock = f'dur="{timing.total:g}s" keyTimes="{times}" repeatCount="indefinite"'
    shapes = picture(exercise, passed[0][1])
    films = zip(*(outlines(exercise, moment) for _, moment in passed), strict=True)
    moving = (_moving(part, film, clock) for part, film in zip(shapes, films, strict=True))
    return _document(exercise, [*_setting(exercise), *moving], mirrored=mirrored)


def still_svg(exercise: Exercise, moment: Moment, *, mirrored: bool) -> str:
    shapes = (_path(part) for part in picture(exercise, moment))
    return _document(exercise, [*_setting(exercise), *shapes], mirrored=mirrored)


def sheet_svg(exercise: Exercise, *, mirrored: bool) -> str:
    """Return the end pose over a ghost of the start, with an arrow along the way."""
    end, ghost = (Moment(pose, pose) for pose in (exercise.end, exercise.ghost))
    shapes = [
        f'<g fill="{paint.GHOST}" stroke="{paint.GHOST}" opacity=".42">',
        *(
            f'<path d="{path_data(part.outline)}"/>'
            for part in picture(exercise, ghost)
            if not part.detail
        ),
        "</g>",
        *(_path(part) for part in picture(exercise, end)),
        *(_path(part) for part in arrows(exercise)),
    ]
    return _document(exercise, [*_setting(exercise), *shapes], mirrored=mirrored)


def _setting(exercise: Exercise) -> list[str]:
    camera = CAMERAS[exercise.view]
    props = (prop for prop in exercise.props if not prop.behind)
    return [_path(part) for prop in props for part in drawn(prop, camera)]


@lru_cache(maxsize=4096)
def outlines(exercise: Exercise, moment: Moment) -> tuple[str, ...]:
    return tuple(path_data(part.outline) for part in picture(exercise, moment))


def _path(part: Part) -> str:
    return f'{_open(part)} d="{path_data(part.outline)}"/>'


def _open(part: Part) -> str:
    return f'<path fill="{part.paint.fill}" stroke="{part.paint.line}"'


def _moving(part: Part, film: tuple[str, ...], clock: str) -> str:
    if len(set(film)) == 1:
        return _path(part)
    return (
        f'{_open(part)} d="{film[0]}">'
        f'<animate attributeName="d" {clock} values="{";".join(film)}"/></path>'
    )


def _document(exercise: Exercise, shapes: Iterable[str], *, mirrored: bool) -> str:
    left, top, width, height = view_box(exercise)
    flip = ' transform="scale(-1 1)"' if mirrored else ""
    if mirrored:
        left = -left - width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" '
        f'viewBox="{left} {top} {width} {height}">'
        f'<g stroke-width="{STROKE}" stroke-linejoin="round" paint-order="stroke"{flip}>'
        f"{''.join(shapes)}</g></svg>"
    )


@lru_cache(maxsize=512)
def view_box(exercise: Exercise) -> tuple[int, ...]:
    """Return one frame for all pictures of an exercise."""
    parts = [part for prop in exercise.props for part in drawn(prop, CAMERAS[exercise.view])]
    parts += arrows(exercise)
    for _, moment in moments(exercise, CALM):
        parts += picture(exercise, moment)
    points = [point for part in parts for step in part.outline for point in step.points]
    left, right = min(p.real for p in points) - MARGIN, max(p.real for p in points) + MARGIN
    low, high = min(p.imag for p in points) - MARGIN, max(p.imag for p in points) + MARGIN
    missing = max(0.0, (high - low) * NARROWEST - (right - left)) / 2
    left, right = left - missing, right + missing
    high = max(high, low + (right - left) / WIDEST)
    corner, size = complex(left, high), complex(right - left, high - low)
    return tuple(round(v * UNITS) for v in (corner.real, -corner.imag, size.real, size.imag))
