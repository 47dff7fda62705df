"""The head: hair, and on it a face that is seen as far as it is turned to the viewer."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin

from exercises.figures import paint
from exercises.figures import skeleton as adult
from exercises.figures.geometry import Axes, Camera, Vec
from exercises.figures.shapes import Outline, Part, Step, capsule, ellipse, evenly, smooth
from exercises.figures.trunk import Trunk

# Points of the head are given forward, up and right, on a ball whose radius is 1.
NOSE = (Vec(0.90, 0.02, 0), Vec(1.05, -0.13, 0))
CHIN = (Vec(0.40, -0.72, 0), Vec(0.60, -0.80, 0))
EYE = Vec(0.90, 0.1, 0.42)
EAR = (Vec(-0.12, 0.06, 1.0), Vec(-0.06, -0.18, 0.98))
MOUTH = (Vec(0.84, -0.44, 0.22), Vec(0.84, -0.60, 0), Vec(0.84, -0.44, -0.22), Vec(0.84, -0.50, 0))
FACE = Axes().flexed(28)  # the middle of the face is lower than straight ahead
FACE_REACH = radians(71)  # from the middle of the face to the hair
FACE_EDGE = tuple(
    FACE.forward * cos(FACE_REACH)
    + (FACE.up * cos(turn) - FACE.right * sin(turn)) * sin(FACE_REACH)
    for turn in (2 * pi * i / 64 for i in range(64))
)
FACE_POINTS = 12


@dataclass(frozen=True, slots=True)
class Skull:
    """A ball stretched to a head, as it is seen: its middle and what its three axes look like."""

    middle: complex
    forward: complex
    up: complex
    right: complex
    viewer: Vec
    size: float

    @classmethod
    def of(cls, trunk: Trunk, camera: Camera) -> Skull:
        breadth, depth, height = adult.SKULL
        axes, size, eye = trunk.head, camera.nearness(trunk.skull), camera.viewer
        return cls(
            camera.project(trunk.skull),
            camera.flatten(axes.forward) * (depth * size),
            camera.flatten(axes.up) * (height * size),
            camera.flatten(axes.right) * (breadth * size),
            Vec(
                eye.dot(axes.forward) / depth,
                eye.dot(axes.up) / height,
                eye.dot(axes.right) / breadth,
            ).unit(),
            size,
        )

    def project(self, point: Vec) -> complex:
        return self.middle + point.x * self.forward + point.y * self.up + point.z * self.right

    def seen(self, point: Vec) -> complex:
        """Project a point of the ball, slid to the edge of what is seen if the head hides it."""
        hidden = point.dot(self.viewer) < 0
        return self.project(point.across(self.viewer) if hidden else point)

    def rod(self, ends: tuple[Vec, Vec], start_radius: float, end_radius: float) -> Outline:
        start, end = (self.project(point) for point in ends)
        return capsule(start, end, start_radius * self.size, end_radius * self.size)


def head(trunk: Trunk, camera: Camera) -> list[Part]:
    skull = Skull.of(trunk, camera)
    profile = [
        *smooth(evenly([skull.seen(point) for point in FACE_EDGE], FACE_POINTS)),
        *skull.rod(NOSE, 0.018, 0.012),
        *skull.rod(CHIN, 0.030, 0.022),
    ]
    return [
        Part(paint.HAIR, _hair(trunk, camera)),
        Part(paint.NEAR.skin, profile),
        *(Part(paint.EAR, _ear(skull, side), detail=True) for side in (1, -1)),
        Part(paint.EAR, skull.rod(NOSE, 0.004, 0.011), detail=True),
        *(Part(paint.EYE, _eye(skull, side), detail=True) for side in (1, -1)),
        Part(paint.MOUTH, _mouth(skull), detail=True),
    ]


def _hair(trunk: Trunk, camera: Camera) -> Outline:
    breadth, depth, height = adult.HAIR
    axes, size = trunk.head, camera.nearness(trunk.hair)
    stretched = (axes.right * breadth, axes.forward * depth, axes.up * height)
    reach = [camera.flatten(axis) * size for axis in stretched]
    return ellipse(camera.project(trunk.hair), reach)


def _ear(skull: Skull, side: int) -> Outline:
    facing = max(0.0, min(1.0, skull.viewer.z * side * 2 + 0.6))
    top, lobe = (Vec(point.x, point.y, point.z * side) for point in EAR)
    return skull.rod((top, lobe), 0.020 * facing, 0.014 * facing)


def _eye(skull: Skull, side: int) -> Outline:
    place = Vec(EYE.x, EYE.y, EYE.z * side).unit()
    facing = max(0.0, place.dot(skull.viewer)) ** 0.5 * skull.size
    return ellipse(skull.project(place), [0.011 * facing, 0.013j * facing])


def _mouth(skull: Skull) -> Outline:
    """Draw a slight smile that slides to the edge as the face turns away."""
    right, low, left, high = (skull.seen(point.unit()) for point in MOUTH)
    return [Step("m", (right,)), Step("q", (low, left)), Step("q", (high, right)), Step("z", ())]
