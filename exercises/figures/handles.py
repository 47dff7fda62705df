"""Where a pose may be taken hold of: its joints in the room, and each limb as plain angles."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, inf, sqrt
from typing import Any

from exercises.figures import poses
from exercises.figures import skeleton as adult
from exercises.figures.body import Body, between
from exercises.figures.geometry import CAMERAS, MIDDLE, Axes, Vec
from exercises.figures.kinematics import swung
from exercises.figures.limbs import Limb
from exercises.figures.own import limits_of
from exercises.figures.poses import SIDES, Exercise, Pose
from exercises.figures.ranges import between as angle_between
from exercises.figures.shapes import UNITS
from exercises.figures.trunk import OUTSIDE, Trunk

WAIST = 4  # the section half-way up the trunk
FURTHEST_BACK = -100  # degrees; an arm that is behind this has come over the head
STRAIGHT = 0.01  # metres; a knee so near to the line from hip to ankle opens to no side


def handles(exercise: Exercise, pose: str) -> dict[str, Any]:
    """Return a pose as numbers for a program that moves its joints, in metres and degrees."""
    body = between(exercise.poses[pose], exercise.poses[pose], 0)
    return {
        "camera": _camera(exercise.view),
        "points": {name: _numbers(point) for name, point in _points(body).items()},
        "lean": _lean(exercise.poses[pose], body.trunk),
        "limbs": {
            f"{side}_{name}": limb
            for side in SIDES
            for name, limb in (("arm", _arm(body, side)), ("leg", _leg(body, side)))
        },
    }


def _camera(view: str) -> dict[str, Any]:
    camera = CAMERAS[view]
    return {
        "right": _numbers(camera.right),
        "up": _numbers(camera.up),
        "viewer": _numbers(camera.viewer),
        "middle": _numbers(MIDDLE),
        "nearness": 0 if camera.distance == inf else 1 / camera.distance,
        "units": UNITS,
    }


def _points(body: Body) -> dict[str, Vec]:
    trunk = body.trunk
    limbs = {
        f"{side}-{name}": place
        for side in SIDES
        for name, place in (
            ("shoulder", body.arms[side].root),
            ("elbow", body.arms[side].middle),
            ("hand", body.arms[side].palm),
            ("thigh", body.legs[side].root),
            ("knee", body.legs[side].middle),
            ("foot", body.legs[side].end),
        )
    }
    return {
        "hip": trunk.hip,
        "waist": trunk.slices[WAIST].middle,
        "chest": trunk.slices[adult.SHOULDERS].middle,
        "head": trunk.skull,
        **limbs,
    }


def _lean(pose: Pose, trunk: Trunk) -> float:
    """Return how far the pelvis leans, which an arm that carries the trunk decides."""
    upright = trunk.pelvis.bent_right(-pose.spine.tilt).turned_right(-pose.spine.roll)
    return round(degrees(atan2(upright.up.x, upright.up.y)), 1)


def _arm(body: Body, side: str) -> dict[str, Any]:
    limb, axes, outside = body.arms[side], body.trunk.thorax, OUTSIDE[side]
    flexion, out = _swing(limb, axes, outside)
    bent = angle_between(limb.bones.upper, limb.bones.lower)
    grip = angle_between(limb.bones.lower, limb.bones.tip)
    return {
        **_hung(limb, axes, outside, adult.UPPER_ARM, adult.FOREARM + adult.PALM),
        "angles": _held(poses.ArmAngles, shoulder=flexion, out=out, elbow=bent, grip=grip),
    }


def _leg(body: Body, side: str) -> dict[str, Any]:
    limb, axes, outside = body.legs[side], body.trunk.pelvis, OUTSIDE[side]
    bent = angle_between(limb.bones.upper, limb.bones.lower)
    pointed = 90 - angle_between(limb.bones.lower, limb.bones.tip)
    flexion, out = _closed_swing(limb, axes, outside)
    opened = _opened(limb, axes, outside, flexion, out)
    return {
        **_hung(limb, axes, outside, adult.THIGH, adult.SHANK),
        "opens": outside,
        "angles": _held(
            poses.LegAngles, hip=flexion, out=out, knee=bent, ankle=pointed, open=opened
        ),
    }


def _hung(limb: Limb, axes: Axes, outside: int, upper: float, lower: float) -> dict[str, Any]:
    """Return what a limb hangs from, and how long its bones are."""
    return {
        "root": _numbers(limb.root),
        "forward": _numbers(axes.forward),
        "up": _numbers(axes.up),
        "outside": _numbers(axes.right * outside),
        "lengths": [round(upper, 4), round(lower, 4)],
    }


def _swing(limb: Limb, axes: Axes, outside: int) -> tuple[float, float]:
    """Return the flexion and the way out that swing a limb to where it is."""
    upper = limb.bones.upper
    out = asin(max(-1.0, min(1.0, upper.dot(axes.right) * outside)))
    flexion = degrees(atan2(upper.dot(axes.forward), -upper.dot(axes.up)))
    return flexion + (360 if flexion < FURTHEST_BACK else 0), degrees(out)


def _closed_swing(leg: Limb, axes: Axes, outside: int) -> tuple[float, float]:
    """Return the flexion and the way out of a leg whose ankle is here, were its knee not open."""
    span = leg.end - leg.root
    along = max(0.01, leg.bones.upper.dot(span.unit()))
    behind = sqrt(max(0.0, 1 - along * along))
    out = asin(max(-1.0, min(1.0, span.unit().dot(axes.right) * outside / along)))
    seen = atan2(span.dot(axes.forward), -span.dot(axes.up))
    return degrees(seen + atan2(behind, along * cos(out))), degrees(out)


def _opened(leg: Limb, axes: Axes, outside: int, flexion: float, out: float) -> float:
    """Return how far the knee has swung about the line from hip to ankle from where it was."""
    axis = (leg.end - leg.root).unit()
    now = leg.bones.upper - axis * leg.bones.upper.dot(axis)
    if now.length * adult.THIGH < STRAIGHT:
        return 0.0
    upper, _ = swung(axes, flexion=flexion, out=out, outside=axes.right * outside)
    closed = upper.across(axis)
    return outside * degrees(atan2(axis.cross(closed).dot(now), closed.dot(now)))


def _held(kind: type, **angles: float) -> dict[str, float]:
    """Return the angles at which a limb can be posed that are nearest to those it has."""
    limits = {name: limits_of(kind, name) for name in angles}
    return {
        name: round(min(limits[name][1], max(limits[name][0], angle)), 1)
        for name, angle in angles.items()
    }


def _numbers(point: Vec) -> list[float]:
    return [round(point.x, 4), round(point.y, 4), round(point.z, 4)]
