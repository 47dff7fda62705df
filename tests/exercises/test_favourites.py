import re

import pytest
from django.db import IntegrityError, transaction

from exercises.models import Exercise, Favourite
from exercises.services import favourites
from tests.exercises.test_library_page import shown
from tests.factories import DoctorFactory, own_exercise

HUG, PLANE = "double-knee-to-chest", "superman"
ADDRESS = f"/library/{HUG}/favourite/"

pytestmark = pytest.mark.usefixtures("library")


def hug() -> Exercise:
    return Exercise.objects.get(slug=HUG)


def pressed(response) -> list[str]:
    return re.findall(
        r'id="favourite-([\w-]+)"\s+type="button"\s+aria-pressed="true"', response.text
    )


def test_a_mark_is_answered_with_its_button_pressed_and_shows_on_every_page(desk):
    answer = desk.post(ADDRESS, {"wanted": "yes"})

    assert pressed(answer) == [HUG]
    assert '"wanted": "no"' in answer.text
    assert pressed(desk.get("/library/")) == [HUG]
    assert pressed(desk.get(f"/library/{HUG}/"))[0] == HUG


def test_a_mark_can_be_taken_back(desk):
    desk.post(ADDRESS, {"wanted": "yes"})

    answer = desk.post(ADDRESS, {"wanted": "no"})

    assert pressed(answer) == []
    assert Favourite.objects.count() == 0


def test_asking_twice_for_the_same_changes_nothing(desk):
    for _ in range(2):
        desk.post(ADDRESS, {"wanted": "yes"})

    assert Favourite.objects.count() == 1


def test_favourites_can_be_shown_alone(desk):
    desk.post(ADDRESS, {"wanted": "yes"})

    assert shown(desk.get("/library/?favourites=only")) == [HUG]


def test_a_mark_on_a_clinics_own_exercise_stays_in_that_clinic(doctor):
    one = own_exercise(doctor.doctors[0])
    DoctorFactory(user=doctor)
    del doctor.doctors

    favourites.mark(exercise=one, by=doctor)
    favourites.mark(exercise=hug(), by=doctor)

    marks = [mark.clinic for mark in Favourite.objects.order_by("id")]
    assert marks == [one.clinic, *doctor.clinics]


def test_no_colleague_sees_a_mark(desk, doctor, client):
    favourites.mark(exercise=hug(), by=doctor)
    colleague = DoctorFactory(clinic=doctor.clinics[0]).user
    client.force_login(colleague)

    assert pressed(client.get("/library/")) == []
    assert shown(client.get("/library/?favourites=only")) == []


def test_a_mark_is_kept_with_each_post_so_that_it_outlives_one(doctor):
    second = DoctorFactory(user=doctor)
    favourites.mark(exercise=hug(), by=doctor)

    assert set(Favourite.objects.values_list("clinic", flat=True)) == {
        doctor.clinics[0].pk,
        second.clinic_id,
    }
    favourites.unmark(exercise=hug(), by=doctor)
    assert Favourite.objects.count() == 0


def test_an_exercise_is_marked_once_by_a_doctor(doctor):
    favourites.mark(exercise=hug(), by=doctor)
    post = doctor.doctors[0]

    with (
        pytest.raises(IntegrityError, match="a_doctor_marks_an_exercise_once"),
        transaction.atomic(),
    ):
        Favourite.objects.create(clinic=post.clinic, doctor=post, exercise=hug())
