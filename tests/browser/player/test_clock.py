"""A phone's clock may be wrong or jump: the report says what it shows, the session runs on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from following.models import Session, SetEvent
from people.models import Patient
from tests.browser.player.session import at, check_in, press
from tests.following.phone import at_home_with

WARSAW = "Europe/Warsaw"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"timezone_id": WARSAW}


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home_with({"sets": 1, "repetitions": 2, "hold": 0}).program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    return opened


def test_each_report_says_what_the_phones_clock_shows_and_where_it_is(player, patient):
    ahead = timedelta(hours=3)
    player.clock.set_system_time(datetime.now(UTC) + ahead)
    with player.expect_response("**/api/v1/sessions/*/") as begun:
        check_in(player)
        at(player, "ready")

    report = begun.value.request.post_data_json
    assert report["time_zone"] == WARSAW
    happened_at, sent_at = (
        datetime.fromisoformat(report[name]) for name in ("happened_at", "sent_at")
    )
    assert timedelta() <= sent_at - happened_at < timedelta(minutes=5)
    session = Session.objects.get(patient=patient)
    assert abs(session.clock_skew - ahead.total_seconds()) < 300


def test_a_clock_that_jumps_in_the_middle_of_a_set_changes_nothing(player, patient):
    check_in(player)
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(7000)
    player.clock.set_system_time(datetime.now(UTC) + timedelta(days=2))
    with player.expect_response("**/events/"):
        player.clock.run_for(7100)

    event = SetEvent.objects.get(clinic_id=patient.clinic_id)
    assert (event.kind, event.seconds) == (SetEvent.Kind.TIMED, 14)
