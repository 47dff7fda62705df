"""Vectors, orientations of body segments, and the camera that flattens them to a picture."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, inf, radians, sin, sqrt
from typing import Self


# Nothing ever changes one, but a frozen one takes twice as long to make, and films make millions.
@dataclass(slots=True, unsafe_hash=True)
class Vec:
    """A point or direction in metres: x along the mat, y up, z towards the side-view camera."""

    x: float
    y: float
    z: float = 0.0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor: float) -> Vec:
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    @property
    def length(self) -> float:
        return sqrt(self.x * self.x + self.y * self.y + self.z * self.z)

    def unit(self) -> Vec:
        return self * (1 / (self.length or 1.0))

    def cross(self, other: Vec) -> Vec:
        return Vec(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def across(self, axis: Vec) -> Vec:
        """Return the unit direction of the part of this vector that is square to a unit axis."""
        return (self - axis * self.dot(axis)).unit()

    def towards(self, other: Vec, share: float) -> Vec:
        return self + (other - self) * share


AHEAD, UP, ASIDE = Vec(1, 0), Vec(0, 1), Vec(0, 0, 1)
MIDDLE = Vec(0, 0.9)  # what a camera with perspective is aimed at


def tilted(direction: Vec, towards: Vec, degrees: float) -> Vec:
    """Turn a direction towards another that is square to it."""
    angle = radians(degrees)
    return direction * cos(angle) + towards * sin(angle)


def level(heading: float) -> Vec:
    """Return the way along the mat, so many degrees towards the viewer of a side view."""
    return tilted(AHEAD, ASIDE, heading)


def swivelled(direction: Vec, axis: Vec, degrees: float) -> Vec:
    """Turn a direction about a unit axis, counter-clockwise as seen from the axis's tip."""
    along = axis * direction.dot(axis)
    angle = radians(degrees)
    return along + (direction - along) * cos(angle) + axis.cross(direction) * sin(angle)


@dataclass(frozen=True, slots=True)
class Axes:
    """How a segment of the body is oriented: where its front, its top and its right side point."""

    forward: Vec = AHEAD
    up: Vec = UP
    right: Vec = ASIDE

    def flexed(self, degrees: float) -> Self:
        if not degrees:
            return self
        up = tilted(self.up, self.forward, degrees)
        return type(self)(tilted(self.forward, self.up, -degrees), up, self.right)

    def bent_right(self, degrees: float) -> Self:
        if not degrees:
            return self
        up = tilted(self.up, self.right, degrees)
        return type(self)(self.forward, up, tilted(self.right, self.up, -degrees))

    def turned_right(self, degrees: float) -> Self:
        if not degrees:
            return self
        forward = tilted(self.forward, self.right, degrees)
        return type(self)(forward, self.up, tilted(self.right, self.forward, -degrees))

    def place(self, *, forward: float = 0.0, up: float = 0.0, right: float = 0.0) -> Vec:
        return self.forward * forward + self.up * up + self.right * right


@dataclass(frozen=True, slots=True)
class Camera:
    """A view: what is right, what is up and where the viewer is; the distance is in metres."""

    right: Vec
    up: Vec
    viewer: Vec
    distance: float = inf

    @classmethod
    def at(cls, *, yaw: float, pitch: float = 0.0, distance: float = inf) -> Camera:
        """Look at the body from its right side (yaw 0), its front (yaw 90) or between."""
        level = Axes(forward=ASIDE, right=AHEAD).turned_right(yaw)
        viewer = level.forward
        return cls(level.right, tilted(UP, viewer, -pitch), tilted(viewer, UP, pitch), distance)

    @property
    def is_from_side(self) -> bool:
        return self.viewer.z > abs(self.viewer.x)

    @property
    def is_from_above(self) -> bool:
        return self.viewer.y > 0

    def flatten(self, direction: Vec) -> complex:
        """Return a direction as seen, without perspective: x to the right, y up."""
        return complex(direction.dot(self.right), direction.dot(self.up))

    def nearness(self, point: Vec) -> float:
        """Return how much larger a thing looks at this point than at the middle of the body."""
        return 1 / (1 - (point - MIDDLE).dot(self.viewer) / self.distance)

    def project(self, point: Vec) -> complex:
        return self.flatten(MIDDLE) + self.flatten(point - MIDDLE) * self.nearness(point)


CAMERAS = {
    "side": Camera.at(yaw=9),
    "front": Camera.at(yaw=90, pitch=7, distance=3.6),
    "three-quarter": Camera.at(yaw=103, pitch=12, distance=3.6),
    "above": Camera.at(yaw=0, pitch=24),
    "overhead": Camera.at(yaw=0, pitch=46),
    "ceiling": Camera.at(yaw=0, pitch=66),
    "oblique": Camera.at(yaw=50, pitch=8, distance=3.6),
    "corner": Camera.at(yaw=38, pitch=15),
}
