"""The measures of the adult who is drawn, in metres.

Lengths are shares of stature after D. A. Winter, "Biomechanics and Motor Control of Human
Movement" (4th ed., 2009, figure 4.1, after Drillis and Contini 1966); girths are drawn to suit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

STATURE = 1.72

THIGH = 0.245 * STATURE
SHANK = 0.246 * STATURE
ANKLE_HEIGHT = 0.039 * STATURE
FOOT = 0.152 * STATURE
UPPER_ARM = 0.186 * STATURE
FOREARM = 0.146 * STATURE
HAND = 0.108 * STATURE
HIP_HALF_WIDTH = 0.088
SHOULDER_HALF_WIDTH = 0.172
SHOULDER_DROP = 0.038  # of the joint below the slope of the shoulder

PALM = 0.45 * HAND  # from the wrist to the middle of the palm
HEEL = 0.22 * FOOT  # behind the ankle
TOES = FOOT - HEEL

# Parts of the trunk that bend, by their heights above the hip joint.
LUMBAR = (0.06, 0.24)
THORAX = (0.24, 0.50)
NECK = 0.075
HEAD_CENTRE = (0.012, 0.098)  # forward and up from the top of the neck
SKULL = (0.080, 0.092, 0.110)  # half-breadth, half-depth, half-height
NECK_RADIUS = 0.051
HAIR = (0.085, 0.095, 0.100)
HAIR_CENTRE = (-0.008, 0.016)  # forward and up from the middle of the skull


@dataclass(frozen=True, slots=True)
class Section:
    """A slice of the trunk: an ellipse at a height above the hip, set forward or back.

    Belly is the share of a breath by which its front rises.
    """

    height: float
    half_width: float
    half_depth: float
    forward: float = 0.0
    belly: float = 0.0

    def risen(self, breath: float) -> Self:
        """Return the section with its front moved out by its share, and its back where it was."""
        deeper = breath * self.belly / 2
        if not deeper:
            return self
        return replace(self, half_depth=self.half_depth + deeper, forward=self.forward + deeper)


SECTIONS = (
    Section(-0.075, 0.090, 0.060, -0.022),
    Section(-0.045, 0.135, 0.098, -0.020),
    Section(0.02, 0.162, 0.119, -0.014),
    Section(0.10, 0.158, 0.112, -0.004, 0.9),
    Section(0.19, 0.143, 0.101, 0.008, 1.0),
    Section(0.28, 0.147, 0.106, 0.004, 0.5),
    Section(0.36, 0.160, 0.114, 0.0),
    Section(0.43, 0.172, 0.113, -0.002),
    Section(0.49, 0.158, 0.090, -0.006),
    Section(0.53, 0.072, 0.060, -0.004),
)
HIP = 2  # the section whose height is nearest to the hip joints
HEM = 3  # the lowest section that the shirt covers
SHOULDERS = 8  # the section that the arms hang from

RADII = {
    "shoulder": 0.050,
    "elbow": 0.040,
    "wrist": 0.029,
    "knuckles": 0.035,
    "fingertips": 0.021,
    "hip": 0.097,
    "knee": 0.058,
    "ankle": 0.040,
    "heel": 0.038,
    "toes": 0.029,
}
