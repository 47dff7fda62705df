from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from people.models import Patient
from tests.browser.conftest import PHONE, listened_to
from tests.browser.player.conftest import player
from tests.following.phone import at_home

__all__ = ["player"]


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Page:
    """A page on the patient's phone, into which the worker may come."""
    return listened_to(new_context(**PHONE), complaints).new_page()


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home("double-knee-to-chest").program.patient
