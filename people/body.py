"""Where it hurts: the places of the body map, how far down the leg they lie, where pain moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Side = Literal["left", "right"]
Face = Literal["back", "front"]

#: The values of `people.models.Reach`, from the spine outwards.
DOWNWARDS = ("back", "thigh", "knee", "calf", "foot")


@dataclass(frozen=True)
class Place:
    """A place to choose; its label stands in mid-sentence, its side is the patient's own."""

    code: str
    label: str | Promise
    side: Side
    face: Face
    reach: str


#: Face by face from the spine outwards, the left before the right. Pain in the groin has left
#: the back, so it counts with the thigh.
PLACES = (
    Place("low_back_left", _("left low back"), "left", "back", "back"),
    Place("low_back_right", _("right low back"), "right", "back", "back"),
    Place("buttock_left", _("left buttock"), "left", "back", "back"),
    Place("buttock_right", _("right buttock"), "right", "back", "back"),
    Place("thigh_back_left", _("back of the left thigh"), "left", "back", "thigh"),
    Place("thigh_back_right", _("back of the right thigh"), "right", "back", "thigh"),
    Place("knee_back_left", _("back of the left knee"), "left", "back", "knee"),
    Place("knee_back_right", _("back of the right knee"), "right", "back", "knee"),
    Place("calf_left", _("left calf"), "left", "back", "calf"),
    Place("calf_right", _("right calf"), "right", "back", "calf"),
    Place("heel_left", _("left heel or sole"), "left", "back", "foot"),
    Place("heel_right", _("right heel or sole"), "right", "back", "foot"),
    Place("groin_left", _("left groin"), "left", "front", "thigh"),
    Place("groin_right", _("right groin"), "right", "front", "thigh"),
    Place("thigh_front_left", _("front of the left thigh"), "left", "front", "thigh"),
    Place("thigh_front_right", _("front of the right thigh"), "right", "front", "thigh"),
    Place("knee_front_left", _("front of the left knee"), "left", "front", "knee"),
    Place("knee_front_right", _("front of the right knee"), "right", "front", "knee"),
    Place("shin_left", _("left shin"), "left", "front", "calf"),
    Place("shin_right", _("right shin"), "right", "front", "calf"),
    Place("foot_left", _("top of the left foot"), "left", "front", "foot"),
    Place("foot_right", _("top of the right foot"), "right", "front", "foot"),
)
_BY_CODE = {one.code: one for one in PLACES}


def place(code: str) -> Place:
    """Raise KeyError for a code that the map doesn't have."""
    return _BY_CODE[code]


def reach_of(codes: Collection[str]) -> str:
    """The furthest point down the leg, "" where nothing is chosen."""
    return max((place(code).reach for code in codes), key=DOWNWARDS.index, default="")


def is_further_down(reach: str, *, than: str) -> bool:
    """Whether pain that reaches so far down the leg reaches further than that; "" is none."""
    return bool(reach) and DOWNWARDS.index(reach) > DOWNWARDS.index(than)


def in_words(codes: Collection[str]) -> str:
    """Name the places in the map's order, as one sentence without its full stop."""
    words = ", ".join(str(one.label) for one in PLACES if one.code in codes)
    return words[:1].upper() + words[1:]


def moved(before: Collection[str], now: Collection[str]) -> Literal["down", "up", "same"]:
    """Tell where the pain went: one leg further down is down, whatever the other did."""
    ways = [_depth(now, leg) - _depth(before, leg) for leg in get_args(Side)]
    if max(ways) > 0:
        return "down"
    return "up" if min(ways) < 0 else "same"


def _depth(codes: Collection[str], leg: Side) -> int:
    """Steps down one leg; no pain and pain in the back alone are both none."""
    mine = [code for code in codes if place(code).side == leg]
    return DOWNWARDS.index(reach_of(mine) or "back")
