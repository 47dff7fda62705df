from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from exercises.content import LIBRARY
from exercises.services import load_library
from people.models import Patient, User
from programs.models import Program
from tests.database import empty_library
from tests.factories import drafted, screened


@pytest.fixture
def patient(db: None) -> Patient:
    """Screened today, with nothing found."""
    return screened()


@pytest.fixture
def doctor(patient: Patient) -> User:
    return patient.doctor.user


@pytest.fixture
def draft(patient: Patient) -> Program:
    """One exercise and the terms: nothing is missing."""
    return drafted(patient=patient)


@pytest.fixture
def desk(client: Client, doctor: User) -> Client:
    client.force_login(doctor)
    return client


@pytest.fixture
def library_of(tmp_path: Path, db: None) -> Callable[[int], list[str]]:
    """Load a library of that many exercises, whose slugs it answers."""
    empty_library()

    def load(count: int) -> list[str]:
        text = (LIBRARY / "rest-90-90.toml").read_bytes()
        slugs = [f"rest-{number}" for number in range(count)]
        for slug in slugs:
            (tmp_path / f"{slug}.toml").write_bytes(text)
        load_library(folder=tmp_path)
        return slugs

    return load
