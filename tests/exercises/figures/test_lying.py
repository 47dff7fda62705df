"""What a body that lies on its back can do, beyond angles and places to reach."""

import pytest

from exercises.figures.arrows import tracked
from exercises.figures.body import Body, between
from exercises.figures.geometry import CAMERAS, Vec
from exercises.figures.limbs import ON_TRUNK, PALM_DEPTH
from exercises.figures.poses import ArmAngles, FootOn, HandOn, LegAngles, Pose, Prop, Spine
from exercises.figures.props import drawn

LYING = Spine(lean=-90)
BENT = FootOn((0.5, 0.0))


def body(*, spine=LYING, right_arm=None, left_arm=None, right_leg=BENT) -> Body:
    arms = {"right": right_arm or ArmAngles(), "left": left_arm or ArmAngles()}
    pose = Pose((0.0, 0.13), spine, arms, {"right": right_leg, "left": BENT})
    return between(pose, pose, 0.0)


def skins(trunk, outwards: float) -> list[float]:
    return [round(part.skin(aside=0, outwards=outwards, above=0).y, 6) for part in trunk.slices]


def test_a_breath_lifts_the_belly_and_leaves_the_back_and_the_chest_where_they_were():
    before, after = body().trunk, body(spine=Spine(lean=-90, belly=0.05)).trunk

    risen = [high - low for low, high in zip(skins(before, 1), skins(after, 1), strict=True)]
    assert [round(rise, 6) for rise in risen] == [0, 0, 0, 0.045, 0.05, 0.025, 0, 0, 0, 0]
    assert skins(before, -1) == skins(after, -1)


@pytest.mark.parametrize("place", ON_TRUNK)
def test_a_hand_on_the_trunk_lies_flat_on_its_skin(place):
    hand = HandOn(place, elbows=(-1, -0.6, 1.2))
    lying = body(right_arm=hand, left_arm=hand)

    level, aside, outwards = ON_TRUNK[place]
    part = lying.trunk.slices[level]
    for side, out in (("right", 1), ("left", -1)):
        skin = part.skin(aside=aside * out, outwards=outwards, above=0)
        assert (lying.arms[side].palm - skin).length == pytest.approx(PALM_DEPTH)
        assert lying.arms[side].bones.tip.dot(part.axes.forward) == pytest.approx(0)


@pytest.mark.parametrize("place", ["shin", "thigh back"])
def test_both_hands_may_hold_one_leg(place):
    lying = body(
        right_leg=LegAngles(hip=115, knee=120),
        right_arm=HandOn(place, along=0.1, elbows=(-0.2, -0.8, 0.9)),
        left_arm=HandOn(f"other {place}", along=0.1, elbows=(-0.2, -0.8, 0.9)),
    )

    assert (lying.arms["left"].palm - lying.arms["right"].palm).length == pytest.approx(0)


def test_a_knee_falls_out_as_told_and_its_foot_stays():
    up, out = (
        body().legs["right"],
        body(right_leg=FootOn((0.5, 0.0), knees=(0, 0, 1))).legs["right"],
    )

    assert (out.end - up.end).length == pytest.approx(0)
    assert (up.middle.z, out.middle.z > up.middle.z + 0.3) == (up.root.z, True)
    assert out.middle.y < up.middle.y - 0.3


def test_a_rolled_body_turns_about_its_own_length():
    flat, rolled = body().trunk, body(spine=Spine(lean=-90, roll=90)).trunk

    assert (rolled.skull - flat.skull).dot(Vec(1, 0)) == pytest.approx(0)
    assert (flat.pelvis.forward - Vec(0, 1)).length == pytest.approx(0)
    assert (rolled.pelvis.forward - Vec(0, 0, 1)).length == pytest.approx(0)


def test_an_arrow_follows_the_hips_the_belly_or_the_toes():
    lying = body()

    assert tracked(lying, "hips") == lying.trunk.hip
    assert tracked(lying, "belly") == lying.trunk.slices[4].skin(aside=0, outwards=1, above=0)
    assert tracked(lying, "right-toes") == lying.legs["right"].toes


def test_a_mat_seen_from_above_is_a_rectangle():
    mat = drawn(Prop("mat"), CAMERAS["overhead"])

    assert ["".join(step.command for step in part.outline) for part in mat] == ["mlllz"]
