"""Arms and legs: from what a pose asks of them to where their joints are."""

from __future__ import annotations

from dataclasses import dataclass, fields

from exercises.figures import skeleton as adult
from exercises.figures.geometry import UP, Vec, level, swivelled, tilted
from exercises.figures.kinematics import Bones, swung, two_bones
from exercises.figures.poses import (
    AnkleOn,
    Arm,
    ArmAngles,
    ElbowOn,
    FootOn,
    HandAt,
    HandOn,
    KneeOn,
    Leg,
    LegAngles,
    PalmOn,
)
from exercises.figures.trunk import OUTSIDE, Trunk

PALM_DEPTH = 0.015  # from the middle of a palm to what it touches
SHIN_DOWN = Vec(-1, 0.09).unit()  # a shin that lies on the mat, on the front of the foot
OTHER = {"right": "left", "left": "right"}
ON_LEG = ("thigh", "thigh back", "thigh side", "shin")
# Places on the trunk: which slice, how far out from its middle, and its front or its back.
ON_TRUNK = {
    "chest": (6, 0.03, 1),
    "belly": (4, 0.0, 1),
    "low belly": (3, 0.09, 1),
    "low back": (4, 0.05, -1),
}


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: root (shoulder, hip), middle (elbow, knee), end (wrist, ankle)."""

    root: Vec
    middle: Vec
    end: Vec
    bones: Bones

    @classmethod
    def of(cls, root: Vec, bones: Bones, upper: float, lower: float) -> Limb:
        middle = root + bones.upper * upper
        return cls(root, middle, middle + bones.lower * lower, bones)

    @property
    def palm(self) -> Vec:
        return self.end + self.bones.palm * adult.PALM

    @property
    def knuckles(self) -> Vec:
        return self.end + self.bones.palm * (0.48 * adult.HAND)

    @property
    def fingertips(self) -> Vec:
        return self.knuckles + self.bones.tip * (0.40 * adult.HAND)

    @property
    def heel(self) -> Vec:
        return self._in_shoe(adult.RADII["heel"] - adult.HEEL, adult.RADII["heel"])

    @property
    def toes(self) -> Vec:
        return self._in_shoe(adult.TOES - adult.RADII["toes"], adult.RADII["toes"])

    @property
    def sole(self) -> Vec:
        """The middle of the sole, where a strap goes round."""
        return self._in_shoe(adult.TOES / 2, 0.0)

    def _in_shoe(self, ahead: float, above_sole: float) -> Vec:
        """Return a point ahead of the ankle (behind it, if negative) and above the sole."""
        top = (self.bones.lower * -1).across(self.bones.tip)
        return self.end + self.bones.tip * ahead - top * (adult.ANKLE_HEIGHT - above_sole)


def leg_between(
    first: Leg, second: Leg, share: float, trunk: Trunk, legs: dict[str, Limb], side: str
) -> Limb:
    """Return a leg, which may lie over one of the legs that are in their places already."""
    if first.is_like(second):
        bones = _leg_bones(first.blend(second, share), trunk, legs, side)
    else:
        before, after = (_leg_bones(aim, trunk, legs, side) for aim in (first, second))
        bones = before.towards(after, share)
    return Limb.of(trunk.hip_joint(side), bones, adult.THIGH, adult.SHANK)


def arm_between(
    first: Arm, second: Arm, share: float, trunk: Trunk, legs: dict[str, Limb], side: str
) -> Limb:
    if first.is_like(second):
        bones = _arm_bones(first.blend(second, share), trunk, legs, side)
    else:
        before, after = (_arm_bones(aim, trunk, legs, side) for aim in (first, second))
        bones = before.towards(after, share)
    return Limb.of(trunk.shoulder(side), bones, adult.UPPER_ARM, adult.FOREARM)


def _leg_bones(aim: Leg, trunk: Trunk, legs: dict[str, Limb], side: str) -> Bones:
    if isinstance(aim, LegAngles):
        outside = trunk.pelvis.right * OUTSIDE[side]
        upper, front = swung(trunk.pelvis, flexion=aim.hip, out=aim.out, outside=outside)
        lower, lower_front = tilted(upper, front, -aim.knee), tilted(front, upper, aim.knee)
    elif isinstance(aim, KneeOn):
        hip = trunk.hip_joint(side)
        upper, lower = (Vec(aim.kneel, adult.RADII["knee"], hip.z) - hip).unit(), SHIN_DOWN
        front, lower_front = lower.across(upper) * -1, upper.across(lower)
    else:
        hip, (ahead, up, apart) = trunk.hip_joint(side), aim.knees
        pole = trunk.pelvis.place(forward=ahead, up=up, right=apart * OUTSIDE[side])
        span = _ankle_goal(aim, hip, legs, side) - hip
        upper, lower = two_bones(span, adult.THIGH, adult.SHANK, pole)
        front, lower_front = lower.across(upper) * -1, upper.across(lower)
    if isinstance(aim, FootOn) and aim.ankle is None:
        tip = tilted(Vec(lower_front.x, 0, lower_front.z).unit(), Vec(0, -1), aim.pitch)
    else:
        tip = tilted(lower_front, lower, aim.ankle or 0.0)
    bones = Bones(upper, front, lower, lower_front, tip, lower)
    if isinstance(aim, LegAngles) and aim.open:
        return _swung_open(bones, aim.open * OUTSIDE[side])
    return bones


def _ankle_goal(aim: FootOn | AnkleOn, hip: Vec, legs: dict[str, Limb], side: str) -> Vec:
    """Return where the ankle should be for the foot to stand, or to lie over the other thigh."""
    if isinstance(aim, FootOn):
        x, height, *aside = aim.foot
        z = aside[0] if aside else hip.z + OUTSIDE[side] * aim.apart
        return Vec(x, height + adult.ANKLE_HEIGHT, z)
    other = legs[OTHER[side]]
    girth = adult.RADII["hip"] + (adult.RADII["knee"] - adult.RADII["hip"]) * aim.over
    above = other.bones.upper_front * (girth + adult.RADII["ankle"])
    return other.root.towards(other.middle, aim.over) + above


def _swung_open(bones: Bones, degrees: float) -> Bones:
    axis = (bones.upper * adult.THIGH + bones.lower * adult.SHANK).unit()
    ways = (getattr(bones, way.name) for way in fields(bones))
    return Bones(*(swivelled(way, axis, degrees) for way in ways))


def _arm_bones(aim: Arm, trunk: Trunk, legs: dict[str, Limb], side: str) -> Bones:
    if isinstance(aim, ElbowOn | PalmOn):
        return _carrying(aim, trunk, side)
    shoulder, out = trunk.shoulder(side), OUTSIDE[side]
    if isinstance(aim, ArmAngles):
        outside = trunk.thorax.right * out
        upper, front = swung(trunk.thorax, flexion=aim.shoulder, out=aim.out, outside=outside)
        lower, lower_front = tilted(upper, front, aim.elbow), tilted(front, upper, -aim.elbow)
    else:
        ahead, up, aside = aim.elbows
        pole = trunk.thorax.place(forward=ahead, up=up, right=aside * out)
        span = palm_goal(aim, trunk, legs, side) - shoulder
        upper, lower = two_bones(span, adult.UPPER_ARM, adult.FOREARM + adult.PALM, pole)
        front, lower_front = lower.across(upper), upper.across(lower) * -1
        if isinstance(aim, HandOn) and aim.hand in ON_TRUNK:
            skin = trunk.slices[ON_TRUNK[aim.hand][0]].axes.forward
            return Bones(upper, front, lower, lower_front, lower.across(skin), lower)
    tip = tilted(lower, lower_front, aim.grip)
    return Bones(upper, front, lower, lower_front, tip, lower)


def _carrying(aim: ElbowOn | PalmOn, trunk: Trunk, side: str) -> Bones:
    """Return an arm whose forearm or palm lies on the mat."""
    shoulder, out = trunk.shoulder(side), OUTSIDE[side]
    ahead = level(aim.heading * (out if isinstance(aim, PalmOn) else 1))
    if isinstance(aim, ElbowOn):
        elbow = Vec(aim.prop, adult.RADII["elbow"], shoulder.z)
        upper = (elbow - shoulder).unit()
        tip = tilted(ahead, UP, aim.grip)
        return Bones(upper, ahead.across(upper), ahead, UP, tip, ahead)
    x, aside = aim.palm
    wrist = Vec(x, adult.RADII["wrist"], shoulder.z + out * aside)
    forward, up, outwards = aim.elbows
    pole = trunk.thorax.place(forward=forward, up=up, right=outwards * out)
    upper, lower = two_bones(wrist - shoulder, adult.UPPER_ARM, adult.FOREARM, pole)
    fingers = tilted(ahead, UP, -4)
    return Bones(upper, lower.across(upper), lower, upper.across(lower) * -1, fingers, ahead)


def palm_goal(aim: HandOn | HandAt, trunk: Trunk, legs: dict[str, Limb], side: str) -> Vec:
    """Return where the middle of the palm should be to lie on what the pose names."""
    out = OUTSIDE[side]
    if isinstance(aim, HandAt):
        x, height, aside = aim.at
        return Vec(x, height, aside * out)
    place = aim.hand.removeprefix("other ")
    if aim.hand in ON_TRUNK:
        height, aside, outwards = ON_TRUNK[aim.hand]
        return trunk.slices[height].skin(aside=aside * out, outwards=outwards, above=PALM_DEPTH)
    if place in ON_LEG:
        held = side if place == aim.hand else OTHER[side]
        return _on_leg(place, aim.along, legs[held], trunk.pelvis.right * OUTSIDE[held])
    return {
        "hip": trunk.hip + trunk.pelvis.place(forward=-0.06, up=0.1, right=out * 0.15),
        "head": trunk.skull + trunk.head.place(forward=-0.11, up=-0.02, right=out * 0.035),
        "other shoulder": trunk.shoulder(OTHER[side])
        + trunk.thorax.place(forward=0.12, up=-0.06, right=out * 0.1),
    }[aim.hand]


def _on_leg(place: str, along: float, leg: Limb, outside: Vec) -> Vec:
    directions = {
        "thigh": leg.bones.upper_front,
        "thigh back": leg.bones.upper_front * -1,
        "thigh side": outside,
        "shin": leg.bones.lower_front,
    }
    on_shin = place == "shin"
    first, last = (leg.middle, leg.end) if on_shin else (leg.root, leg.middle)
    near, far = ("knee", "ankle") if on_shin else ("hip", "knee")
    girth = adult.RADII[near] + (adult.RADII[far] - adult.RADII[near]) * along
    return first.towards(last, along) + directions[place] * (girth + PALM_DEPTH)
