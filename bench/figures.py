"""python -m bench.figures: how long it takes to draw the film of every exercise.

The time is also told as a ratio to a yardstick, a loop of plain Python in the same run, so that a
slow machine can be told from slow code.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from exercises.figures import svg
from exercises.figures.motion import CALM
from exercises.figures.reader import load, slugs

BUDGET = 2.0  # seconds for the whole library
RUNS = 3
CACHES = (load, svg.picture, svg.outlines, svg.view_box)


def main() -> None:
    yardstick, films = _seconds(_plain_python), _seconds(_every_film)
    verdict = "within" if films <= BUDGET else "OVER"
    print(
        f"{len(slugs())} films: {films:.2f} s, {verdict} the budget of {BUDGET:g} s; "
        f"{films / yardstick:.1f} yardsticks of {yardstick:.2f} s"
    )


def _every_film() -> None:
    for cache in CACHES:
        cache.cache_clear()
    for slug in slugs():
        svg.animated_svg(load(slug), CALM, mirrored=False)


def _plain_python() -> None:
    sum(number * number % 7 for number in range(1_000_000))


def _seconds(work: Callable[[], None]) -> float:
    """Return the processor's seconds of the best run."""
    return min(_timed(work) for _ in range(RUNS))


def _timed(work: Callable[[], None]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


if __name__ == "__main__":
    main()
