import json
import tomllib

import pytest

from exercises import figures
from exercises.figures.handles import handles
from exercises.figures.reader import FOLDER, slugs

PLAIN = {
    "view": "side",
    "poses": {
        "start": {
            "hip": [0, 0.9],
            "right_leg": {"hip": 40, "out": 15, "knee": 70, "ankle": 20},
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
def test_a_planted_foot_hardly_moves_when_it_is_posed_by_its_joints(slug):
    data = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    before = handles(figures.own(data), "start")
    for side in ("right", "left"):
        data["poses"]["start"][f"{side}_leg"] = before["limbs"][f"{side}_leg"]["angles"]

    after = handles(figures.own(data), "start")

    for joint in ("right-foot", "left-foot", "right-knee", "left-knee"):
        moved = zip(before["points"][joint], after["points"][joint], strict=True)
        assert max(abs(one - other) for one, other in moved) < 0.06  # metres


def test_handles_are_numbers_that_a_browser_can_read():
    text = json.dumps(handles(figures.own(PLAIN), "end"), allow_nan=False)

    assert set(json.loads(text)) == {"camera", "points", "limbs"}
