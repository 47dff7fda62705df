"""Things that an exercise is done on or with."""

import pytest

from exercises.figures import props
from exercises.figures.geometry import CAMERAS, Vec
from exercises.figures.poses import Prop
from exercises.figures.shapes import Part


def corners(parts: list[Part]) -> tuple[complex, complex]:
    points = [point for part in parts for step in part.outline for point in step.points[-1:]]
    across, upward = ([getattr(p, axis) for p in points] for axis in ("real", "imag"))
    return complex(min(across), min(upward)), complex(max(across), max(upward))


@pytest.mark.parametrize("view", CAMERAS)
def test_a_pillow_lies_where_it_is_put_and_is_as_wide_and_thick_as_asked(view):
    pillow = Prop("pillow", x=0.3, width=0.5, aside=0.1, height=0.2, thick=0.12)

    low, high = corners(props.drawn(pillow, CAMERAS[view]))

    place, camera = Vec(0.3, 0.26, 0.1), CAMERAS[view]
    assert abs((low + high) / 2 - camera.project(place)) < 1e-9
    assert abs((high - low) - complex(0.5, 0.12) * camera.nearness(place)) < 1e-9
