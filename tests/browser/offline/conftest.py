import pytest
from playwright.sync_api import Page

from people.models import Patient
from tests.browser.player.conftest import player
from tests.following.phone import at_home

__all__ = ["player"]


@pytest.fixture
def phone(phone_with_worker: Page) -> Page:
    return phone_with_worker


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home("double-knee-to-chest").program.patient
