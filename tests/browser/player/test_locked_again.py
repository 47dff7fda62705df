"""What told pain has locked is not shown any more, on a page that was opened before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from people.models import Patient
from tests.browser.player.session import at, check_in, open_session, sign_in, until_quiet
from tests.factories import LYING, STANDING, StageOpeningFactory
from tests.following.phone import at_home


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home since yesterday, with standing open and first in the plan."""
    revision = at_home(STANDING, LYING)
    yesterday = timezone.now() - timedelta(days=1)
    StageOpeningFactory(program=revision.program, stage=3, opened_at=yesterday)
    return revision.program.patient


@pytest.mark.parametrize(
    ("pain", "first"), [(0, "Standing side bend"), (1, "Knees to chest")], ids=["calm", "pain"]
)
def test_requirement_15_standing_is_left_out_once_pain_was_told(
    phone: Page, patient: Patient, base_url: str, pain: int, first: str
):
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        with phone.expect_response("**/api/v1/sessions/*/"):
            check_in(phone, *(["low_back_left"] if pain else []), back=pain, leg=0)

        expect(at(phone, "ready").get_by_role("heading").first).to_have_text(first)
