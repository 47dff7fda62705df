"""Reads pose data, and refuses what cannot be drawn with the file and the field at fault."""

from __future__ import annotations

import reprlib
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import MISSING, Field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from exercises.figures import poses
from exercises.figures.geometry import CAMERAS

FOLDER = Path(__file__).parent / "poses"
NEUTRAL = Path(__file__).parent / "neutral"  # bodies at rest, to compose a figure from
SECTIONS = ("view", "props", "arrow", "loop", "ghost", "layers", "contacts", "poses")
SPINE = tuple(item.name for item in fields(poses.Spine))
LIMBS = ("arms", "right_arm", "left_arm", "legs", "right_leg", "left_leg")
CHOICES: dict[str, Collection[str]] = {
    "hand": poses.PLACES,
    "follows": poses.TRACKED,
    "kind": poses.PROPS,
    "faces": ("left", "right"),
    "behind": poses.LAYERS,
}
# Of rows of numbers; others are as long as their default.
LENGTHS = {"hip": (1, 2, 3), "foot": (2, 3), "palm": (2,), "at": (3,)}
LARGEST = 1000  # no number of a pose is beyond it, nor is any that is no number at all
Record = TypeVar("Record", bound=poses.Aim | poses.Arrow | poses.Prop)


class PoseDataError(ValueError):
    """Pose data that cannot be drawn; the message names the file and the field."""


def slugs() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def pose_data(slug: str) -> dict[str, Any]:
    """Return the data of a library figure, or of a body at rest, as a composer begins with it."""
    folder = NEUTRAL if slug in neutral() else FOLDER
    data = tomllib.loads((folder / f"{slug}.toml").read_text(encoding="utf-8"))
    # A database does not keep the order of a table, but that of a list.
    for way, shares in data.get("loop", {}).items():
        if isinstance(shares, dict):
            data["loop"][way] = [list(leg) for leg in shares.items()]
    return data


def neutral() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in NEUTRAL.glob("*.toml")))


