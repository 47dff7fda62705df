"""The pose editor's server side: what it opens with, what it draws, and what it keeps."""

import json

import pytest

from exercises import figures, posing
from exercises.figures import poses
from exercises.figures.geometry import CAMERAS
from exercises.figures.own import faults
from exercises.figures.ranges import RANGES
from exercises.figures.reader import neutral, pose_data
from exercises.posing import words
from exercises.posing.fields import parts
from exercises.services import own
from tests.factories import DoctorFactory, own_exercise

HUG = "double-knee-to-chest"


@pytest.fixture
def doctor(db):
    return DoctorFactory()


@pytest.fixture
def exercise(doctor):
    return own_exercise(doctor)


@pytest.fixture
def desk(client, doctor):
    client.force_login(doctor.user)
    return client


def post(desk, exercise, part, data, **values):
    text = data if isinstance(data, str) else json.dumps(data)
    return desk.post(f"/library/{exercise.slug}/poses/{part}/", {"figure": text, **values})


@pytest.mark.parametrize("slug", neutral())
def test_a_body_at_rest_is_one_that_a_person_can_be(slug):
    assert faults(figures.own(pose_data(slug))) == ()


@pytest.mark.parametrize(
    ("figure", "chosen", "opened"),
    [
        (HUG, "", HUG),
        (None, "", "standing"),
        (pose_data("sitting"), "", "sitting"),
        (pose_data("sitting"), "superman", "superman"),
        (HUG, "on-all-fours", "on-all-fours"),
        (HUG, "../neutral/sitting", HUG),
    ],
)
def test_the_editor_opens_with_what_was_chosen_or_else_what_there_is(figure, chosen, opened):
    assert posing.editor(figure, chosen)["figure"] == pose_data(opened)


def test_every_field_has_a_name_and_limits(desk, exercise):
    page = desk.get(f"/library/{exercise.slug}/poses/").text

    for part in parts():
        for field in part.fields:
            assert f'for="{field.path}"' in page
            assert field.least < field.most


def test_every_word_of_the_engine_has_one_for_the_doctor():
    assert set(words.PLACES) == set(poses.PLACES)
    assert set(words.PROPS) == set(poses.PROPS)
    assert set(words.FOLLOWED) == set(poses.TRACKED)
    assert set(words.VIEWS) == set(CAMERAS)
    assert set(words.JOINTS) == set(RANGES)
    assert set(words.NEUTRAL) == set(neutral())


def test_a_pose_is_drawn_with_the_places_to_take_hold_of_it(desk, exercise):
    answer = post(desk, exercise, "preview", pose_data("sitting"), pose="end").json()

    assert answer["svg"].startswith("<svg")
    assert set(answer["handles"]["limbs"]) == {"right_arm", "left_arm", "right_leg", "left_leg"}
    assert answer["problems"] == []


def test_one_repetition_plays_at_the_tempo_of_the_dose(desk, exercise):
    answer = post(desk, exercise, "preview", pose_data(HUG), play="1").json()

    assert 'dur="16s"' in answer["svg"]  # 3 out, 10 held, 3 back


def test_what_no_person_can_do_is_drawn_and_said(desk, exercise):
    data = pose_data("standing")
    data["poses"]["start"] |= {"lumbar": 60, "thorax": 60}

    answer = post(desk, exercise, "preview", data).json()

    assert answer["problems"] == [
        "Start: the trunk, forward at 120° (a person’s: -50° to 90°).",
    ]


@pytest.mark.parametrize("part", ["preview", "save"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This cannot be drawn: figure is not JSON."),
        ("[" * 15_000, "This cannot be drawn: figure is not JSON."),
        ("{}" + " " * 20_000, "This cannot be drawn: figure has more than 20000 letters."),
        ('{"view": NaN}', "This cannot be drawn: figure is not made of names and numbers."),
        ("[]", "This cannot be drawn: figure cannot be []."),
    ],
)
def test_what_is_no_figure_is_refused_in_words(desk, exercise, part, text, words):
    answer = post(desk, exercise, part, text)

    assert (answer.status_code, answer.json()) == (422, {"words": words})
    assert exercise.versions.count() == 1


def test_a_saved_figure_is_the_exercises_own_from_then_on(desk, exercise):
    answer = post(desk, exercise, "save", pose_data("sitting"))

    assert answer.json() == {"words": "Saved."}
    exercise.refresh_from_db()
    assert exercise.current.figure == pose_data("sitting")
    assert exercise.current.content["steps"] == exercise.versions.first().content["steps"]


def test_a_text_or_nothing_is_no_figure_to_save(desk, exercise):
    for figure in ('"superman"', "null", "3"):
        assert post(desk, exercise, "save", figure).status_code == 422

    assert exercise.versions.count() == 1


def test_the_edit_page_keeps_a_composed_figure_until_another_is_chosen(desk, exercise, doctor):
    own.set_figure(exercise=exercise, figure=pose_data("sitting"), by=doctor.user)

    page = desk.get(f"/library/{exercise.slug}/edit/").text
    answer = desk.post(f"/library/{exercise.slug}/figure/", {"figure": "composed"})

    assert answer.status_code == 302
    assert f"/library/{exercise.slug}/poses/" in page
    exercise.refresh_from_db()
    assert exercise.current.figure == pose_data("sitting")
