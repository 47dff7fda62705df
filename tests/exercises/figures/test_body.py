"""A body that a physiotherapist would believe, on every frame of every exercise."""

import pytest

from exercises.figures import skeleton as adult
from exercises.figures.geometry import Vec
from exercises.figures.limbs import palm_goal
from exercises.figures.poses import SIDES, HandOn
from exercises.figures.ranges import RANGES, TOUCHING, joint_angles, spine_angles
from exercises.figures.trunk import OUTSIDE
from tests.exercises.figures.frames import FRAMES, lowest


@pytest.mark.parametrize("joint", joint_angles(FRAMES[0][2]))
def test_every_joint_of_the_limbs_keeps_its_human_range(joint):
    least, most = RANGES[joint]

    beyond = [
        (exercise.slug, moment, angle)
        for exercise, moment, body in FRAMES
        for angle in joint_angles(body)[joint]
        if not least <= angle <= most
    ]

    assert beyond == []


def test_the_spine_bends_and_turns_no_further_than_a_spine_does():
    beyond = [
        (exercise.slug, name, part)
        for exercise, _, _ in FRAMES
        for name, pose in exercise.poses.items()
        for part, angle in spine_angles(pose.spine).items()
        if not RANGES[part][0] <= angle <= RANGES[part][1]
    ]

    assert beyond == []


def test_knees_fold_backwards_and_elbows_forwards():
    wrong = [
        (exercise.slug, moment, side)
        for exercise, moment, body in FRAMES
        for side in SIDES
        if body.legs[side].bones.lower.dot(body.legs[side].bones.upper_front) > 0.001
        or body.arms[side].bones.lower.dot(body.arms[side].bones.upper_front) < -0.001
    ]

    assert wrong == []


def test_limbs_never_stretch_or_shrink():
    lengths = {
        tuple(
            round(length, 6)
            for side in SIDES
            for limb in (body.arms[side], body.legs[side])
            for length in ((limb.middle - limb.root).length, (limb.end - limb.middle).length)
        )
        for _, _, body in FRAMES
    }

    bones = (adult.UPPER_ARM, adult.FOREARM, adult.THIGH, adult.SHANK) * 2
    assert lengths == {tuple(round(length, 6) for length in bones)}


def test_limbs_hang_from_the_joints_of_the_trunk():
    apart = [
        max(
            (body.arms[side].root - body.trunk.shoulder(side)).length,
            (body.legs[side].root - body.trunk.hip_joint(side)).length,
        )
        for _, _, body in FRAMES
        for side in SIDES
    ]

    assert max(apart) == 0


def test_nothing_sinks_into_the_mat():
    sunk = [
        (exercise.slug, moment, part, round(height, 3))
        for exercise, moment, body in FRAMES
        for part, heights in lowest(body).items()
        for height in heights
        if height < -TOUCHING
    ]

    assert sunk == []


def test_what_should_touch_does_on_every_frame_it_should():
    apart = [
        (exercise.slug, moment, part, round(height - support, 3))
        for exercise, moment, body in FRAMES
        for when, parts in exercise.contacts.items()
        if when == "always" or when == moment.first == moment.second
        for part, support in parts.items()
        for height in lowest(body)[part]
        if abs(height - support) > TOUCHING
    ]

    assert apart == []


def test_every_exercise_says_what_carries_the_body():
    loose = {
        exercise.slug
        for exercise, _, _ in FRAMES
        if not ("always" in exercise.contacts or {"start", "end"} <= set(exercise.contacts))
    }

    assert loose == set()


def test_a_hand_that_holds_on_is_where_the_pose_puts_it():
    reached = []
    for exercise, moment, body in FRAMES:
        pose = exercise.poses[moment.first]
        for side in SIDES:
            before, after = pose.arms[side], exercise.poses[moment.second].arms[side]
            if isinstance(before, HandOn) and before.is_like(after):
                goal = palm_goal(before.blend(after, moment.share), body.trunk, body.legs, side)
                missed = (body.arms[side].palm - goal).length
                reached.append((round(missed, 3), exercise.slug, side))

    assert [miss for miss in reached if miss[0] > TOUCHING] == []
    assert len(reached) > 50


def test_a_body_that_does_both_sides_at_once_is_the_same_on_both():
    both = ("double-knee-to-chest", "superman", "standing-forward-bend", "bodyweight-squat")

    differing = [
        (exercise.slug, moment)
        for exercise, moment, body in FRAMES
        if exercise.slug in both
        for limbs in (body.arms, body.legs)
        if (mirrored(limbs["left"].end) - limbs["right"].end).length > 1e-6
    ]

    assert differing == []


def mirrored(point: Vec) -> Vec:
    return Vec(point.x, point.y, point.z * OUTSIDE["left"])
