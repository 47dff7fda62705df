"""Figures from a doctor's own pose data, which may be anything at all."""

import re
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises import figures
from exercises.figures import poses, svg
from exercises.figures.geometry import CAMERAS
from exercises.figures.motion import CALM, moments, picture
from exercises.figures.own import LIMITS, faults, limits_of
from exercises.figures.reader import PoseDataError, pose_data, slugs
from exercises.figures.shapes import UNITS

KINDS = (*get_args(poses.Arm), *get_args(poses.Leg), poses.Spine)


def data_of(slug: str = "bodyweight-squat") -> dict[str, Any]:
    return pose_data(slug)


def number(kind: type, name: str) -> st.SearchStrategy[float]:
    least, most = limits_of(kind, name)
    return st.floats(least, most, allow_nan=False) | st.sampled_from([least, most])


def table(kind: type, *names: str) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({}, optional={name: number(kind, name) for name in names})


def row(kind: type, name: str, length: int) -> st.SearchStrategy[list[float]]:
    return st.lists(number(kind, name), min_size=length, max_size=length)


PLACES, ANGLES = number(poses.FootOn, "foot"), number(poses.PalmOn, "heading")
LIMBS = {
    "arms": table(poses.ArmAngles, "shoulder", "out", "elbow", "grip")
    | st.fixed_dictionaries(
        {"hand": st.sampled_from(poses.PLACES)}, optional={"along": st.floats(0, 1)}
    )
    | st.fixed_dictionaries({"prop": PLACES}, optional={"heading": ANGLES})
    | st.fixed_dictionaries({"at": row(poses.HandAt, "at", 3)})
    | st.fixed_dictionaries(
        {"palm": row(poses.PalmOn, "palm", 2)},
        optional={
            "carries": st.booleans(),
            "bend": number(poses.PalmOn, "bend"),
            "heading": ANGLES,
        },
    ),
    "legs": table(poses.LegAngles, "hip", "out", "knee", "ankle", "open")
    | st.fixed_dictionaries(
        {"foot": row(poses.FootOn, "foot", 2) | row(poses.FootOn, "foot", 3)},
        optional={"pitch": number(poses.FootOn, "pitch")},
    )
    | st.fixed_dictionaries({"kneel": PLACES}),
    "right_leg": st.fixed_dictionaries({"over": number(poses.AnkleOn, "over")}),
}
SPINES = table(poses.Spine, *(name for name in LIMITS[poses.Spine]), "lean", "roll")
POSES = st.builds(
    lambda hip, spine, limbs: {"hip": hip, **spine, **limbs},
    hip=st.lists(number(poses.Pose, "hip"), min_size=1, max_size=3),
    spine=SPINES,
    limbs=st.fixed_dictionaries({}, optional=LIMBS),
)
PROPS = st.fixed_dictionaries(
    {"kind": st.sampled_from(poses.PROPS)},
    optional={
        "behind": st.sampled_from(poses.LAYERS),
        **{name: number(poses.Prop, name) for name in LIMITS[poses.Prop]},
    },
)
FIGURES = st.fixed_dictionaries(
    {
        "view": st.sampled_from(list(CAMERAS)),
        "poses": st.fixed_dictionaries({"start": POSES, "end": POSES}),
    },
    optional={
        "props": st.lists(PROPS, max_size=3),
        "arrow": st.fixed_dictionaries({"follows": st.sampled_from(poses.TRACKED)}),
    },
)


@settings(max_examples=40)
@given(data=FIGURES)
def test_whatever_is_accepted_is_drawn_whole_and_inside_its_frame(data):
    exercise = figures.own(data)

    left, top, width, height = svg.view_box(exercise)
    outside = [
        point
        for _, moment in moments(exercise, CALM)
        for part in picture(exercise, moment)
        for step in part.outline
        for point in step.points
        if not left <= point.real * UNITS <= left + width
        or not top <= -point.imag * UNITS <= top + height
    ]
    assert outside == []
    for drawing in (figures.animated(exercise), figures.still(exercise)):
        assert ElementTree.fromstring(drawing).get("role") == "img"  # noqa: S314 - our own output
        assert re.findall(r"nan|inf", drawing) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def drawn_or_refused(data: dict[str, Any]) -> str:
    try:
        return figures.still(figures.own(data))
    except PoseDataError as refusal:
        return str(refusal)


@settings(max_examples=50)
@given(place=st.sampled_from(["view", "props", "arrow", "loop", "layers", "contacts"]), junk=JSON)
def test_junk_is_drawn_or_refused_but_never_breaks(place, junk):
    assert drawn_or_refused({**data_of(), place: junk}).startswith(("<svg", "figure"))


@settings(max_examples=50)
@given(part=st.sampled_from(["hip", "lean", "arms", "right_leg", "left_arm"]), junk=JSON)
def test_junk_in_a_pose_is_drawn_or_refused_but_never_breaks(part, junk):
    data = data_of()
    data["poses"]["end"][part] = junk

    assert drawn_or_refused(data).startswith(("<svg", "figure"))


