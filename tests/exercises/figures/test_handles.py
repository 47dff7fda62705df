import json
import tomllib

import pytest

from exercises import figures
from exercises.figures.handles import handles
from exercises.figures.poses import AnkleOn
from exercises.figures.reader import FOLDER, load, slugs

PLAIN = {
    "view": "side",
    "poses": {
        "start": {
            "hip": [0, 0.9],
            "right_leg": {"hip": 40, "out": 15, "knee": 70, "ankle": 20, "open": 25},
            "left_arm": {"shoulder": 110, "out": 20, "elbow": 35, "grip": 12},
        },
        "end": {"hip": [0, 0.9]},
    },
}


def test_a_limb_that_is_posed_by_its_joints_has_the_same_angles():
    limbs = handles(figures.own(PLAIN), "start")["limbs"]

    assert limbs["right_leg"]["angles"] == PLAIN["poses"]["start"]["right_leg"]
    assert limbs["left_arm"]["angles"] == PLAIN["poses"]["start"]["left_arm"]


@pytest.mark.parametrize("slug", slugs())
def test_the_legs_hardly_move_when_they_are_posed_by_their_joints(slug):
    data = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    for pose in data["poses"]:
        before = handles(figures.own(data), pose)
        data["poses"][pose] |= {"hip": before["points"]["hip"], "lean": before["lean"]}
        sides = [
            side
            for side, leg in load(slug).poses[pose].legs.items()
            if not isinstance(leg, AnkleOn)  # which turns out further than a leg by itself
        ]
        for side in sides:
            data["poses"][pose][f"{side}_leg"] = before["limbs"][f"{side}_leg"]["angles"]

        after = handles(figures.own(data), pose)

        moved = {
            joint: abs(one - other)
            for joint in (f"{side}-{part}" for side in sides for part in ("foot", "knee"))
            for one, other in zip(before["points"][joint], after["points"][joint], strict=True)
        }
        assert {joint: way for joint, way in moved.items() if way > 0.06} == {}  # metres


@pytest.mark.parametrize("slug", slugs())
def test_every_limb_may_be_posed_by_its_joints(slug):
    data = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    for pose in data["poses"]:
        limbs = handles(figures.own(data), pose)["limbs"]
        data["poses"][pose] |= {name: limb["angles"] for name, limb in limbs.items()}

    assert figures.own(data).poses.keys() == data["poses"].keys()


def test_handles_are_numbers_that_a_browser_can_read():
    text = json.dumps(handles(figures.own(PLAIN), "end"), allow_nan=False)

    assert set(json.loads(text)) == {"camera", "points", "lean", "limbs"}
