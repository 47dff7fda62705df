import pytest
from django.http import HttpResponse

from people.access import doctors_only, patients_only, public, signed_in
from people.models import Invitation, Patient
from programs.models import Program
from tests.factories import DoctorFactory, PatientFactory, ProgramFactory, prescribed

pytestmark = pytest.mark.django_db


def test_people_of_two_clinics_see_the_patients_of_both_and_of_no_other():
    post = DoctorFactory()
    second = DoctorFactory(user=post.user)
    mine, also_mine = PatientFactory(doctor=post), PatientFactory(doctor=second)
    PatientFactory()

    assert set(Patient.objects.visible_to(post.user)) == {mine, also_mine}


def test_a_post_that_was_left_opens_no_records():
    post = DoctorFactory(is_active=False)
    PatientFactory(doctor=post)

    assert list(Patient.objects.visible_to(post.user)) == []


def test_patients_see_their_own_record_alone_and_treat_nobody():
    patient = PatientFactory()
    PatientFactory(doctor=patient.doctor)

    assert list(Patient.objects.visible_to(patient.user)) == [patient]
    assert list(Patient.objects.treated_by(patient.user)) == []
    assert list(Invitation.objects.visible_to(patient.user)) == []


def test_patients_see_their_program_once_it_is_prescribed():
    program = ProgramFactory()
    assert list(Program.objects.visible_to(program.patient.user)) == []

    prescribed(program=program)

    assert list(Program.objects.visible_to(program.patient.user)) == [program]


def test_a_page_says_whom_it_is_for():
    def view(request):
        return HttpResponse()

    guards = (doctors_only, patients_only, signed_in, public)

    assert [guard(view).audience for guard in guards] == [
        "doctors", "patients", "signed in", "public",
    ]  # fmt: skip


def test_htmx_sends_the_whole_page_to_sign_in(client):
    response = client.get("/desk/patients/new/", headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/desk/patients/new/"
