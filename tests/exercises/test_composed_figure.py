"""The figure of an own exercise that a doctor composed from poses."""

import pytest

from exercises import drawing, figures
from exercises.content import OwnText
from exercises.figures.reader import pose_data
from exercises.models import Exercise
from exercises.services import own
from following.line_document import line_document
from tests.factories import (
    DoctorFactory,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    own_exercise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor():
    return DoctorFactory()


@pytest.fixture
def composed(doctor):
    exercise = own_exercise(doctor)
    return own.set_figure(exercise=exercise, figure=pose_data("standing"), by=doctor.user).exercise


def address_of(exercise, **query):
    return drawing.figure_address(exercise.current, **query)


def test_a_composed_figure_is_drawn_from_its_own_poses(client, doctor, composed):
    client.force_login(doctor.user)

    start = client.get(address_of(composed, frame="start"))
    film = client.get(address_of(composed, tempo="4-0-2"))

    figure = figures.own(pose_data("standing"))
    assert start.headers["Content-Type"] == "image/svg+xml"
    assert start.text == figures.still(figure, frame="start")
    assert film.text == figures.animated(figure, timing=figures.Timing(4, 0, 2))


def test_a_program_keeps_the_figure_that_it_was_prescribed_with(client, doctor, composed):
    client.force_login(doctor.user)
    prescribed, before = address_of(composed, frame="start"), composed.current
    seen = client.get(prescribed).text

    own.set_figure(exercise=composed, figure=pose_data("sitting"), by=doctor.user)
    composed.refresh_from_db()

    assert before.number + 1 == composed.current.number
    assert client.get(prescribed).text == seen
    assert client.get(address_of(composed, frame="start")).text != seen


def test_every_library_figure_is_kept_as_ones_own_and_drawn_as_it_was(doctor, composed):
    differing = set()
    for slug in figures.slugs():
        own.set_figure(exercise=composed, figure=pose_data(slug), by=doctor.user)
        composed.refresh_from_db()
        if figures.animated(figures.own(composed.current.figure)) != figures.animated(slug):
            differing.add(slug)

    assert differing == set()


def test_only_the_doctors_and_patients_of_its_clinic_see_it(client, doctor, composed):
    people = {
        "stranger": None,
        "doctor": doctor.user,
        "colleague": DoctorFactory(clinic=doctor.clinic).user,
        "patient": PatientFactory(doctor=doctor).user,
        "doctor elsewhere": DoctorFactory().user,
        "patient elsewhere": PatientFactory().user,
    }
    answers = {}
    for role, user in people.items():
        client.logout()
        if user:
            client.force_login(user)
        answers[role] = client.get(address_of(composed)).status_code

    assert answers == {
        "stranger": 404,
        "doctor": 200,
        "colleague": 200,
        "patient": 200,
        "doctor elsewhere": 404,
        "patient elsewhere": 404,
    }


def test_it_is_kept_by_the_browser_alone_and_for_long_only_under_its_version(
    client, doctor, composed
):
    client.force_login(doctor.user)
    named = f"/library/{composed.slug}/figure.svg"

    kept = {
        address: client.get(address).headers["Cache-Control"]
        for address in (address_of(composed), named)
    }

    assert kept == {
        address_of(composed): "private, max-age=31536000, immutable",
        named: "private, no-cache",
    }


@pytest.mark.parametrize("version", ["0", "99", "-1", "x", "", "9" * 40, "9" * 5000])
def test_a_version_that_is_not_there_has_no_figure(client, doctor, composed, version):
    client.force_login(doctor.user)

    answer = client.get(f"/library/{composed.slug}/figure.svg", {"version": version})

    assert answer.status_code == 404


def test_what_the_figure_cannot_answer_is_refused_in_words(client, doctor, composed):
    client.force_login(doctor.user)

    answer = client.get(address_of(composed, frame="last"))

    assert (answer.status_code, answer.text) == (400, "The frame must be start, end or sheet.")


def impossible(**changes):
    data = pose_data("standing")
    data["poses"]["end"] |= changes
    return data


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"view": "side"}, "This cannot be drawn: figure: poses.start is missing."),
        (impossible(neck=90), "poses.end.neck must be from -45 to 45"),
        (impossible(legs={"thigh": 1}), "poses.end.right_leg: thigh is not one of "),
        (impossible(lumbar=60, thorax=60), "End: the trunk, forward at 120°"),
        (impossible(hip=[0, 0.5], legs={}), "End: the body is 41 cm below the floor."),
        ("handstand", "The library has no figure of that name."),
    ],
)
def test_what_no_person_can_do_is_refused_and_nothing_is_kept(doctor, composed, figure, words):
    with pytest.raises(own.OwnExerciseRefused) as refusal:
        own.set_figure(exercise=composed, figure=figure, by=doctor.user)

    assert words in str(refusal.value)
    assert composed.versions.count() == 2


def test_an_exercise_does_not_begin_with_what_no_person_can_do(doctor, composed):
    text = OwnText.model_validate({**composed.current.content, "figure": impossible(neck=90)})

    with pytest.raises(own.OwnExerciseRefused, match="neck must be from -45 to 45"):
        own.create_own(clinic=doctor.clinic, text=text, by=doctor.user)

    assert list(Exercise.objects.own(doctor.user)) == [composed]


def test_the_patients_phone_plays_the_version_that_was_prescribed(client, doctor, composed):
    patient = PatientFactory(doctor=doctor)
    line = PrescribedLineFactory(
        exercise=composed, revision__program=ProgramFactory(patient=patient, at_home=True)
    )
    own.set_figure(exercise=composed, figure=pose_data("sitting"), by=doctor.user)
    client.force_login(patient.user)

    [given, *_rest] = line_document(line, place=1, count=1)["sets"]

    standing = figures.own(pose_data("standing"))
    assert client.get(given["start"]).text == figures.still(standing, frame="start")
