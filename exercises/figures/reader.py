"""Reads pose files, and refuses what cannot be drawn with the file and the field at fault."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from exercises.figures import poses
from exercises.figures.geometry import CAMERAS

FOLDER = Path(__file__).parent / "poses"
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
Record = TypeVar("Record", bound=poses.Aim | poses.Arrow | poses.Prop)


class PoseDataError(ValueError):
    """Pose data that cannot be drawn; the message names the file and the field."""


def slugs() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


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
    _known(data, SECTIONS, file)
    keys = {name: _pose(table, f"{file}: poses.{name}") for name, table in _poses(data, file)}
    loop = _known(data.get("loop", {}), ("out", "back", "steady"), f"{file}: loop")
    return poses.Exercise(
        slug=slug,
        view=_chosen(data.get("view"), CAMERAS, f"{file}: view"),
        poses=keys,
        props=tuple(_record(poses.Prop, prop, f"{file}: props") for prop in data.get("props", [])),
        arrows=tuple(_record(poses.Arrow, table, f"{file}: arrow") for table in _arrows(data)),
        out=_numbers(loop.get("out", {"end": 1}), keys, f"{file}: loop.out"),
        back=_numbers(loop.get("back", {"start": 1}), keys, f"{file}: loop.back"),
        steady=_value("bool", loop.get("steady", False), f"{file}: loop.steady"),
        ghost=_chosen(data.get("ghost", "start"), keys, f"{file}: ghost"),
        layers=_layers(data.get("layers", poses.LAYERS), f"{file}: layers"),
        contacts=_contacts(data.get("contacts", {}), keys, f"{file}: contacts"),
    )


def _poses(data: dict[str, Any], file: str) -> list[tuple[str, dict[str, Any]]]:
    tables = data.get("poses", {})
    if "start" not in tables:
        raise PoseDataError(f"{file}: poses.start is missing")
    return list(tables.items())


def _arrows(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the arrows of a file, which gives one as a table and more as a list of tables."""
    arrows = data.get("arrow", [])
    return arrows if isinstance(arrows, list) else [arrows]


def _pose(table: dict[str, Any], where: str) -> poses.Pose:
    _known(table, ("hip", *SPINE, *LIMBS), where)
    limbs = {
        f"{side} {limb}": table.get(f"{side}_{limb}", table.get(f"{limb}s", {}))
        for limb in ("arm", "leg")
        for side in poses.SIDES
    }
    return poses.Pose(
        hip=_value("tuple[float, ...]", table.get("hip"), f"{where}.hip"),
        spine=_record(poses.Spine, {name: table[name] for name in SPINE if name in table}, where),
        arms={side: _arm(limbs[f"{side} arm"], f"{where}.{side}_arm") for side in poses.SIDES},
        legs={side: _leg(limbs[f"{side} leg"], f"{where}.{side}_leg") for side in poses.SIDES},
    )


def _arm(table: dict[str, Any], where: str) -> poses.Arm:
    if "hand" in table:
        return _record(poses.HandOn, table, where)
    if "at" in table:
        return _record(poses.HandAt, table, where)
    if "prop" in table:
        return _record(poses.ElbowOn, table, where)
    if "palm" in table:
        return _record(poses.PalmOn, table, where)
    return _record(poses.ArmAngles, table, where)


def _leg(table: dict[str, Any], where: str) -> poses.Leg:
    if "foot" in table:
        return _record(poses.FootOn, table, where)
    if "over" in table:
        return _record(poses.AnkleOn, table, where)
    if "kneel" in table:
        return _record(poses.KneeOn, table, where)
    return _record(poses.LegAngles, table, where)


def _layers(names: Collection[str], where: str) -> tuple[str, ...]:
    whole = [name for name in names if name not in (*poses.FOREARMS, poses.STRAP)]
    if sorted(whole) != sorted(poses.LAYERS) or len(set(names)) != len(names):
        every = ", ".join(poses.LAYERS)
        raise PoseDataError(f"{where} must name each of {every} once, from back to front")
    return tuple(names)


def _contacts(
    tables: dict[str, Any], keys: Collection[str], where: str
) -> dict[str, dict[str, float]]:
    _known(tables, (*keys, "always"), where)
    return {
        moment: _numbers(heights, poses.SUPPORTED, f"{where}.{moment}")
        for moment, heights in tables.items()
    }


def _record(kind: type[Record], table: dict[str, Any], where: str) -> Record:
    """Return a table of the file as the record it should be."""
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
        else _value(str(slots[name].type), value, f"{where}.{name}")
        for name, value in table.items()
    }
    return kind(**values)


def _value(kind: str, value: Any, where: str) -> Any:
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind.startswith("tuple") and isinstance(value, list) and all(map(_is_number, value)):
        return tuple(map(float, value))
    if kind.startswith("float") and _is_number(value):
        return float(value)
    raise PoseDataError(f"{where} cannot be {value!r}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numbers(table: dict[str, Any], names: Collection[str], where: str) -> dict[str, float]:
    _known(table, names, where)
    return {name: _value("float", value, f"{where}.{name}") for name, value in table.items()}


def _known(table: dict[str, Any], names: Collection[str], where: str) -> dict[str, Any]:
    if unknown := sorted(set(table) - set(names)):
        raise PoseDataError(f"{where}: {unknown[0]} is not one of {', '.join(names)}")
    return table


def _chosen(value: Any, names: Collection[str], where: str) -> str:
    if value not in names:
        raise PoseDataError(f"{where}: {value!r} is not one of {', '.join(names)}")
    return str(value)
