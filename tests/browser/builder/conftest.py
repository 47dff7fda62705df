from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from people.models import User
from programs.models import Program
from tests.browser.builder.screen import Builder
from tests.factories import LYING, SITTING, drafted, screened

CAT_CAMEL = "cat-camel-forearms"


@pytest.fixture
def draft(transactional_db: None) -> Program:
    """Two lying exercises and a sitting one; bending back is blocked by a stenosis."""
    return drafted(LYING, CAT_CAMEL, SITTING, patient=screened(findings=("stenosis",)))


@pytest.fixture
def sign_in(base_url: str) -> Callable[[BrowserContext, User], None]:
    def give_cookie(context: BrowserContext, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
        context.add_cookies([cookie])

    return give_cookie


@pytest.fixture
def builder(desk: Page, draft: Program, sign_in: Callable[[BrowserContext, User], None]) -> Builder:
    sign_in(desk.context, draft.doctor.user)
    desk.goto(f"/desk/patients/{draft.patient_id}/program/")
    return Builder(desk, draft)
