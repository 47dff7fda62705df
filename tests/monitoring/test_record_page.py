import pytest
from django.urls import reverse

from tests.factories import (
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    prescribed,
)
from tests.words import words_of

END = 'data-opens="end"'


@pytest.fixture
def program(db):
    return prescribed(program=ProgramFactory(at_home=True)).program


def record_of(client, patient):
    return client.get(reverse("monitoring:patient", args=[patient.pk])).text


def test_a_program_is_ended_from_the_record_with_a_reason(client, program):
    client.force_login(program.doctor.user)
    address = reverse("programs:end", args=[program.pk])
    assert END in record_of(client, program.patient)

    client.post(address, {"why": "No pain for three months."})

    program.refresh_from_db()
    assert program.status == "ended"
    assert END not in record_of(client, program.patient)


def test_a_record_without_a_program_offers_none_to_end(client, db):
    patient = PatientFactory()
    client.force_login(patient.doctor.user)

    assert END not in record_of(client, patient)


def test_the_record_shows_why_a_blocked_exercise_was_prescribed_and_what_is_left_on_bad_days(
    client, db
):
    line = PrescribedLineFactory(
        revision=RevisionFactory(),
        override_reason="Extension eases her leg.",
        flare_sets=1,
        flare_repetitions=2,
    )
    patient = line.revision.program.patient
    client.force_login(patient.doctor.user)

    page = words_of(client.get(reverse("monitoring:patient", args=[patient.pk])))

    assert "In spite of a block: Extension eases her leg." in page
    assert "On bad days: 2 times, hold 10 seconds" in page
