"""What pose data says: the key poses of an exercise, in angles or in places to reach."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Self

SIDES = ("right", "left")
PLACES = (
    *("thigh", "thigh side", "thigh back", "shin", "hip", "head", "other shoulder"),
    *("chest", "belly", "low belly", "low back", "other thigh back", "other shin"),
)
PROPS = ("mat", "floor", "chair", "pillow", "wall", "step")
TRACKED = (
    *("gaze", "head", "chest", "belly", "back", "hips", "right-toes"),
    *("right-knee", "right-foot", "left-knee", "left-foot"),
    *("right-hand", "left-hand", "right-elbow", "left-elbow"),
)
LAYERS = ("left-arm", "left-leg", "trunk", "head", "right-leg", "right-arm")
FOREARMS = ("left-forearm", "right-forearm")  # layers of their own where arms are crossed
STRAP = "strap"  # a layer where both hands hold a strap round the sole of the right foot
SUPPORTED = (
    "head",
    "back",
    "chest",
    "hips",
    "knees",
    "calves",
    "feet",
    "elbows",
    "hands",
    *(f"{side}-{part}" for side in SIDES for part in ("knee", "foot", "shoulder", "elbow", "hand")),
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a pose asks of a part of the body, in numbers that blend and words that do not."""

    def is_like(self, other: Aim) -> bool:
        return type(self) is type(other) and self._words() == other._words()

    def blend(self, other: Aim, share: float) -> Self:
        """Return the aim at a share of the way to another that is like this one."""
        return replace(
            self,
            **{
                name: _between(number, getattr(other, name), share)
                for name, number in self._values()
                if _blends(number)
            },
        )

    def _values(self) -> list[tuple[str, Any]]:
        return [(item.name, getattr(self, item.name)) for item in fields(self)]

    def _words(self) -> list[tuple[str, Any]]:
        return [(name, _kind(value)) for name, value in self._values()]


def _blends(value: Any) -> bool:
    return isinstance(value, float | tuple)


def _kind(value: Any) -> Any:
    """Return what must be the same for two values to blend: how many numbers, or the word."""
    if isinstance(value, tuple):
        return len(value)
    return None if _blends(value) else value


def _between(before: Any, after: Any, share: float) -> Any:
    if isinstance(before, tuple):
        return tuple(_between(*pair, share) for pair in zip(before, after, strict=True))
    return before + (after - before) * share


@dataclass(frozen=True, slots=True)
class Spine(Aim):
    """Degrees: lean of the pelvis (-90 supine, 90 prone), flexion, bending and turning right.

    A roll turns the whole body about its own length (90 lies on the left side from prone); ear is
    how far the head tips to the right shoulder.
    The shoulder blades are in metres: how far they have slid forward around the chest; so is
    the belly: how far it has risen with the breath.
    Tilt leans the pelvis to the right, and all above with it.
    """

    lean: float = 0.0
    lumbar: float = 0.0
    thorax: float = 0.0
    neck: float = 0.0
    bend: float = 0.0
    turn: float = 0.0
    look: float = 0.0
    roll: float = 0.0
    ear: float = 0.0
    belly: float = 0.0
    blades: float = 0.0
    tilt: float = 0.0


@dataclass(frozen=True, slots=True)
class ArmAngles(Aim):
    """An arm by its joints, in degrees of flexion; out is away from the body's middle."""

    shoulder: float = 0.0
    out: float = 0.0
    elbow: float = 0.0
    grip: float = 12.0


@dataclass(frozen=True, slots=True)
class HandOn(Aim):
    """A palm on a place of the body; the elbow points forward, up and out as given."""

    hand: str
    along: float = 0.5
    elbows: tuple[float, ...] = (-1.0, -0.5, 0.4)
    grip: float = 12.0


@dataclass(frozen=True, slots=True)
class HandAt(Aim):
    """A palm at a place in the room: x, height and how far out to its own side."""

    at: tuple[float, ...]
    elbows: tuple[float, ...] = (-1.0, -0.5, 0.4)
    grip: float = 12.0


@dataclass(frozen=True, slots=True)
class ElbowOn(Aim):
    """A forearm on the mat that carries the trunk from an elbow at x; it heads along the mat.

    Heading is in degrees from there towards the viewer of a side view, as it is for a palm.
    """

    prop: float
    grip: float = 0.0
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class PalmOn(Aim):
    """A palm flat on the mat, its heel at x and so far out from below the shoulder.

    If it carries the trunk, the trunk leans until the elbow is bent as given.
    """

    palm: tuple[float, ...]
    carries: bool = True
    bend: float = 5.0
    elbows: tuple[float, ...] = (0.0, -1.0, 0.3)
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class LegAngles(Aim):
    """A leg by its joints, in degrees of flexion; ankle is how far the foot points down.

    Open is how far the bent knee swings out about the line from hip to ankle, the foot staying.
    """

    hip: float = 0.0
    out: float = 0.0
    knee: float = 0.0
    ankle: float | None = 0.0
    open: float = 0.0


@dataclass(frozen=True, slots=True)
class FootOn(Aim):
    """A foot at x and a height, flat, or pitched towards its toes, or as its ankle is given.

    It stands straight below the hip and so far apart, unless a third number places it aside.
    The knee points forward, up and out as given.
    """

    foot: tuple[float, ...]
    apart: float = 0.0
    knees: tuple[float, ...] = (1.0, 0.0, 0.0)
    ankle: float | None = None
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class AnkleOn(Aim):
    """An ankle laid over the other thigh, so far along it; the knee points as for a foot."""

    over: float
    knees: tuple[float, ...] = (0.5, 0.0, 1.0)
    ankle: float = 0.0


@dataclass(frozen=True, slots=True)
class KneeOn(Aim):
    """A knee on the mat at x that carries the hip above it; the shin lies behind it."""

    kneel: float
    ankle: float = 55.0


Arm = ArmAngles | HandOn | HandAt | ElbowOn | PalmOn
Leg = LegAngles | FootOn | AnkleOn | KneeOn


@dataclass(frozen=True, slots=True)
class Pose:
    """The body at one moment: hip is x, height and how far to its right, as many as are given.

    Without a height the mat carries it.
    """

    hip: tuple[float, ...]
    spine: Spine
    arms: dict[str, Arm]
    legs: dict[str, Leg]


@dataclass(frozen=True, slots=True)
class Arrow:
    """The path of one point of the body, set beside it; trim is the share of it that shows.

    Trim reaches beyond 0 and 1 where the path is too short to be seen.
    """

    follows: str
    shift: tuple[float, ...] = (0.0, 0.0)
    trim: tuple[float, ...] = (0.0, 1.0)
    both: bool = False


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: its middle at x, its width, and where its front faces.

    Aside is how far to the body's right it is; a wall aside stands along its way. A pillow may lie
    anywhere: its underside at a height, and so thick. What lies between two limbs names the layer
    that it is drawn behind.
    """

    kind: str
    x: float = 0.0
    width: float = 2.0
    faces: str = "right"
    aside: float = 0.0
    height: float = 0.0
    thick: float = 0.1
    behind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """A figure as data; out and back name the poses passed through and each one's share of time.

    A steady one, such as a walk, never comes to rest in the poses that it passes.
    One is like no other, so that a drawing can be kept under the exercise that it was made from.
    """

    slug: str
    view: str
    poses: dict[str, Pose]
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    out: dict[str, float]
    back: dict[str, float]
    steady: bool
    ghost: str
    layers: tuple[str, ...]
    contacts: dict[str, dict[str, float]]

    @property
    def end(self) -> str:
        return list(self.out)[-1]
