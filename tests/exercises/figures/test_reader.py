import re
from dataclasses import MISSING, fields
from typing import get_args

import pytest

from exercises.figures import poses
from exercises.figures.poses import FootOn, HandOn
from exercises.figures.reader import FOLDER, LENGTHS, PoseDataError, load, parse, slugs

SQUAT = (FOLDER / "bodyweight-squat.toml").read_text(encoding="utf-8")


def test_a_pose_file_is_read_into_key_poses():
    exercise = load("double-knee-to-chest")

    assert (exercise.view, exercise.end, exercise.ghost) == ("side", "end", "start")
    assert exercise.poses["start"].legs["left"] == FootOn(foot=(0.52, 0.0))
    assert isinstance(exercise.poses["end"].arms["right"], HandOn)


@pytest.mark.parametrize(
    ("arrow", "followed"),
    [
        ('arrow = { follows = "head" }', ["head"]),
        ('arrow = [{ follows = "head" }, { follows = "left-hand" }]', ["head", "left-hand"]),
        ("", []),
    ],
)
def test_a_figure_may_have_one_arrow_or_more_or_none(arrow, followed):
    text = SQUAT.replace('arrow = { follows = "chest", shift = [-0.3, 0.05] }', arrow)

    assert [drawn.follows for drawn in parse(text, slug="squat").arrows] == followed


@pytest.mark.parametrize("slug", slugs())
def test_a_pose_file_is_named_for_its_exercise(slug):
    assert load(slug).slug == slug
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


@pytest.mark.parametrize("record", [*get_args(poses.Arm), *get_args(poses.Leg), poses.Arrow])
def test_every_row_of_numbers_says_how_long_it_is(record):
    rows = [slot for slot in fields(record) if str(slot.type).startswith("tuple")]

    assert [row.name for row in rows if row.default is MISSING and row.name not in LENGTHS] == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("lean = 38", "lean = 'far'", "poses.end.lean cannot be 'far'"),
        ("lean = 38", "leen = 38", "poses.end: leen is not one of hip, lean, "),
        ("neck = -16", "neck = true", "poses.end.neck cannot be True"),
        ("foot = [0, 0]", "foot = 0", "poses.start.right_leg.foot cannot be 0"),
        ("shoulder = 118", "sholder = 118", "poses.end.right_arm: sholder is not one of"),
        ('view = "side"', 'view = "top"', "view: 'top' is not one of side, "),
        ('kind = "chair"', 'kind = "sofa"', "props.kind: 'sofa' is not one of mat, "),
        ('kind = "chair", ', "", "props.kind is missing"),
        ('"chest"', '"elbow"', "arrow.follows: 'elbow' is not one of "),
        ("always =", "often =", "contacts: often is not one of start, end, always"),
        ("{ feet = 0 }", "{ toes = 0 }", "contacts.always: toes is not one of "),
        ("[poses.start]", "[poses.begin]", "poses.start is missing"),
        ('view = "side"', 'view = "side"\nlayers = ["trunk"]', "layers must name each of "),
        ('view = "side"', 'view = "side"\nghost = "x"', "ghost: 'x' is not one of start, end"),
        ('view = "side"', 'view = "side"\nsound = 1', "sound is not one of view, props, "),
        ("[poses.start]", "[loop]\nout = { up = 1 }\n[poses.start]", "loop.out: up is not one of "),
        ("[poses.start]", "[poses.start", "squat.toml: "),
    ],
)
def test_data_that_cannot_be_drawn_is_refused_with_its_file_and_field(before, after, words):
    assert before in SQUAT

    with pytest.raises(PoseDataError) as refusal:
        parse(SQUAT.replace(before, after), slug="squat")

    assert str(refusal.value).startswith("squat.toml: ")
    assert words in str(refusal.value)
