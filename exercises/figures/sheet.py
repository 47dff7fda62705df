"""One page of all figures, for whoever has to look at them."""

from __future__ import annotations

from exercises.figures import svg
from exercises.figures.motion import Moment, Timing, moments
from exercises.figures.poses import Exercise
from exercises.figures.reader import load, slugs

CELL, LABEL = 300, 26
PALE, DARK = "#f0f6f6", "#1e2f3d"
EVEN = Timing(1, 0, 1)


def contact_sheet() -> str:
    """Return an SVG page with a row an exercise: sheets on pale and dark, then a film strip."""
    rows = [_row(load(slug), row * (CELL + LABEL)) for row, slug in enumerate(slugs())]
    width, height = 8 * CELL, len(rows) * (CELL + LABEL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f"{''.join(rows)}</svg>"
    )


def _row(exercise: Exercise, top: int) -> str:
    label = (
        f'<text x="8" y="{top + 18}" font-family="sans-serif" font-size="15">{exercise.slug}</text>'
    )
    pictures = [
        svg.sheet_svg(exercise, mirrored=False),
        svg.sheet_svg(exercise, mirrored=True),
        *(svg.still_svg(exercise, moment, mirrored=False) for moment in _strip(exercise)),
    ]
    cells = (
        _cell(picture, column * CELL, top + LABEL, DARK if column == 1 else PALE)
        for column, picture in enumerate(pictures)
    )
    return label + "".join(cells)


def _strip(exercise: Exercise) -> list[Moment]:
    """Return six moments of one repetition at even times, the start pose first."""
    passed = [moment for _, moment in moments(exercise, EVEN)]
    return [passed[round(share * (len(passed) - 1) / 8)] for share in (0, 1, 2, 3, 4, 6)]


def _cell(picture: str, x: int, y: int, tile: str) -> str:
    place = f'x="{x}" y="{y}" width="{CELL}" height="{CELL}"'
    placed = picture.replace("<svg ", f"<svg {place} ", 1)
    return f'<rect {place} fill="{tile}" stroke="#fff" stroke-width="4"/>{placed}'
