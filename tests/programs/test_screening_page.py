from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.models import Clearance, ContraindicationReview, PainFree, RedFlagCheck
from programs.services import screening, supervision
from tests.factories import DoctorFactory, PatientFactory, ProgramFactory, screened
from tests.words import words_of

pytestmark = pytest.mark.django_db


def address(patient, section: str = "") -> str:
    return f"/desk/patients/{patient.pk}/screening/" + (f"{section}/" if section else "")


def open_sections(response) -> list[str]:
    return [form.section for form, _answer in response.context["sections"]
            if form.section == response.context["open_section"]]  # fmt: skip


def test_what_is_missing_is_said_in_words(client):
    patient = PatientFactory()
    client.force_login(patient.doctor.user)

    page = words_of(client.get(address(patient)))

    assert "Record the neurologist's decision on whether exercise is needed." in page
    assert "State, with a date, that the acute inflammation has settled." in page
    assert "Go through the contraindications with the patient." in page
    assert "Ask the patient about every red flag." in page
    assert "Nothing is missing." not in page


def test_the_next_answer_to_give_stands_open(client):
    patient = PatientFactory()
    client.force_login(patient.doctor.user)

    assert open_sections(client.get(address(patient))) == ["neurologist"]


def test_a_full_screening_says_so_and_who_stated_what(desk, patient):
    response = desk.get(address(patient))

    page = words_of(response)
    assert open_sections(response) == []
    assert "Nothing is missing." in page
    assert "Dr Adam Lis" in page
    assert "stated by Elena Orlova" in page


def test_each_section_saves_alone_and_comes_back_to_the_page(desk, patient, doctor):
    response = desk.post(
        address(patient, "red-flags"),
        {"red-flags-flags": ["foot_drop"], "red-flags-confirmed": "on"},
    )

    assert response.headers["Location"] == address(patient)
    check = RedFlagCheck.objects.latest()
    assert (check.flags, check.recorded_by) == (["foot_drop"], doctor)


def test_red_flags_that_were_not_all_asked_are_refused_beside_the_tick(desk, patient):
    count = RedFlagCheck.objects.count()

    response = desk.post(address(patient, "red-flags"), {"red-flags-flags": ["foot_drop"]})

    assert "Ask about every one, then tick this." in words_of(response)
    assert open_sections(response) == ["red-flags"]
    assert RedFlagCheck.objects.count() == count


def test_what_was_found_shows_its_kind_and_advice(desk, patient):
    desk.post(
        address(patient, "contraindications"),
        {
            "contraindications-findings": ["hypertension"],
            "contraindications-note": "Takes tablets.",
            "contraindications-confirmed": "on",
        },
    )

    response = desk.get(address(patient))

    page = words_of(response)
    assert ContraindicationReview.objects.latest().findings == ["hypertension"]
    assert (
        "Hypertension. Only with a doctor's clearance. "
        "No breath-holding. No session at 180/110 or above." in page
    )
    assert "Takes tablets." in page
    assert open_sections(response) == ["clearance"]


def test_a_clearance_is_shown_with_who_why_and_until_when(desk, patient, doctor):
    review_on = timezone.localdate() + timedelta(days=60)
    screening.review_contraindications(patient=patient, by=doctor, findings=["diabetes"])

    desk.post(
        address(patient, "clearance"),
        {
            "clearance-finding": "diabetes",
            "clearance-reason": "Stable, feet checked.",
            "clearance-review_on": review_on,
        },
    )

    page = words_of(desk.get(address(patient)))
    assert Clearance.objects.get().recorded_by == doctor
    assert "Diabetes mellitus: cleared by Elena Orlova until" in page
    assert "Stable, feet checked." in page
    assert "Nothing is missing." in page


def test_requirement_19_the_doctor_enters_since_when_the_patient_is_free_of_pain(
    desk, patient, doctor
):
    since = timezone.localdate() - timedelta(days=90)
    nothing_yet = words_of(desk.get(address(patient)))

    desk.post(address(patient, "pain-free"), {"pain-free-since": since})

    stated = PainFree.objects.get()
    assert "Free of pain Only for the effortful exercises of prevention" in nothing_yet
    assert (stated.since, stated.recorded_by) == (since, doctor)
    assert ", stated by Elena Orlova" in words_of(desk.get(address(patient)))


def test_a_day_without_pain_still_to_come_is_refused(desk, patient):
    to_come = timezone.localdate() + timedelta(days=2)  # in whatever zone the doctor reads

    response = desk.post(address(patient, "pain-free"), {"pain-free-since": to_come})

    assert "This day is still to come." in words_of(response)
    assert not PainFree.objects.exists()


def test_after_a_pause_for_pain_the_page_asks_for_the_statement_anew(desk, patient, doctor):
    screening.state_pain_free(patient=patient, by=doctor, since=timezone.localdate())
    program = ProgramFactory(patient=patient, at_home=True)
    supervision.suspend(program=program, because="strong_pain", at=timezone.now())

    page = words_of(desk.get(address(patient)))

    assert "Paused since it was stated by Elena Orlova: state it anew" in page


def test_an_unknown_section_is_not_found(desk, patient):
    assert desk.post(address(patient, "horoscope")).status_code == 404


def test_a_doctor_of_another_clinic_records_nothing(client, patient):
    client.force_login(DoctorFactory().user)
    count = RedFlagCheck.objects.count()

    response = client.post(address(patient, "red-flags"), {"red-flags-confirmed": "on"})

    assert response.status_code == 404
    assert RedFlagCheck.objects.count() == count


def test_the_page_asks_the_database_as_often_after_30_clearances_as_after_one(client):
    def queries_with(clearances: int) -> int:
        patient = screened()
        for _ in range(clearances):
            screening.clear(
                patient=patient,
                by=patient.doctor.user,
                finding="diabetes",
                reason="Stable.",
                review_on=timezone.localdate() + timedelta(days=60),
            )
        client.force_login(patient.doctor.user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(patient))
        return len(queries)

    assert queries_with(1) == queries_with(3) == queries_with(30)
