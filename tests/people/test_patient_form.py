import pytest
from django.utils import timezone

from people.models import Patient
from tests.factories import ClinicFactory, DoctorFactory, PatientFactory
from tests.words import words_of

NEW = "/desk/patients/new/"
ANNA = {
    "name": "  Anna   Nowak ",
    "birth_year": "1978",
    "sex": "female",
    "email": "",
    "phone": "",
    "language": "en",
    "time_zone": "Europe/Warsaw",
    "affected_side": "left",
    "reach": "calf",
    "cause": "herniation",
}


def test_a_new_patient_belongs_to_the_doctor_and_goes_on_to_the_screening(desk, doctor):
    response = desk.post(NEW, ANNA)

    patient = Patient.objects.get()
    assert (patient.doctor, patient.clinic) == (doctor, doctor.clinic)
    assert (patient.name, patient.birth_year) == ("Anna Nowak", 1978)
    assert (patient.affected_side, patient.reach, patient.cause) == ("left", "calf", "herniation")
    assert patient.user is None
    assert response.headers["Location"] == f"/desk/patients/{patient.pk}/screening/"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "   ", "This field is required."),
        ("birth_year", "78", "Write a birth year between"),
        ("birth_year", "soon", "Enter a whole number."),
        ("email", "anna@", "Enter a valid email address."),
        ("time_zone", "Mars/Base", "Select a valid choice. Mars/Base is not one of the available"),
        ("reach", "", "This field is required."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, field, typed, words):
    response = desk.post(NEW, ANNA | {field: typed})

    assert words in response.context["form"].errors[field][0]
    assert words in words_of(response)
    assert not Patient.objects.exists()


@pytest.mark.parametrize(("age", "taken"), [(5, True), (4, False), (110, True), (111, False)])
def test_a_birth_year_is_one_of_a_person_who_may_live_now(desk, age, taken):
    desk.post(NEW, ANNA | {"birth_year": timezone.localdate().year - age})

    assert Patient.objects.exists() is taken


def test_the_clinics_time_zone_is_offered_first(desk):
    form = desk.get(NEW).context["form"]

    assert form["time_zone"].value() == "Europe/Warsaw"


def test_a_doctor_of_one_clinic_is_not_asked_which(desk):
    assert "doctor" not in desk.get(NEW).context["form"].fields


def test_a_doctor_of_two_clinics_chooses_one_of_them(desk, doctor):
    second = DoctorFactory(user=doctor.user)
    stranger = DoctorFactory(clinic=ClinicFactory())

    refused = desk.post(NEW, ANNA | {"doctor": stranger.pk})
    desk.post(NEW, ANNA | {"doctor": second.pk})

    assert list(refused.context["form"].errors) == ["doctor"]
    assert Patient.objects.get().clinic == second.clinic


def test_a_record_is_changed_and_so_is_the_person_who_signs_in(desk, doctor):
    patient = PatientFactory(doctor=doctor)

    response = desk.post(
        f"/desk/patients/{patient.pk}/edit/", ANNA | {"name": "Anna Kowal", "reach": "thigh"}
    )

    patient.refresh_from_db()
    assert (patient.name, patient.reach, patient.user.name) == ("Anna Kowal", "thigh", "Anna Kowal")
    assert response.headers["Location"] == f"/desk/patients/{patient.pk}/"


def test_a_doctor_of_another_clinic_changes_nothing(desk):
    patient = PatientFactory()

    response = desk.post(f"/desk/patients/{patient.pk}/edit/", ANNA | {"name": "Somebody Else"})

    patient.refresh_from_db()
    assert response.status_code == 404
    assert patient.name == "Anna Nowak"


def test_a_patient_does_not_enrol_patients(client, db):
    client.force_login(PatientFactory().user)

    assert client.post(NEW, ANNA).status_code == 404
    assert Patient.objects.count() == 1