@lru_cache(maxsize=512)
def load(slug: str) -> poses.Exercise:
    return parse((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"), slug=slug)


def parse(text: str, *, slug: str) -> poses.Exercise:
    """Return the exercise that the text of a pose file describes."""
    file = f"{slug}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PoseDataError(f"{file}: {error}") from error
    return from_data(data, slug=slug, file=file)


def from_data(data: Any, *, slug: str, file: str) -> poses.Exercise:
    """Return the exercise that pose data describes, be it from a file or a doctor's own."""
    _known(data, SECTIONS, file)
    keys = {name: _pose(table, f"{file}: poses.{name}") for name, table in _poses(data, file)}
    _check_crossed(keys.values(), f"{file}: poses")
    loop = _known(data.get("loop", {}), ("out", "back", "steady"), f"{file}: loop")
    return poses.Exercise(
        slug=slug,
        view=_chosen(data.get("view"), CAMERAS, f"{file}: view"),
        poses=keys,
        props=_props(data.get("props", []), f"{file}: props"),
        arrows=_arrows(data.get("arrow", []), f"{file}: arrow"),
        out=_shares(loop.get("out", {"end": 1}), keys, f"{file}: loop.out"),
        back=_shares(loop.get("back", {"start": 1}), keys, f"{file}: loop.back"),
        steady=_truth(loop.get("steady", False), f"{file}: loop.steady"),
        ghost=_chosen(data.get("ghost", "start"), keys, f"{file}: ghost"),
        layers=_layers(data.get("layers", poses.LAYERS), f"{file}: layers"),
        contacts=_contacts(data.get("contacts", {}), keys, f"{file}: contacts"),
    )


def _poses(data: dict[str, Any], file: str) -> list[tuple[str, Any]]:
    tables = _table(data.get("poses", {}), f"{file}: poses")
    if "start" not in tables:
        raise PoseDataError(f"{file}: poses.start is missing")
    return list(tables.items())


def _check_crossed(keys: Iterable[poses.Pose], where: str) -> None:
    """Refuse legs that would each wait for the other to know where it lies."""
    over = {
        side for pose in keys for side, leg in pose.legs.items() if isinstance(leg, poses.AnkleOn)
    }
    if len(over) > 1:
        raise PoseDataError(f"{where}: only one leg can lie over the other")


def _arrows(tables: Any, where: str) -> tuple[poses.Arrow, ...]:
    """Return the arrows of the data, which gives one as a table and more as a list of tables."""
    listed = tables if isinstance(tables, list) else [tables]
    return tuple(_record(poses.Arrow, table, where) for table in listed)


def _props(tables: Any, where: str) -> tuple[poses.Prop, ...]:
    if not isinstance(tables, list):
        raise PoseDataError(f"{where} cannot be {reprlib.repr(tables)}")
    return tuple(_record(poses.Prop, table, where) for table in tables)


def _pose(table: Any, where: str) -> poses.Pose:
    _known(table, ("hip", *SPINE, *LIMBS), where)
    limbs = {
        f"{side} {limb}": table.get(f"{side}_{limb}", table.get(f"{limb}s", {}))
        for limb in ("arm", "leg")
        for side in poses.SIDES
    }
    return poses.Pose(
        hip=_row(table.get("hip"), LENGTHS["hip"], f"{where}.hip"),
        spine=_record(poses.Spine, {name: table[name] for name in SPINE if name in table}, where),
        arms={side: _arm(limbs[f"{side} arm"], f"{where}.{side}_arm") for side in poses.SIDES},
        legs={side: _leg(limbs[f"{side} leg"], f"{where}.{side}_leg") for side in poses.SIDES},
    )


def _arm(table: Any, where: str) -> poses.Arm:
    _table(table, where)
    if "hand" in table:
        return _record(poses.HandOn, table, where)
    if "at" in table:
        return _record(poses.HandAt, table, where)
    if "prop" in table:
        return _record(poses.ElbowOn, table, where)
    if "palm" in table:
        return _record(poses.PalmOn, table, where)
    return _record(poses.ArmAngles, table, where)


def _leg(table: Any, where: str) -> poses.Leg:
    _table(table, where)
    if "foot" in table:
        return _record(poses.FootOn, table, where)
    if "over" in table:
        return _record(poses.AnkleOn, table, where)
    if "kneel" in table:
        return _record(poses.KneeOn, table, where)
    return _record(poses.LegAngles, table, where)


def _layers(names: Any, where: str) -> tuple[str, ...]:
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise PoseDataError(f"{where} cannot be {reprlib.repr(names)}")
    whole = [name for name in names if name not in (*poses.FOREARMS, poses.STRAP)]
    if sorted(whole) != sorted(poses.LAYERS) or len(set(names)) != len(names):
        every = ", ".join(poses.LAYERS)
        raise PoseDataError(f"{where} must name each of {every} once, from back to front")
    return tuple(names)


def _contacts(tables: Any, keys: Collection[str], where: str) -> dict[str, dict[str, float]]:
    _known(tables, (*keys, "always"), where)
    return {
        moment: _numbers(heights, poses.SUPPORTED, f"{where}.{moment}")
        for moment, heights in tables.items()
    }


def _record(kind: type[Record], table: Any, where: str) -> Record:
    """Return a table of the data as the record it should be."""
    slots = {item.name: item for item in fields(kind)}
    _known(table, slots, where)
    missing = [
        name for name, slot in slots.items() if slot.default is MISSING and name not in table
    ]
    if missing:
        raise PoseDataError(f"{where}.{missing[0]} is missing")
    values: dict[str, Any] = {
        name: _chosen(value, CHOICES[name], f"{where}.{name}")
        if name in CHOICES
        else _value(slots[name], value, f"{where}.{name}")
        for name, value in table.items()
    }
    return kind(**values)


def _value(slot: Field[Any], value: Any, where: str) -> Any:
    kind, default = str(slot.type), cast(Any, slot.default)
    if kind == "bool":
        return _truth(value, where)
    if kind.startswith("tuple"):
        return _row(value, LENGTHS.get(slot.name) or (len(default),), where)
    if kind.startswith("float"):
        return _number(value, where)
    raise PoseDataError(f"{where} cannot be {reprlib.repr(value)}")


def _truth(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise PoseDataError(f"{where} cannot be {reprlib.repr(value)}")
    return value


def _row(value: Any, lengths: Collection[int], where: str) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) not in lengths:
        raise PoseDataError(f"{where} cannot be {reprlib.repr(value)}")
    return tuple(_number(number, where) for number in value)


def _number(value: Any, where: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not abs(value) <= LARGEST:
        raise PoseDataError(f"{where} cannot be {reprlib.repr(value)}")
    return float(value)


def _numbers(table: Any, names: Collection[str], where: str) -> dict[str, float]:
    _known(table, names, where)
    return {name: _number(value, f"{where}.{name}") for name, value in table.items()}


def _shares(legs: Any, names: Collection[str], where: str) -> dict[str, float]:
    """Return a table of poses and their shares, or a list of such pairs, in its order."""
    if isinstance(legs, list):
        legs = dict(_pair(leg, where) for leg in legs)
    shares = _numbers(legs, names, where)
    if not shares or min(shares.values()) <= 0:
        raise PoseDataError(f"{where} must give each of its poses some time")
    return shares


def _pair(leg: Any, where: str) -> tuple[str, Any]:
    if not isinstance(leg, list) or len(leg) != 2 or not isinstance(leg[0], str):
        raise PoseDataError(f"{where} cannot be {reprlib.repr(leg)}")
    return leg[0], leg[1]


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PoseDataError(f"{where} cannot be {reprlib.repr(value)}")
    return value


def _known(table: Any, names: Collection[str], where: str) -> dict[str, Any]:
    if unknown := sorted(set(_table(table, where)) - set(names)):
        raise PoseDataError(f"{where}: {unknown[0][:40]} is not one of {', '.join(names)}")
    return table


def _chosen(value: Any, names: Collection[str], where: str) -> str:
    if not isinstance(value, str) or value not in names:
        raise PoseDataError(f"{where}: {reprlib.repr(value)} is not one of {', '.join(names)}")
    return value
