"""Where a pose may be taken hold of: its joints in the room, and each limb as plain angles."""

from __future__ import annotations

from math import asin, atan2, degrees, inf
from typing import Any

from exercises.figures import skeleton as adult
from exercises.figures.body import Body, between
from exercises.figures.geometry import CAMERAS, MIDDLE, Axes, Vec
from exercises.figures.limbs import Limb
from exercises.figures.poses import SIDES, Exercise
from exercises.figures.ranges import between as angle_between
from exercises.figures.shapes import UNITS
from exercises.figures.trunk import OUTSIDE

WAIST = 4  # the section half-way up the trunk


def handles(exercise: Exercise, pose: str) -> dict[str, Any]:
    """Return a pose as numbers for a program that moves its joints, in metres and degrees."""
    body = between(exercise.poses[pose], exercise.poses[pose], 0)
    return {
        "camera": _camera(exercise.view),
        "points": {name: _numbers(point) for name, point in _points(body).items()},
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


def _arm(body: Body, side: str) -> dict[str, Any]:
    limb, axes, outside = body.arms[side], body.trunk.thorax, OUTSIDE[side]
    flexion, out = _swing(limb, axes, outside)
    bent = angle_between(limb.bones.upper, limb.bones.lower)
    grip = angle_between(limb.bones.lower, limb.bones.tip)
    return {
        **_hung(limb, axes, outside, adult.UPPER_ARM, adult.FOREARM + adult.PALM),
        "angles": _rounded(shoulder=flexion, out=out, elbow=bent, grip=grip),
    }


def _leg(body: Body, side: str) -> dict[str, Any]:
    limb, axes, outside = body.legs[side], body.trunk.pelvis, OUTSIDE[side]
    flexion, out = _swing(limb, axes, outside)
    bent = angle_between(limb.bones.upper, limb.bones.lower)
    pointed = 90 - angle_between(limb.bones.lower, limb.bones.tip)
    return {
        **_hung(limb, axes, outside, adult.THIGH, adult.SHANK),
        "angles": _rounded(hip=flexion, out=out, knee=bent, ankle=pointed),
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
    return degrees(atan2(upper.dot(axes.forward), -upper.dot(axes.up))), degrees(out)


def _rounded(**angles: float) -> dict[str, float]:
    return {name: round(angle, 1) for name, angle in angles.items()}


def _numbers(point: Vec) -> list[float]:
    return [round(point.x, 4), round(point.y, 4), round(point.z, 4)]
