"""Things that an exercise is done on or with."""

import pytest

from exercises.figures import paint, props
from exercises.figures.dress import STRAP_HALF_WIDTH, STRAP_TAIL, Tailor
from exercises.figures.geometry import CAMERAS, Vec, level
from exercises.figures.poses import LAYERS, Prop
from exercises.figures.shapes import Part
from tests.exercises.figures.frames import FRAMES


def corners(parts: list[Part]) -> tuple[complex, complex]:
    points = [point for part in parts for step in part.outline for point in step.points[-1:]]
    across, upward = ([getattr(p, axis) for p in points] for axis in ("real", "imag"))
    return complex(min(across), min(upward)), complex(max(across), max(upward))


def gap(part: Part, place: complex) -> float:
    return min(abs(point - place) for step in part.outline for point in step.points)


@pytest.mark.parametrize("view", CAMERAS)
def test_a_pillow_lies_where_it_is_put_and_is_as_wide_and_thick_as_asked(view):
    pillow = Prop("pillow", x=0.3, width=0.5, aside=0.1, height=0.2, thick=0.12)

    low, high = corners(props.drawn(pillow, CAMERAS[view]))

    place, camera = Vec(0.3, 0.26, 0.1), CAMERAS[view]
    assert abs((low + high) / 2 - camera.project(place)) < 1e-9
    assert abs((high - low) - complex(0.5, 0.12) * camera.nearness(place)) < 1e-9


@pytest.mark.parametrize("view", CAMERAS)
def test_a_strap_goes_round_the_sole_to_both_hands_and_hangs_from_them(view):
    _, _, body = FRAMES[0]
    tailor = Tailor(CAMERAS[view])

    parts = [p for p in tailor.layers(body, (*LAYERS, "strap"), {}) if p.paint == paint.STRAP]

    palms = [body.arms[side].palm for side in ("left", "right")]
    ends = [end for palm in palms for end in (body.legs["right"].sole, palm - Vec(0, STRAP_TAIL))]
    assert [
        gap(part, tailor.camera.project(end)) for part, end in zip(parts, ends, strict=True)
    ] == [pytest.approx(STRAP_HALF_WIDTH * tailor.camera.nearness(end)) for end in ends]


def test_no_strap_is_drawn_unless_a_layer_asks_for_it():
    parts = Tailor(CAMERAS["side"]).layers(FRAMES[0][2], LAYERS, {})

    assert [part for part in parts if part.paint == paint.STRAP] == []


@pytest.mark.parametrize("view", ["front", "oblique", "overhead"])
def test_a_floor_seen_from_above_reaches_equally_far_around_what_stands_on_it(view):
    camera, floor = CAMERAS[view], Prop("floor", x=0.3, width=1.6, aside=-0.2)

    (part,) = props.drawn(floor, camera)

    rim = [Vec(0.3, 0, -0.2) + level(heading) * 0.8 for heading in range(0, 360, 45)]
    assert [round(gap(part, camera.project(place)), 9) for place in rim] == [0] * 8
