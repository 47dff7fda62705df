import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from exercises import services
from exercises.content import LIBRARY
from people.models import User
from tests.database import empty_library
from tests.factories import DoctorFactory

ALL = sorted(path.stem for path in LIBRARY.glob("*.toml"))


class Folder:
    """A library of one's own, of copies that a test may change."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, *slugs: str) -> None:
        for slug in slugs:
            (self.path / f"{slug}.toml").write_bytes((LIBRARY / f"{slug}.toml").read_bytes())

    def remove(self, slug: str) -> None:
        (self.path / f"{slug}.toml").unlink()

    def change(self, slug: str, old: str, new: str) -> None:
        file = self.path / f"{slug}.toml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def load(self) -> services.LoadReport:
        return services.load_library(folder=self.path)


@pytest.fixture
def library(db: None) -> None:
    """The product's own, which the database of the tests holds from its beginning."""


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Folder:
    empty_library()
    return Folder(tmp_path)


def many_squats(folder: Path) -> None:
    """Thirty exercises that differ in their names."""
    text = (LIBRARY / "bodyweight-squat.toml").read_text()
    unplaced = re.sub(r"^source_order.*\n", "", text, flags=re.MULTILINE)
    for number in range(30):
        renamed = unplaced.replace('name = "', f'name = "{number} ', 1)
        (folder / f"squat-{number}.toml").write_text(renamed)


@pytest.fixture
def many(folder: Folder) -> None:
    many_squats(folder.path)
    folder.load()


@pytest.fixture
def doctor(db: None) -> User:
    return DoctorFactory().user


@pytest.fixture
def desk(client: Client, doctor: User) -> Client:
    client.force_login(doctor)
    return client


@pytest.fixture
def slugs() -> Callable[..., list[str]]:
    return lambda exercises: [exercise.slug for exercise in exercises]
