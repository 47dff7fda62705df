"""The trunk, from the pelvis up to the skull, curved as the spine is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import hypot, sqrt

from exercises.figures import skeleton as adult
from exercises.figures.geometry import Axes, Vec
from exercises.figures.poses import Spine

OUTSIDE = {"right": 1, "left": -1}


@dataclass(frozen=True, slots=True)
class Slice:
    """A section of the trunk in its place."""

    section: adult.Section
    middle: Vec
    axes: Axes

    @property
    def lowest(self) -> float:
        width = self.section.half_width * self.axes.right.y
        depth = self.section.half_depth * self.axes.forward.y
        return self.middle.y - hypot(width, depth)

    def skin(self, *, aside: float, outwards: float, above: float) -> Vec:
        """Return a place above the skin of the front (outwards 1) or of the back (-1)."""
        section = self.section
        depth = section.half_depth * sqrt(1 - (aside / section.half_width) ** 2) + above
        return self.middle + self.axes.place(forward=outwards * depth, right=aside)


@dataclass(frozen=True, slots=True)
class Trunk:
    """Hip to skull: slices from the seat up, then the neck and the head."""

    hip: Vec
    blades: float
    slices: tuple[Slice, ...]
    skull: Vec
    head: Axes

    @property
    def pelvis(self) -> Axes:
        return self.slices[adult.HIP].axes

    @property
    def thorax(self) -> Axes:
        return self.slices[adult.SHOULDERS].axes

    def hip_joint(self, side: str) -> Vec:
        return self.hip + self.pelvis.right * (OUTSIDE[side] * adult.HIP_HALF_WIDTH)

    def shoulder(self, side: str) -> Vec:
        aside = OUTSIDE[side] * adult.SHOULDER_HALF_WIDTH
        return self.slices[adult.SHOULDERS].middle + self.thorax.place(
            forward=self.blades, up=-adult.SHOULDER_DROP, right=aside
        )

    @property
    def lowest(self) -> float:
        """The height of whatever the trunk would lie on, head included."""
        hips = (self.hip_joint(side).y - adult.RADII["hip"] for side in OUTSIDE)
        shoulders = (self.shoulder(side).y - adult.RADII["shoulder"] for side in OUTSIDE)
        slices = (part.lowest for part in self.slices)
        return min(self.head_lowest, *hips, *shoulders, *slices)

    @property
    def hair(self) -> Vec:
        forward, up = adult.HAIR_CENTRE
        return self.skull + self.head.place(forward=forward, up=up)

    @property
    def head_lowest(self) -> float:
        skull = self.skull.y - _half_height(adult.SKULL, self.head)
        return min(skull, self.hair.y - _half_height(adult.HAIR, self.head))


def _half_height(ball: tuple[float, float, float], axes: Axes) -> float:
    """Return how far a stretched ball (half-breadth, -depth, -height) reaches up and down."""
    breadth, depth, height = ball
    return hypot(breadth * axes.right.y, depth * axes.forward.y, height * axes.up.y)


def build_trunk(spine: Spine, hip: Vec) -> Trunk:
    """Stack the sections from the hip up, each turned a little further than the one below."""
    axes = Axes().flexed(spine.lean).turned_right(spine.roll).bent_right(spine.tilt)
    slices, below, point = [], 0.0, hip
    for section in adult.SECTIONS:
        middle = _bent(axes, spine, below, section.height, share=0.5)
        axes = _bent(axes, spine, below, section.height, share=1)
        point = point + middle.up * (section.height - below)
        risen = section.risen(spine.belly)
        slices.append(Slice(risen, point + axes.forward * risen.forward, axes))
        below = section.height
    neck = axes.flexed(spine.neck / 2).bent_right(spine.ear / 2).turned_right(spine.look / 2)
    head = axes.flexed(spine.neck).bent_right(spine.ear).turned_right(spine.look)
    forward, up = adult.HEAD_CENTRE
    skull = point + neck.up * adult.NECK + head.place(forward=forward, up=up)
    return Trunk(hip, spine.blades, tuple(slices), skull, head)


def _bent(axes: Axes, spine: Spine, below: float, above: float, *, share: float) -> Axes:
    """Bend by what a stretch of the spine adds; turning happens mostly in the thorax."""
    lumbar = share * _overlap(adult.LUMBAR, below, above)
    thorax = share * _overlap(adult.THORAX, below, above)
    flexed = axes.flexed(spine.lumbar * lumbar + spine.thorax * thorax)
    bent = flexed.bent_right(spine.bend * (lumbar + thorax) / 2)
    return bent.turned_right(spine.turn * (0.2 * lumbar + 0.8 * thorax))


@cache
def _overlap(region: tuple[float, float], below: float, above: float) -> float:
    low, high = region
    return max(0.0, min(high, above) - max(low, below)) / (high - low)
