import re

import pytest
from django.utils import timezone

from people import services
from people.models import Invitation, Patient
from tests.factories import PatientFactory
from tests.words import words_of


@pytest.fixture
def patient(doctor) -> Patient:
    return PatientFactory(doctor=doctor, user=None)


def address(patient: Patient) -> str:
    return f"/desk/patients/{patient.pk}/invite/"


def test_before_the_first_invitation_the_page_says_what_it_is(desk, patient):
    page = words_of(desk.get(address(patient)))

    assert "No password is needed." in page
    assert "Revoke the invitation" not in page


def test_an_invitation_shows_its_square_code_and_link_which_work(desk, patient):
    response = desk.post(address(patient))

    link = re.search(r"data-invitation-link[^>]*>\s*(\S+?)\s*<", response.text)[1]
    code = re.search(r"data-invitation-code[^>]*>\s*(\w{4} \w{4})\s*<", response.text)[1]
    invitation, now = Invitation.objects.get(), timezone.now()
    token = re.fullmatch(r"http://testserver/start/(.+)/", link)[1]
    assert services.find_invitation(token=token, at=now) == invitation
    assert services.find_invitation(code=code, at=now) == invitation
    assert "<svg" in response.text
    assert "http://testserver/start/" in words_of(response)


def test_the_secrets_are_shown_once_and_kept_by_no_browser(desk, patient):
    issued = desk.post(address(patient))
    code = issued.context["code"]

    later = desk.get(address(patient))

    assert "no-store" in issued.headers["Cache-Control"]
    assert code not in later.text
    assert "An invitation is open until" in words_of(later)


def test_a_new_invitation_takes_the_place_of_the_old(desk, patient):
    desk.post(address(patient))
    desk.post(address(patient))

    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_a_revoked_invitation_no_longer_works_and_the_page_says_so(desk, patient):
    desk.post(address(patient))

    response = desk.post(f"{address(patient)}revoke/")

    assert response.headers["Location"] == address(patient)
    assert not Invitation.objects.open(timezone.now()).exists()
    assert "The last invitation no longer works." in words_of(desk.get(address(patient)))


def test_when_the_patient_has_come_in_the_page_says_when(desk, patient):
    issued = services.invite(patient=patient, by=patient.doctor.user)
    services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    assert "Came in on" in words_of(desk.get(address(patient)))


def test_a_doctor_of_another_clinic_invites_nobody(desk):
    response = desk.post(address(PatientFactory()))

    assert response.status_code == 404
    assert not Invitation.objects.exists()
