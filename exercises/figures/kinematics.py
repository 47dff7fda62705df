"""Joints in motion: two-bone inverse kinematics, limbs from angles, easing and blending."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import acos, cos, degrees, radians, sqrt

from exercises.figures.geometry import Axes, Vec, tilted

ALMOST = 0.9995  # a limb that reaches never quite locks straight


@dataclass(frozen=True, slots=True)
class Bones:
    """Unit directions of a limb: its two bones, the front of each, and the fingers or foot.

    A palm goes its own way where the wrist bends; a foot has none.
    """

    upper: Vec
    upper_front: Vec
    lower: Vec
    lower_front: Vec
    tip: Vec
    palm: Vec

    def towards(self, other: Bones, share: float) -> Bones:
        ways = (item.name for item in fields(self))
        return Bones(
            *(getattr(self, way).towards(getattr(other, way), share).unit() for way in ways)
        )


def eased(share: float) -> float:
    """Return a smooth, unhurried progress that begins and ends at rest."""
    return share * share * (3 - 2 * share)


def corner(near: float, far: float, reach: float) -> float:
    """Return the angle in degrees of a triangle between its near side and its reach."""
    return degrees(acos((near * near + reach * reach - far * far) / (2 * near * reach)))


def reach_of(near: float, far: float, bend: float) -> float:
    """Return how far two bones reach when their joint is bent so many degrees from straight."""
    return sqrt(near * near + far * far + 2 * near * far * cos(radians(bend)))


def two_bones(span: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """Return the directions of two bones that span a way, their joint on the side of the pole."""
    reach = min(max(span.length, abs(upper - lower) / ALMOST), (upper + lower) * ALMOST)
    axis = span.unit()
    first = tilted(axis, pole.across(axis), corner(upper, lower, reach))
    return first, (axis * reach - first * upper).unit()


def swung(axes: Axes, *, flexion: float, out: float, outside: Vec) -> tuple[Vec, Vec]:
    """Return where a limb that hangs from these axes points, and where its front looks."""
    down = tilted(axes.up * -1, axes.forward, flexion)
    return tilted(down, outside, out), tilted(axes.forward, axes.up, flexion)
