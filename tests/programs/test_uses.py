import re

import pytest

from people.models import Patient, User
from programs.models import Program
from tests.factories import (
    LYING,
    SITTING,
    STANDING,
    DoctorFactory,
    PatientFactory,
    ProgramFactory,
    RevisionFactory,
    prescribed,
)
from tests.words import words_of

pytestmark = pytest.mark.django_db

ADDRESS = f"/desk/exercises/{LYING}/uses/"


@pytest.fixture
def doctor(client) -> User:
    doctor = DoctorFactory()
    client.force_login(doctor.user)
    return doctor


def following(doctor, *slugs: str, name: str = "Anna Nowak", **terms: object) -> Patient:
    patient = PatientFactory(doctor=doctor, name=name)
    prescribed(*slugs, program=ProgramFactory(patient=patient, at_home=True), **terms)
    return patient


def named(response) -> list[str]:
    return re.findall(r'href="/desk/patients/([\w-]+)/"', response.text)


def test_it_names_the_patients_whose_current_program_holds_the_exercise(client, doctor):
    jan = following(doctor, LYING, SITTING, name="Jan Kowal")
    anna = following(doctor, LYING)
    following(doctor, SITTING)

    response = client.get(ADDRESS)

    assert named(response) == [str(anna.pk), str(jan.pk)]
    assert "In 2 current programs: Anna Nowak Jan Kowal" in words_of(response)


def test_another_clinic_and_an_ended_program_are_not_counted(client, doctor):
    following(DoctorFactory(), LYING)
    ended = following(doctor, LYING)
    Program.objects.filter(patient=ended).update(status=Program.Status.ENDED)

    assert named(client.get(ADDRESS)) == []


def test_an_exercise_that_a_newer_revision_left_out_is_no_longer_counted(client, doctor):
    patient = following(doctor, LYING, number=1)
    newer = RevisionFactory(program=Program.objects.get(patient=patient), number=2)
    prescribed(SITTING, program=newer.program, number=3)

    assert named(client.get(ADDRESS)) == []


def test_it_names_the_templates_that_hold_the_exercise(client, doctor):
    following(doctor, SITTING)

    assert "In these templates: Sciatica, source complex" in words_of(client.get(ADDRESS))


def test_an_exercise_that_is_used_nowhere_says_so(client, doctor):
    following(doctor, STANDING)

    words = words_of(client.get("/desk/exercises/dead-bug/uses/"))

    assert "In no current program of your clinic, and in no template." in words


@pytest.mark.parametrize("number", [1, 3, 30])
def test_more_patients_do_not_mean_more_queries(client, doctor, django_assert_num_queries, number):
    for _ in range(number):
        following(doctor, LYING)

    with django_assert_num_queries(8):
        response = client.get(ADDRESS)

    assert len(named(response)) == min(number, 12)
    assert ("and 18 more" in words_of(response)) == (number == 30)
