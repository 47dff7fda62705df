"""Bodies on their side, on hands and on knees, and legs that swing open or cross."""

import pytest

from exercises.figures import paint
from exercises.figures import skeleton as adult
from exercises.figures.body import Body, between
from exercises.figures.dress import Tailor
from exercises.figures.geometry import CAMERAS, Vec
from exercises.figures.kinematics import reach_of
from exercises.figures.motion import Moment, picture
from exercises.figures.poses import Pose
from exercises.figures.reader import load, parse
from tests.exercises.figures.frames import FRAMES, lowest


def pose(lines: str) -> Pose:
    text = f'view = "side"\nloop.out = {{ start = 1 }}\n[poses.start]\n{lines}'
    return parse(text, slug="sketch").poses["start"]


def body(lines: str) -> Body:
    return between(pose(lines), pose(lines), 0)


def rounded(point: Vec) -> tuple[float, ...]:
    return round(point.x, 6) + 0, round(point.y, 6) + 0, round(point.z, 6) + 0


def test_a_body_rolled_from_prone_lies_on_its_left_side_and_faces_the_viewer():
    lying = body("hip = [0]\nlean = 90\nroll = 90")

    axes = lying.trunk.pelvis
    assert rounded(axes.up) == (1, 0, 0)
    assert rounded(axes.forward) == (0, 0, 1)
    assert rounded(axes.right) == (0, 1, 0)


def test_a_body_on_its_side_rests_on_its_shoulder_and_no_lower():
    lying = body("hip = [0]\nlean = 90\nroll = 90")

    heights = lowest(lying)
    assert heights["left-shoulder"] == [pytest.approx(0)]
    assert min(heights["head"] + heights["hips"] + heights["chest"]) > 0


def test_a_leg_that_swings_open_leaves_its_foot_where_it_is():
    closed = body("hip = [0, 1]\nlegs = { hip = 45, knee = 90 }").legs["right"]
    opened = body("hip = [0, 1]\nlegs = { hip = 45, knee = 90, open = 40 }").legs["right"]

    assert rounded(opened.end) == rounded(closed.end)
    assert opened.middle.z - closed.middle.z > 0.15


def test_both_knees_swing_outwards():
    legs = body("hip = [0, 1]\nlegs = { hip = 45, knee = 90, open = 40 }").legs

    assert rounded(legs["left"].middle) == rounded(mirrored(legs["right"].middle))


def test_a_trunk_leans_until_the_hands_that_carry_it_lie_on_the_mat():
    carried = body("hip = [-0.2, 0.48]\nlean = 60\narms = { palm = [0.3, 0], bend = 12 }")

    arm = carried.arms["right"]
    assert (arm.end.x, arm.end.y) == pytest.approx((0.3, adult.RADII["wrist"]))
    assert (arm.end - arm.root).length == pytest.approx(
        reach_of(adult.UPPER_ARM, adult.FOREARM, 12)
    )


def test_a_hand_that_carries_nothing_leaves_the_trunk_alone():
    lines = "hip = [-0.2, 0.48]\nlean = 80\narms = { palm = [0.3, 0], carries = false }"

    assert rounded(body(lines).trunk.pelvis.up) == rounded(
        body("hip = [-0.2, 0.48]\nlean = 80").trunk.pelvis.up
    )


def test_a_knee_that_carries_keeps_its_place_while_the_hip_moves():
    legs = "legs = { kneel = -0.2 }"
    upright, back = pose(f"hip = [-0.2, 0.48]\n{legs}"), pose(f"hip = [-0.5, 0.3]\n{legs}")

    knees = {
        rounded(between(upright, back, share).legs["right"].middle)
        for share in (0, 0.25, 0.5, 0.75, 1)
    }

    assert knees == {(-0.2, adult.RADII["knee"], adult.HIP_HALF_WIDTH)}


def paints(lines: str) -> dict[str, str]:
    """The colours of the shoes of a body on the mat, by side."""
    tailor, lying = Tailor(CAMERAS["above"]), body(lines)
    return {
        side: tailor.layers(lying, (f"{side}-leg",), {})[1].paint.fill for side in ("right", "left")
    }


def test_the_limbs_that_a_body_lies_on_are_darker():
    near, far = paint.NEAR.shoe.fill, paint.FAR.shoe.fill

    assert paints("hip = [0]\nlean = 90\nroll = 90") == {"right": near, "left": far}
    assert paints("hip = [0]\nlean = -90\nroll = 90") == {"right": far, "left": near}


def test_a_pillow_between_the_knees_is_drawn_over_one_leg_and_behind_the_other():
    parts = [part.paint for part in picture(load("side-lying-relief"), Moment("start", "start"))]

    shoes = [index for index, part in enumerate(parts) if part in (paint.FAR.shoe, paint.NEAR.shoe)]
    assert shoes[0] < parts.index(paint.PILLOW) < shoes[1]
    assert parts.count(paint.PILLOW) == 1


def test_the_heels_of_a_clam_stay_together_while_the_knees_part():
    films = [body for exercise, _, body in FRAMES if exercise.slug == "clam"]

    apart = {
        joint: [
            (getattr(film.legs["right"], joint) - getattr(film.legs["left"], joint)).length
            for film in films
        ]
        for joint in ("end", "middle")
    }
    assert max(apart["end"]) - min(apart["end"]) == pytest.approx(0)
    assert max(apart["middle"]) - min(apart["middle"]) > 0.2


@pytest.mark.parametrize("over", ["right", "left"])
def test_an_ankle_laid_over_the_other_thigh_goes_where_that_goes(over):
    under = {"right": "left", "left": "right"}[over]
    crossed = f"hip = [0, 0.1]\nlean = -90\n{over}_leg = {{ over = 0.8 }}\n{under}_leg"
    low, high = pose(f"{crossed} = {{ hip = 50, knee = 90 }}"), pose(f"{crossed} = {{ hip = 110 }}")

    legs = [between(low, high, share).legs for share in (0, 0.3, 0.6, 1)]

    lying = [pair[over].end - pair[under].root.towards(pair[under].middle, 0.8) for pair in legs]
    girth = 0.2 * adult.RADII["hip"] + 0.8 * adult.RADII["knee"] + adult.RADII["ankle"]
    assert [way.length for way in lying] == [pytest.approx(girth)] * 4
    assert [way.dot(pair[under].bones.upper) for way, pair in zip(lying, legs, strict=True)] == [
        pytest.approx(0, abs=1e-9)
    ] * 4


def mirrored(point: Vec) -> Vec:
    return Vec(point.x, point.y, -point.z)
