"""Where a pose puts hands and feet in the room, and how things stand in it."""

import pytest

from exercises.figures import skeleton as adult
from exercises.figures.geometry import CAMERAS, Vec
from exercises.figures.motion import CALM, MOST_FRAMES, Moment, Timing, body_at, moments
from exercises.figures.poses import Exercise, Prop
from exercises.figures.props import STEP_HEIGHT, drawn
from exercises.figures.reader import load, parse
from tests.exercises.figures.frames import EXERCISES, FRAMES, sole

STANDING = """
view = "side"
[poses.start]
hip = [0, 0.9, 0.1]
tilt = 6
right_arm = { at = [0.3, 1.1, 0.3] }
left_arm = { at = [0.3, 1.1, 0.3] }
right_leg = { foot = [0.1, 0.05, 0.2], pitch = 30 }
left_leg = { foot = [0, 0], apart = 0.1, knees = [0.5, 0, 1] }
[poses.end]
hip = [0, 0.9]
"""


@pytest.fixture
def standing() -> Exercise:
    return parse(STANDING, slug="standing")


def test_a_hand_at_a_place_is_as_far_out_on_its_own_side(standing):
    arms = body_at(standing, Moment("start", "start")).arms

    assert (arms["right"].palm - Vec(0.3, 1.1, 0.3)).length < 0.001
    assert (arms["left"].palm - Vec(0.3, 1.1, -0.3)).length < 0.001


def test_a_foot_stands_where_it_is_placed_or_else_apart_below_its_hip(standing):
    body = body_at(standing, Moment("start", "start"))

    right, left = body.legs["right"], body.legs["left"]
    assert (right.end - Vec(0.1, 0.05 + adult.ANKLE_HEIGHT, 0.2)).length < 0.001
    assert abs(left.end.z - (body.trunk.hip_joint("left").z - 0.1)) < 0.001
    assert left.middle.z < left.root.z


def test_a_pitched_foot_points_its_toes_down_whatever_the_shin_does(standing):
    tip = body_at(standing, Moment("start", "start")).legs["right"].bones.tip

    assert tip.y == pytest.approx(-0.5)


def test_a_hip_moves_aside_and_tilts_to_the_right(standing):
    trunk = body_at(standing, Moment("start", "start")).trunk

    assert trunk.hip.z == 0.1
    assert trunk.hip_joint("right").y < trunk.hip_joint("left").y
    assert body_at(standing, Moment("start", "end", 0.5)).trunk.hip.z == 0.05


def test_a_steady_movement_goes_on_at_one_speed():
    def shares(slug: str) -> list[float]:
        passed = [moment.share for _, moment in moments(load(slug), Timing(4, 0, 4))]
        return [min(share, 1 - share) for share in passed[1:4]]

    assert shares("walking-easy") == pytest.approx([0.33, 0.33, 0], abs=0.01)
    assert shares("standing-forward-bend") == pytest.approx([0.04, 0.16, 0.32], abs=0.01)


def test_a_walker_always_has_a_foot_on_the_ground():
    soles = [
        min(sole(leg) for leg in body.legs.values())
        for exercise, _, body in FRAMES
        if exercise.slug.startswith("walking")
    ]

    assert max(abs(height) for height in soles) < 0.015


def test_no_film_has_more_frames_than_a_phone_should_load():
    counts = {exercise.slug: len(list(moments(exercise, CALM))) for exercise in EXERCISES}

    assert [slug for slug, count in counts.items() if count > MOST_FRAMES + 2] == []


def points(prop: Prop, view: str) -> list[complex]:
    return [
        point
        for part in drawn(prop, CAMERAS[view])
        for step in part.outline
        for point in step.points
    ]


def test_a_wall_stands_before_behind_or_aside():
    before = points(Prop("wall", x=0.5, faces="left"), "side")
    behind = points(Prop("wall", x=-0.5), "side")
    aside = points(Prop("wall", aside=0.4), "front")

    assert min(point.real for point in before) == pytest.approx(0.5, abs=0.01)
    assert max(point.real for point in behind) == pytest.approx(-0.5, abs=0.01)
    assert max(point.real for point in aside) < -0.35


def test_a_step_is_as_high_as_the_foot_that_stands_on_it():
    top = max(point.imag for point in points(Prop("step", width=0.4), "side"))

    assert top == pytest.approx(STEP_HEIGHT)
    assert load("step-up").contacts["end"]["feet"] == STEP_HEIGHT
