"""The numbers of a pose as fields of the editor: their names, units and limits."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.figures import poses
from exercises.figures.own import limits_of

DEGREES, METRES, SHARE = "°", "m", ""
STEPS = {DEGREES: "1", METRES: "0.01", SHARE: "0.05"}


class Field(NamedTuple):
    """A number of a pose, under the path at which the data keeps it."""

    path: str
    label: str | Promise
    least: float
    most: float
    unit: str
    kind: str = ""
    default: float = 0.0
    if_empty: str | Promise = ""  # what it means to leave it out, where that is no number

    @property
    def step(self) -> str:
        return STEPS[self.unit]


class Part(NamedTuple):
    """A part of the body: the ways to pose it, and the numbers of each."""

    name: str
    label: str | Promise
    fields: list[Field]
    kinds: dict[str, str | Promise] = {}


class Measure(NamedTuple):
    """A number of a thing in the picture, and the kinds of things that have it."""

    name: str
    label: str | Promise
    least: float
    most: float
    kinds: str


#: Of a thing: the number, its name, and which kinds have it.
MEASURES = (
    ("x", gettext_lazy("at"), "mat floor chair wall pillow step"),
    ("width", gettext_lazy("wide"), "mat floor pillow step"),
    ("aside", gettext_lazy("to the right"), "mat floor chair wall pillow"),
    ("height", gettext_lazy("above the floor"), "pillow"),
    ("thick", gettext_lazy("thick"), "pillow"),
)
TRUNK = (
    ("lean", gettext_lazy("Pelvis leans forward"), DEGREES),
    ("tilt", gettext_lazy("Pelvis leans to the right"), DEGREES),
    ("roll", gettext_lazy("Whole body rolls to the right"), DEGREES),
    ("lumbar", gettext_lazy("Low back bends forward"), DEGREES),
    ("thorax", gettext_lazy("Upper back bends forward"), DEGREES),
    ("neck", gettext_lazy("Neck bends forward"), DEGREES),
    ("bend", gettext_lazy("Trunk bends to the right"), DEGREES),
    ("turn", gettext_lazy("Trunk turns to the right"), DEGREES),
    ("look", gettext_lazy("Head turns to the right"), DEGREES),
    ("ear", gettext_lazy("Head tips to the right"), DEGREES),
    ("belly", gettext_lazy("Belly rises with the breath"), METRES),
)
ARM_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("By its joints"),
    "hand": gettext_lazy("Hand resting on the body"),
    "at": gettext_lazy("Hand at a place in the room"),
    "prop": gettext_lazy("Leaning on the forearm"),
    "palm": gettext_lazy("Leaning on the hand"),
}
LEG_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("By its joints"),
    "foot": gettext_lazy("Foot planted"),
    "kneel": gettext_lazy("Kneeling"),
    "over": gettext_lazy("Ankle over the other thigh"),
}
#: Of an arm and of a leg: what poses it, the field, its name, its unit.
ARM = (
    (poses.ArmAngles, "", "shoulder", gettext_lazy("Shoulder lifts forward"), DEGREES),
    (poses.ArmAngles, "", "out", gettext_lazy("Arm out to the side"), DEGREES),
    (poses.ArmAngles, "", "elbow", gettext_lazy("Elbow bends"), DEGREES),
    (poses.ArmAngles, "", "grip", gettext_lazy("Fingers bend"), DEGREES),
    (poses.HandOn, "hand", "along", gettext_lazy("How far along (0 to 1)"), SHARE),
    (poses.HandAt, "at", "at.0", gettext_lazy("Hand along the mat"), METRES),
    (poses.HandAt, "at", "at.1", gettext_lazy("Hand above the floor"), METRES),
    (poses.HandAt, "at", "at.2", gettext_lazy("Hand out to the side"), METRES),
    (poses.ElbowOn, "prop", "prop", gettext_lazy("Elbow along the mat"), METRES),
    (poses.ElbowOn, "prop", "heading", gettext_lazy("Forearm turns to the viewer"), DEGREES),
    (poses.PalmOn, "palm", "palm.0", gettext_lazy("Heel of the hand along the mat"), METRES),
    (poses.PalmOn, "palm", "palm.1", gettext_lazy("Hand out from the shoulder"), METRES),
    (poses.PalmOn, "palm", "bend", gettext_lazy("Elbow bends"), DEGREES),
    (poses.PalmOn, "palm", "heading", gettext_lazy("Hand turns outwards"), DEGREES),
)
LEG = (
    (poses.LegAngles, "", "hip", gettext_lazy("Hip bends"), DEGREES),
    (poses.LegAngles, "", "out", gettext_lazy("Leg out to the side"), DEGREES),
    (poses.LegAngles, "", "knee", gettext_lazy("Knee bends"), DEGREES),
    (poses.LegAngles, "", "open", gettext_lazy("Bent knee falls out"), DEGREES),
    (poses.LegAngles, "", "ankle", gettext_lazy("Foot points down"), DEGREES),
    (poses.FootOn, "foot", "foot.0", gettext_lazy("Foot along the mat"), METRES),
    (poses.FootOn, "foot", "foot.1", gettext_lazy("Foot above the floor"), METRES),
    (poses.FootOn, "foot", "apart", gettext_lazy("Foot out to the side"), METRES),
    (poses.FootOn, "foot", "foot.2", gettext_lazy("Foot right of the middle"), METRES),
    (poses.FootOn, "foot", "pitch", gettext_lazy("Foot stands on its toes"), DEGREES),
    (poses.KneeOn, "kneel", "kneel", gettext_lazy("Knee along the mat"), METRES),
    (poses.KneeOn, "kneel", "ankle", gettext_lazy("Foot points down"), DEGREES),
    (poses.AnkleOn, "over", "over", gettext_lazy("How far along (0 to 1)"), SHARE),
    (poses.AnkleOn, "over", "ankle", gettext_lazy("Foot points down"), DEGREES),
)
LIMBS = (
    ("right_arm", gettext_lazy("Right arm"), ARM, ARM_KINDS),
    ("left_arm", gettext_lazy("Left arm"), ARM, ARM_KINDS),
    ("right_leg", gettext_lazy("Right leg"), LEG, LEG_KINDS),
    ("left_leg", gettext_lazy("Left leg"), LEG, LEG_KINDS),
)


def parts() -> list[Part]:
    """Every part of the body with the numbers that pose it."""
    hip = limits_of(poses.Pose, "hip")
    trunk = [
        Field("hip.0", _("Hips along the mat"), *hip, METRES),
        Field("hip.1", _("Hips above the floor"), 0, hip[1], METRES, if_empty=_("lying")),
        Field("hip.2", _("Hips to the right"), *hip, METRES, if_empty=_("middle")),
        *(Field(name, label, *limits_of(poses.Spine, name), unit) for name, label, unit in TRUNK),
    ]
    limbs = (
        Part(name, label, [_field(name, *row) for row in rows], kinds)
        for name, label, rows, kinds in LIMBS
    )
    return [Part("trunk", _("Trunk and head"), trunk), *limbs]


def measures() -> list[Measure]:
    return [
        Measure(name, label, *limits_of(poses.Prop, name), kinds) for name, label, kinds in MEASURES
    ]


def _field(limb: str, record: type, kind: str, path: str, label: str | Promise, unit: str) -> Field:
    name, _dot, place = path.partition(".")
    least, most = limits_of(record, name)
    if place == "1" and name != "palm":
        least = max(0.0, least)  # its height above the floor
    beside = _("as it stands") if path == "foot.2" else ""
    default = _default(record, name)
    return Field(f"{limb}.{path}", label, least, most, unit, kind, default, beside)


def _default(record: Any, name: str) -> float:
    [default] = (item.default for item in fields(record) if item.name == name)
    return default if isinstance(default, float) and default is not MISSING else 0.0
