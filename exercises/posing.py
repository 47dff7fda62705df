"""A figure as the pose editor shows it: its fields, their limits and what is wrong, in words."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.figures import poses, svg
from exercises.figures.handles import handles
from exercises.figures.motion import Moment
from exercises.figures.own import Fault, faults, limits_of
from exercises.figures.poses import Exercise
from exercises.figures.ranges import RANGES
from exercises.figures.reader import PoseDataError, neutral, pose_data, slugs

LONGEST_TEXT = 20_000  # many times what eight poses take
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
    is_optional: bool = False

    @property
    def step(self) -> str:
        return STEPS[self.unit]


class Part(NamedTuple):
    """A part of the body: the ways to pose it, and the numbers of each."""

    name: str
    label: str | Promise
    fields: list[Field]
    kinds: dict[str, str | Promise] = {}


TRUNK: dict[str, str | Promise] = {
    "lean": gettext_lazy("Pelvis leans forward"),
    "lumbar": gettext_lazy("Low back bends forward"),
    "thorax": gettext_lazy("Upper back bends forward"),
    "neck": gettext_lazy("Neck bends forward"),
    "bend": gettext_lazy("Trunk bends to the right"),
    "turn": gettext_lazy("Trunk turns to the right"),
    "look": gettext_lazy("Head turns to the right"),
}
ARM_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("By its joints"),
    "hand": gettext_lazy("Hand resting on the body"),
    "prop": gettext_lazy("Leaning on the forearm"),
}
LEG_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("By its joints"),
    "foot": gettext_lazy("Foot planted"),
}
#: Of an arm and of a leg: what poses it, the field, its name, its unit.
ARM = (
    (poses.ArmAngles, "", "shoulder", gettext_lazy("Shoulder lifts forward"), DEGREES),
    (poses.ArmAngles, "", "out", gettext_lazy("Arm out to the side"), DEGREES),
    (poses.ArmAngles, "", "elbow", gettext_lazy("Elbow bends"), DEGREES),
    (poses.ArmAngles, "", "grip", gettext_lazy("Fingers bend"), DEGREES),
    (poses.HandOn, "hand", "along", gettext_lazy("How far along (0 to 1)"), SHARE),
    (poses.ElbowOn, "prop", "prop", gettext_lazy("Elbow along the mat"), METRES),
)
LEG = (
    (poses.LegAngles, "", "hip", gettext_lazy("Hip bends"), DEGREES),
    (poses.LegAngles, "", "out", gettext_lazy("Leg out to the side"), DEGREES),
    (poses.LegAngles, "", "knee", gettext_lazy("Knee bends"), DEGREES),
    (poses.LegAngles, "", "ankle", gettext_lazy("Foot points down"), DEGREES),
    (poses.FootOn, "foot", "foot.0", gettext_lazy("Foot along the mat"), METRES),
    (poses.FootOn, "foot", "foot.1", gettext_lazy("Foot above the floor"), METRES),
    (poses.FootOn, "foot", "apart", gettext_lazy("Foot out to the side"), METRES),
)
LIMBS = (
    ("right_arm", gettext_lazy("Right arm"), ARM, ARM_KINDS),
    ("left_arm", gettext_lazy("Left arm"), ARM, ARM_KINDS),
    ("right_leg", gettext_lazy("Right leg"), LEG, LEG_KINDS),
    ("left_leg", gettext_lazy("Left leg"), LEG, LEG_KINDS),
)
JOINTS: dict[str, str | Promise] = {
    "hip": gettext_lazy("a hip"),
    "knee": gettext_lazy("a knee"),
    "ankle": gettext_lazy("an ankle"),
    "low arm back": gettext_lazy("a hanging arm, backwards"),
    "raised arm back": gettext_lazy("a raised arm, backwards"),
    "elbow": gettext_lazy("an elbow"),
    "trunk": gettext_lazy("the trunk, forward"),
    "neck": gettext_lazy("the neck"),
    "side bend": gettext_lazy("the trunk, sideways"),
    "trunk turn": gettext_lazy("the trunk, turning"),
    "head turn": gettext_lazy("the head, turning"),
}
NEUTRAL: dict[str, str | Promise] = {
    "lying-on-the-back": gettext_lazy("Lying on the back"),
    "lying-on-the-front": gettext_lazy("Lying on the front"),
    "on-all-fours": gettext_lazy("On all fours"),
    "sitting": gettext_lazy("Sitting on a chair"),
    "standing": gettext_lazy("Standing"),
}
VIEWS: dict[str, str | Promise] = {
    "side": gettext_lazy("From the side"),
    "front": gettext_lazy("From the front"),
    "three-quarter": gettext_lazy("Half from the front"),
}
PROPS: dict[str, str | Promise] = {
    "mat": gettext_lazy("Mat"),
    "floor": gettext_lazy("Floor"),
    "chair": gettext_lazy("Chair"),
    "wall": gettext_lazy("Wall"),
    "strap": gettext_lazy("Strap"),
    "pillow": gettext_lazy("Pillow"),
    "step": gettext_lazy("Step"),
}
PLACES: dict[str, str | Promise] = {
    "thigh": gettext_lazy("The thigh"),
    "thigh side": gettext_lazy("The side of the thigh"),
    "thigh back": gettext_lazy("The back of the thigh"),
    "shin": gettext_lazy("The shin"),
    "hip": gettext_lazy("The hip"),
    "head": gettext_lazy("The back of the head"),
    "other shoulder": gettext_lazy("The other shoulder"),
}
FOLLOWED: dict[str, str | Promise] = {
    "gaze": gettext_lazy("The gaze"),
    "head": gettext_lazy("The head"),
    "chest": gettext_lazy("The chest"),
    "back": gettext_lazy("The back"),
    "right-knee": gettext_lazy("The right knee"),
    "right-foot": gettext_lazy("The right foot"),
    "right-hand": gettext_lazy("The right hand"),
    "left-hand": gettext_lazy("The left hand"),
    "right-elbow": gettext_lazy("The right elbow"),
    "left-elbow": gettext_lazy("The left elbow"),
}
POSES: dict[str, str | Promise] = {
    "start": gettext_lazy("Start"),
    "end": gettext_lazy("End"),
}


def parts() -> list[Part]:
    """Every part of the body with the numbers that pose it."""
    hip = limits_of(poses.Pose, "hip")
    trunk = [
        Field("hip.0", _("Hips along the mat"), *hip, METRES),
        Field("hip.1", _("Hips above the floor"), 0, hip[1], METRES, is_optional=True),
        *(
            Field(name, label, *limits_of(poses.Spine, name), DEGREES)
            for name, label in TRUNK.items()
        ),
    ]
    limbs = (
        Part(name, label, [_field(name, *row) for row in rows], kinds)
        for name, label, rows, kinds in LIMBS
    )
    return [Part("trunk", _("Trunk and head"), trunk), *limbs]


def problems(exercise: Exercise) -> list[str]:
    """What no person can do in this figure, a sentence each."""
    return [_in_words(fault) for fault in faults(exercise)]


def _field(limb: str, record: type, kind: str, path: str, label: str | Promise, unit: str) -> Field:
    name, _dot, place = path.partition(".")
    least, most = limits_of(record, name)
    above_floor = max(0.0, least) if place == "1" else least
    return Field(f"{limb}.{path}", label, above_floor, most, unit, kind)


def _in_words(fault: Fault) -> str:
    where = _where(fault)
    if fault.joint == "floor":
        words = _("%(where)s: the body is %(depth)s cm below the floor.")
        return words % {"where": where, "depth": round(-100 * fault.reached)}
    least, most = RANGES[fault.joint]
    words = _("%(where)s: %(joint)s at %(reached)s° (a person’s: %(least)s° to %(most)s°).")
    return words % {
        "where": where,
        "joint": JOINTS.get(fault.joint, fault.joint),
        "reached": round(fault.reached),
        "least": least,
        "most": most,
    }


def _where(fault: Fault) -> str:
    first, second, share = fault.moment.first, fault.moment.second, fault.moment.share
    if first == second or not 0 < share < 1:
        return pose_label(second if share else first)
    return _("On the way")


def pose_label(name: str) -> str:
    return str(POSES.get(name, capfirst(name)))


def editor(figure: str | dict[str, Any] | None, chosen: str) -> dict[str, Any]:
    """What the editor's page shows, opened with what was chosen or else the figure as it is."""
    return {
        "figure": _beginning(figure, chosen),
        "chosen": chosen,
        "neutral": [(slug, NEUTRAL.get(slug, slug)) for slug in neutral()],
        "parts": parts(),
        "views": VIEWS.items(),
        "places": [(place, PLACES.get(place, place)) for place in poses.PLACES],
        "props": [(kind, PROPS.get(kind, kind)) for kind in poses.PROPS],
        "followed": [(part, FOLLOWED.get(part, part)) for part in poses.TRACKED],
        "limits": {
            field.path: [field.least, field.most] for part in parts() for field in part.fields
        },
        "prop_x": limits_of(poses.Prop, "x"),
        "prop_width": limits_of(poses.Prop, "width"),
    }


def _beginning(figure: str | dict[str, Any] | None, chosen: str) -> dict[str, Any]:
    if chosen in (*neutral(), *slugs()):
        return pose_data(chosen)
    return figure if isinstance(figure, dict) else pose_data(figure or "standing")


def read(text: str) -> Any:
    """The data that a browser sent as text, or PoseDataError."""
    if len(text) > LONGEST_TEXT:
        raise PoseDataError(f"figure has more than {LONGEST_TEXT} letters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PoseDataError("figure is not JSON") from error


def cannot_be_drawn(error: ValueError) -> str:
    return _("This cannot be drawn: %(what)s.") % {"what": error}


def preview(exercise: Exercise, pose: str) -> dict[str, Any]:
    """A pose as the engine draws it, with the places to take hold of it."""
    return {
        "svg": svg.sheet_svg(exercise, mirrored=False)
        if pose == exercise.end
        else svg.still_svg(exercise, Moment(pose, pose), mirrored=False),
        "handles": handles(exercise, pose),
        "problems": problems(exercise),
    }
