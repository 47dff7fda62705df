"""A figure as the pose editor shows it: its fields, their limits and what is wrong, in words."""

from __future__ import annotations

import json
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exercises.figures import poses, svg
from exercises.figures.handles import handles
from exercises.figures.motion import Moment
from exercises.figures.own import Fault, faults, own
from exercises.figures.poses import Exercise
from exercises.figures.ranges import RANGES
from exercises.figures.reader import PoseDataError, neutral, pose_data, slugs
from exercises.posing.fields import measures, parts
from exercises.posing.words import FOLLOWED, JOINTS, NEUTRAL, PLACES, POSES, PROPS, VIEWS

LONGEST_TEXT = 20_000  # twice what the most poses take


def why_refused(figure: str | dict[str, Any] | None) -> str:
    """Why no exercise can have this figure, in words, or nothing when one can."""
    if isinstance(figure, str):
        return "" if figure in slugs() else _("The library has no figure of that name.")
    if figure is None:
        return ""
    try:
        return " ".join(problems(own(figure)))
    except PoseDataError as error:
        return cannot_be_drawn(error)


def problems(exercise: Exercise) -> list[str]:
    """What no person can do in this figure, a sentence each."""
    return [_in_words(fault) for fault in faults(exercise)]


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
    return str(POSES.get(name, capfirst(name.replace("_", " "))))


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
            field.path: [field.least, field.most, field.default]
            for part in parts()
            for field in part.fields
        },
        "measures": measures(),
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
