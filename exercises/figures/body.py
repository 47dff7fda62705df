"""A whole body at one moment: the trunk, then the legs, then arms that may hold on to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, degrees

from exercises.figures import skeleton as adult
from exercises.figures.geometry import Vec
from exercises.figures.kinematics import reach_of, two_bones
from exercises.figures.limbs import Limb, arm_between, leg_between
from exercises.figures.poses import SIDES, AnkleOn, ElbowOn, KneeOn, PalmOn, Pose, Spine
from exercises.figures.trunk import Trunk, build_trunk


@dataclass(frozen=True, slots=True)
class Body:
    """Every joint in its place."""

    trunk: Trunk
    legs: dict[str, Limb]
    arms: dict[str, Limb]


def between(first: Pose, second: Pose, share: float) -> Body:
    """Return the body at a share of the way from one pose to another."""
    trunk = _trunk(first, second, share)
    legs = _legs(first, second, share, trunk)
    arms = {
        side: arm_between(first.arms[side], second.arms[side], share, trunk, legs, side)
        for side in SIDES
    }
    return Body(trunk, legs, arms)


def _legs(first: Pose, second: Pose, share: float, trunk: Trunk) -> dict[str, Limb]:
    """Place both legs, and last the one whose ankle lies over the other thigh."""
    legs: dict[str, Limb] = {}
    pairs = [(side, first.legs[side], second.legs[side]) for side in SIDES]
    for side, before, after in sorted(pairs, key=lambda pair: AnkleOn in map(type, pair)):
        legs[side] = leg_between(before, after, share, trunk, legs, side)
    return legs


def _trunk(first: Pose, second: Pose, share: float) -> Trunk:
    spine = first.spine.blend(second.spine, share)
    x = first.hip[0] + (second.hip[0] - first.hip[0]) * share
    hip = Vec(x, _hip_height(first, second, spine, share), _hip_aside(first, second, share))
    for side in SIDES:
        knee, other = first.legs[side], second.legs[side]
        if isinstance(knee, KneeOn) and knee.is_like(other):
            hip = _kneeling(hip, knee.blend(other, share))
    for side in SIDES:
        before, after = first.arms[side], second.arms[side]
        if isinstance(before, ElbowOn | PalmOn) and before.is_like(after):
            spine = _propped(spine, hip, before.blend(after, share), side)
    return build_trunk(spine, hip)


def _kneeling(hip: Vec, knee: KneeOn) -> Vec:
    """Bring the hip to a thigh's length from the knee that carries it."""
    foot = Vec(knee.kneel, adult.RADII["knee"], hip.z)
    return foot + (hip - foot).unit() * adult.THIGH


def _hip_height(first: Pose, second: Pose, spine: Spine, share: float) -> float:
    """Return the height a pose gives, or else the one at which the trunk just lies on the mat."""
    rests = len(first.hip) == 1 or len(second.hip) == 1
    lying = -build_trunk(spine, Vec(0, 0)).lowest if rests else 0.0
    before, after = (pose.hip[1] if len(pose.hip) > 1 else lying for pose in (first, second))
    return before + (after - before) * share


def _hip_aside(first: Pose, second: Pose, share: float) -> float:
    before, after = (pose.hip[2] if len(pose.hip) > 2 else 0.0 for pose in (first, second))
    return before + (after - before) * share


def _propped(spine: Spine, hip: Vec, prop: ElbowOn | PalmOn, side: str) -> Spine:
    """Lean the trunk until the arm just reaches from the shoulder to where it stands."""
    if isinstance(prop, ElbowOn):
        place, reach = Vec(prop.prop, adult.RADII["elbow"]), adult.UPPER_ARM
    elif prop.carries:
        place, reach = (
            Vec(prop.palm[0], adult.RADII["wrist"]),
            reach_of(adult.UPPER_ARM, adult.FOREARM, prop.bend),
        )
    else:
        return spine
    shoulder = build_trunk(spine, hip).shoulder(side)
    now = Vec(shoulder.x - hip.x, shoulder.y - hip.y)
    span = Vec(place.x - hip.x, place.y - hip.y)
    wanted, _ = two_bones(span, now.length, reach, Vec(0, 1))
    turn = atan2(now.y, now.x) - atan2(wanted.y, wanted.x)
    return replace(spine, lean=spine.lean + degrees(turn))
