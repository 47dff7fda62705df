import pytest
from django.test import Client

from people.models import Doctor
from tests.factories import DoctorFactory


@pytest.fixture
def doctor(db: None) -> Doctor:
    return DoctorFactory()


@pytest.fixture
def desk(client: Client, doctor: Doctor) -> Client:
    client.force_login(doctor.user)
    return client
