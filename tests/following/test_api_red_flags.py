"""Red flags that the phone reports by themselves, when no session is under way."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from monitoring.models import Alert
from people.ids import uuid7
from people.models import Patient
from programs.models import Program, RedFlagCheck
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


def report(patient: Patient, **body: Any) -> Any:
    client = Client()
    client.force_login(patient.user)
    whole = {"id": str(uuid7()), "flags": ["bladder"]} | body
    return client.post(reverse("api:red_flags"), whole, content_type="application/json")


def test_a_red_flag_without_a_session_pauses_the_plan_and_tells_the_doctor(patient):
    check_id = str(uuid7())
    answer = report(patient, id=check_id)

    assert answer.json() == {"kept": [check_id]}
    assert Program.objects.get(patient=patient).suspended_because == "red_flag"
    assert RedFlagCheck.objects.get(patient=patient).flags == ["bladder"]
    assert Alert.objects.get(patient=patient).reason == "red_flag"


def test_a_replay_pauses_no_plan_that_the_doctor_has_opened_since(patient):
    check_id = str(uuid7())
    report(patient, id=check_id)
    own = Program.objects.filter(clinic=patient.clinic, patient=patient)
    own.update(status=Program.Status.HOME, suspended_because="", suspended_at=None)
    again = report(patient, id=check_id)

    assert again.json() == {"kept": [check_id]}
    assert RedFlagCheck.objects.filter(patient=patient).count() == 1
    assert Program.objects.get(patient=patient).status == Program.Status.HOME


def test_the_id_of_another_patients_report_is_nobodys(patient):
    check_id = str(uuid7())
    report(at_home().program.patient, id=check_id)

    assert report(patient, id=check_id).status_code == 404
    assert Program.objects.get(patient=patient).status == Program.Status.HOME


@pytest.mark.parametrize(
    "body", [{"flags": ["hiccups"]}, {"flags": None}, {"flags": "bladder"}, {"id": "one"}]
)
def test_what_is_no_report_of_red_flags_is_refused_and_keeps_nothing(patient, body):
    assert report(patient, **body).status_code == 400
    assert not RedFlagCheck.objects.filter(patient=patient).exists()