def deep(levels: int) -> list[Any]:
    nest: list[Any] = []
    for _ in range(levels):
        nest = [nest]
    return nest


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lean": float("nan")}, "figure is not made of names and numbers"),
        ({"lean": float("-inf")}, "figure is not made of names and numbers"),
        ({"lean": 1e9}, "figure: poses.end.lean cannot be 1000000000.0"),
        ({"lean": 10**400}, "figure: poses.end.lean cannot be 1000000000"),
        ({"lean": 181}, "figure: poses.end.lean must be from -180 to 180"),
        ({"lean": deep(100_000)}, "figure is not made of names and numbers"),
        ({"lean": deep(50)}, "figure: poses.end.lean cannot be [[[[[[[...]]]]]]]"),
        ({"hip": [0, 4]}, "figure: poses.end.hip must be from -1.5 to 1.5"),
        ({"hip": []}, "figure: poses.end.hip cannot be []"),
        ({"neck": 60}, "figure: poses.end.neck must be from -45 to 45"),
        ({"thigh": 0.7}, "figure: poses.end: thigh is not one of hip, lean, "),
        ({"legs": {"knee": 151}}, "figure: poses.end.right_leg.knee must be from 0 to 150"),
        ({"left_leg": {"foot": [0]}}, "figure: poses.end.left_leg.foot cannot be [0]"),
        ({"arms": "up"}, "figure: poses.end.right_arm cannot be 'up'"),
        ({"arms": {"hand": ["hip"]}}, "figure: poses.end.right_arm.hand: ['hip'] is not one of "),
    ],
)
def test_a_pose_that_no_person_takes_is_refused_with_its_field(changes, words):
    data = data_of()
    data["poses"]["end"] |= changes

    with pytest.raises(PoseDataError) as refusal:
        figures.own(data)

    assert str(refusal.value).startswith(words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"poses": {f"p{n}": {"hip": [0]} for n in range(1000)}}, "poses.start is missing"),
        (
            {
                "poses": {"start": {"hip": [0]}, "x" * 21: {"hip": [0]}},
                "loop": {"out": {"start": 1}},
            },
            "poses: a name has at most 20 letters",
        ),
        ({"props": [{"kind": "mat"}] * 7}, "props: there can be at most 6"),
        ({"props": [{"kind": "mat", "width": 90}]}, "props.width must be from 0.2 to 3"),
        ({"props": "mat"}, "props cannot be 'mat'"),
        ({"arrow": {"follows": "head", "shift": [9, 9]}}, "arrow.shift must be from -1.5 to 1.5"),
        ({"loop": {"out": []}}, "loop.out must give each of its poses some time"),
        ({"loop": {"out": [["end"]]}}, "loop.out cannot be ['end']"),
        ({"loop": {"steady": 1}}, "loop.steady cannot be 1"),
        ({"arrow": [7]}, "arrow cannot be 7"),
        ({"loop": {"out": {}}}, "loop.out must give each of its poses some time"),
        ({"loop": {"back": {"start": 0}}}, "loop.back must give each of its poses some time"),
        ({"view": None}, "view: None is not one of side, front, three-quarter"),
        ({"bones": {"thigh": 0.7}}, "bones is not one of view, props, "),
    ],
)
def test_a_figure_that_is_out_of_all_measure_is_refused_with_its_field(changes, words):
    with pytest.raises(PoseDataError) as refusal:
        figures.own({**data_of(), **changes})

    assert words in str(refusal.value)


def test_a_thousand_poses_are_too_many():
    data = data_of()
    data["poses"] |= {f"p{n}": {"hip": [0]} for n in range(1000)}

    with pytest.raises(PoseDataError, match="poses: there can be at most 10"):
        figures.own(data)


@pytest.mark.parametrize("slug", slugs())
def test_an_editor_may_begin_from_any_figure_of_the_library(slug):
    exercise = figures.own(data_of(slug))

    assert faults(exercise) == ()
    assert figures.animated(exercise) == figures.animated(slug)
    for frame in ("start", "end", "sheet"):
        assert figures.still(exercise, frame=frame) == figures.still(slug, frame=frame)


def test_one_pose_after_another_is_passed_in_its_order_however_the_data_are_kept():
    data = data_of("sit-to-stand")
    data["poses"] = dict(sorted(data["poses"].items()))  # as a database does

    exercise = figures.own(data)

    assert (list(exercise.out), list(exercise.back)) == (["lean", "end"], ["lean", "start"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_way_to_pose_a_part_of_the_body_has_its_limits(kind):
    assert kind in LIMITS


def test_the_same_data_is_read_once_and_changed_data_is_drawn_anew():
    data = data_of()
    before = figures.own(data)
    assert figures.own(data_of()) is before

    data["poses"]["end"]["neck"] = 20

    assert figures.still(figures.own(data)) != figures.still(before)


@pytest.mark.parametrize(
    ("changes", "joint"),
    [
        ({"lumbar": 60, "thorax": 60}, "trunk"),
        ({"hip": [0, 0.3], "legs": {}}, "floor"),
        ({"hip": [0, 0.1]}, "knee"),
    ],
)
def test_what_a_person_cannot_do_is_named_at_its_worst(changes, joint):
    data = data_of()
    data["poses"]["end"] |= changes

    assert joint in [fault.joint for fault in faults(figures.own(data))]


def test_a_figure_that_does_not_move_has_no_arrow():
    data = data_of()
    data["poses"]["end"] = data["poses"]["start"]

    assert "<svg" in figures.still(figures.own(data))
