"""What the screening page tells of the exercises that a finding blocks."""

import pytest

from programs.blocking import blocking_of
from programs.safety import advice_for, finding
from programs.services import screening
from tests.factories import LYING, ProgramFactory, exercise, prescribed, screened

pytestmark = pytest.mark.django_db


def test_a_finding_names_what_it_blocks_in_the_library_and_in_the_program():
    program = ProgramFactory(patient=screened(), at_home=True)
    prescribed(LYING, program=program)

    (pregnancy,) = blocking_of(program.patient, [finding("pregnancy"), finding("endocrine")])

    assert pregnancy.prescribed == (exercise(LYING).name,)
    assert exercise(LYING).name in pregnancy.names
    assert pregnancy.words == (f"Pregnancy blocks {len(pregnancy.names)} exercises of the library")


def test_what_blocks_nothing_costs_no_query(django_assert_num_queries):
    patient = screened()

    with django_assert_num_queries(0):
        assert list(blocking_of(patient, [finding("endocrine")])) == []


def test_the_screening_page_explains_it(client):
    program = ProgramFactory(patient=screened(), at_home=True)
    prescribed(LYING, program=program)
    patient, doctor = program.patient, program.doctor.user
    screening.review_contraindications(patient=patient, by=doctor, findings=["pregnancy"])
    client.force_login(doctor)

    page = client.get(f"/desk/patients/{patient.pk}/screening/").text

    assert "Pregnancy blocks" in page
    assert f"Prescribed now: {exercise(LYING).name}" in page


def test_advice_is_given_for_diabetes_and_hypertension_alone():
    assert len(advice_for(["diabetes", "hypertension", "pregnancy", "fever"])) == 2
