"""Pose data that a doctor composes: held to what a person can do and a picture can show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from exercises.figures import poses
from exercises.figures.motion import CALM, Moment, body_at, moments
from exercises.figures.ranges import RANGES, ROUNDING, TOUCHING, beyond, lowest, spine_angles
from exercises.figures.reader import PoseDataError, from_data

MOST_POSES, MOST_PROPS, LONGEST_NAME = 10, 6, 20
NAME = "figure"  # what its errors call the data

# Least and most, by the record and its field: degrees, but for what is named here as a place
# (metres from the middle of the floor, which a camera stays clear of), a width or a share.
PLACE, ANGLE, WAY, SHARE = (-1.5, 1.5), (-180.0, 180.0), (-1.5, 1.5), (0.0, 1.0)
GRIP = (-90.0, 160.0)  # bent back at most, and closed about a strap
LIMITS: dict[type, dict[str, tuple[float, float]]] = {
    poses.Pose: {"hip": PLACE},
    poses.Spine: {
        "lumbar": (-45, 60),
        "thorax": (-45, 60),
        "neck": RANGES["neck"],
        "bend": RANGES["side bend"],
        "turn": RANGES["trunk turn"],
        "look": RANGES["head turn"],
        "ear": RANGES["head tip"],
        "tilt": (-45, 45),
        "belly": (-0.06, 0.06),
        "blades": (-0.06, 0.06),
    },
    poses.ArmAngles: {
        "shoulder": (-100, 200),
        "out": (-45, 180),
        "elbow": RANGES["elbow"],
        "grip": GRIP,
    },
    poses.HandOn: {"along": SHARE, "elbows": WAY, "grip": GRIP},
    poses.HandAt: {"at": PLACE, "elbows": WAY, "grip": GRIP},
    poses.ElbowOn: {"prop": PLACE, "grip": GRIP},
    poses.PalmOn: {"palm": PLACE, "bend": RANGES["elbow"], "elbows": WAY},
    poses.LegAngles: {
        "hip": RANGES["hip"],
        "out": (-45, 60),
        "knee": RANGES["knee"],
        "ankle": RANGES["ankle"],
        "open": (-120, 120),
    },
    poses.FootOn: {
        "foot": PLACE,
        "apart": (-0.3, 0.8),
        "knees": WAY,
        "ankle": RANGES["ankle"],
        "pitch": (-45, 90),
    },
    poses.AnkleOn: {"over": SHARE, "knees": WAY, "ankle": RANGES["ankle"]},
    poses.KneeOn: {"kneel": PLACE, "ankle": RANGES["ankle"]},
    poses.Prop: {
        "x": PLACE,
        "width": (0.2, 3),
        "aside": PLACE,
        "height": (-0.2, 1.5),
        "thick": (0.04, 0.6),
    },
    poses.Arrow: {"shift": PLACE, "trim": (-2, 3)},
}


class Fault(NamedTuple):
    """What no person does: a joint beyond its range, or, in metres, a body below the floor."""

    moment: Moment
    joint: str
    reached: float


def own(data: Any) -> poses.Exercise:
    """Return the exercise that a doctor's pose data describes, the same for the same data."""
    try:
        text = json.dumps(data, sort_keys=True, allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise PoseDataError(f"{NAME} is not made of names and numbers") from error
    return _own(text)


@lru_cache(maxsize=256)
def _own(text: str) -> poses.Exercise:
    exercise = from_data(json.loads(text), slug=NAME, file=NAME)
    _check_size(exercise)
    for name, pose in exercise.poses.items():
        _check(pose, f"{NAME}: poses.{name}")
    for prop in exercise.props:
        _check(prop, f"{NAME}: props")
    for arrow in exercise.arrows:
        _check(arrow, f"{NAME}: arrow")
    return exercise


def limits_of(kind: type, name: str) -> tuple[float, float]:
    return LIMITS[kind].get(name, ANGLE)


@lru_cache(maxsize=256)
def faults(exercise: poses.Exercise) -> tuple[Fault, ...]:
    """Return the worst of each kind on the way through one repetition."""
    worst: dict[str, Fault] = {}
    for fault in _all_faults(exercise):
        before = worst.get(fault.joint)
        if before is None or abs(fault.reached) > abs(before.reached):
            worst[fault.joint] = fault
    return tuple(worst.values())


def _all_faults(exercise: poses.Exercise) -> Iterator[Fault]:
    for name, pose in exercise.poses.items():
        for joint, angle in spine_angles(pose.spine).items():
            if not RANGES[joint][0] - ROUNDING <= angle <= RANGES[joint][1] + ROUNDING:
                yield Fault(Moment(name, name), joint, angle)
    for moment in dict.fromkeys(moment for _, moment in moments(exercise, CALM)):
        body = body_at(exercise, moment)
        for joint, angle in beyond(body):
            yield Fault(moment, joint, angle)
        if lowest(body) < -TOUCHING:
            yield Fault(moment, "floor", lowest(body))


def _check_size(exercise: poses.Exercise) -> None:
    if len(exercise.poses) > MOST_POSES:
        raise PoseDataError(f"{NAME}: poses: there can be at most {MOST_POSES}")
    if len(exercise.props) > MOST_PROPS:
        raise PoseDataError(f"{NAME}: props: there can be at most {MOST_PROPS}")
    if max(map(len, exercise.poses)) > LONGEST_NAME:
        raise PoseDataError(f"{NAME}: poses: a name has at most {LONGEST_NAME} letters")


def _check(record: Any, where: str) -> None:
    """Hold every number of a record, and of the records in it, to its limits."""
    for item in fields(record):
        value, place = getattr(record, item.name), f"{where}.{item.name}"
        if isinstance(value, dict):
            for side, limb in value.items():
                _check(limb, f"{where}.{side}_{item.name.removesuffix('s')}")
        elif is_dataclass(value):
            _check(value, where)
        elif isinstance(value, float | tuple):
            least, most = limits_of(type(record), item.name)
            numbers = value if isinstance(value, tuple) else (value,)
            if not all(least <= number <= most for number in numbers):
                raise PoseDataError(f"{place} must be from {least:g} to {most:g}")
