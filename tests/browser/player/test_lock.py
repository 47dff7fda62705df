"""Warning signs lock every session on this phone at once, with or without a network."""

import pytest
from playwright.sync_api import Page, Route, expect

from following.models import Stop
from people.ids import uuid7
from people.models import Patient
from programs.models import Program, RedFlagCheck
from tests.browser.player.session import (
    answer_stop,
    at,
    check_in,
    feel,
    press,
    refuse,
    touch,
)
from tests.following.phone import at_home_with

SIGN = "Cannot control or feel bowel movements"
API = "**/api/v1/**"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home_with({"sets": 2, "repetitions": 2, "hold": 0}).program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    return opened


def tell_a_sign(page: Page) -> None:
    press(page, "Warning signs")
    at(page, "red-flags").get_by_label(SIGN).check()
    press(page, "Yes, I have this")


def is_an_emergency(page: Page) -> None:
    decision = at(page, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(decision.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")


def cut(route: Route) -> None:
    route.abort()


def test_an_emergency_needs_no_network_and_outlasts_a_reload_and_a_later_session(player, patient):
    check_in(player)
    with player.expect_response("**/api/v1/sessions/*/"):
        at(player, "ready")
    player.context.set_offline(True)
    press(player, "Start")
    at(player, "moving")
    tell_a_sign(player)
    is_an_emergency(player)

    player.context.route(API, cut)
    player.context.set_offline(False)
    player.reload()
    is_an_emergency(player)
    player.goto(f"/today/session/{uuid7()}/?slot=2")
    is_an_emergency(player)
    assert Program.objects.get(patient=patient).status == Program.Status.HOME

    player.context.unroute(API, cut)
    with player.expect_response("**/stops/"):
        player.reload()
    assert Program.objects.get(patient=patient).suspended_because == "red_flag"


def test_the_phone_opens_again_when_the_doctor_has_opened_the_plan(player, patient):
    with player.expect_response("**/red-flags/"):
        tell_a_sign(player)
        is_an_emergency(player)
    own = Program.objects.filter(clinic=patient.clinic_id, patient=patient)
    assert own.get().suspended_because == "red_flag"
    own.update(status=Program.Status.HOME, suspended_because="", suspended_at=None)
    player.reload()

    at(player, "check-in")


def test_a_later_session_that_is_open_in_another_tab_is_locked_too(player):
    second = player.context.new_page()
    second.goto(f"/today/session/{uuid7()}/?slot=2")
    at(second, "check-in")
    player.context.route(API, cut)
    tell_a_sign(player)
    is_an_emergency(player)
    second.evaluate("dispatchEvent(new Event('focus'))")

    is_an_emergency(second)


def test_a_stop_that_is_being_answered_when_another_tab_locks_is_told_first(player, patient):
    check_in(player)
    press(player, "Stop – it hurts")
    second = player.context.new_page()
    second.goto(f"/today/session/{uuid7()}/?slot=2")
    at(second, "check-in")
    with second.expect_response("**/red-flags/"):
        tell_a_sign(second)
    player.evaluate("dispatchEvent(new Event('focus'))")
    with player.expect_response("**/stops/"):
        answer_stop(player, "thigh_back_left")

    is_an_emergency(player)
    assert Stop.objects.get(patient=patient).leg == 2


def test_a_sign_in_a_report_that_the_server_refuses_reaches_the_doctor_all_the_same(
    player, patient
):
    player.route("**/api/v1/sessions/*/", refuse)
    feel(player, leg=3)
    touch(at(player, "where"), "thigh_back_left")
    press(player, "Next")
    at(player, "red-flags").get_by_label(SIGN).check()
    with player.expect_response("**/red-flags/"):
        press(player, "Yes, I have this")

    is_an_emergency(player)
    assert RedFlagCheck.objects.filter(patient=patient, flags__len__gt=0).count() == 1


def test_numbness_in_a_stop_that_the_server_refuses_reaches_the_doctor_all_the_same(
    player, patient
):
    player.route("**/api/v1/sessions/*/stops/", refuse)
    check_in(player)
    press(player, "Warning signs")
    at(player, "red-flags").get_by_label("New numbness or weakness in my leg or foot").check()
    with player.expect_response("**/red-flags/"):
        press(player, "Yes, I have this")

    assert Program.objects.get(patient=patient).suspended_because == "numb_or_weak"


def test_none_of_the_signs_leads_back_to_the_set_with_its_clock_standing(player):
    check_in(player)
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(9000)
    press(player, "Warning signs")
    at(player, "red-flags")
    player.clock.run_for(60_000)
    press(player, "None of these")

    moving = at(player, "moving")
    expect(moving.get_by_role("timer")).to_contain_text("paused")
    expect(moving.locator("[data-text=repetition]")).to_have_text("2")


def test_a_sign_that_was_ticked_and_left_is_not_ticked_the_next_time(player):
    check_in(player)
    press(player, "Warning signs")
    at(player, "red-flags").get_by_label("New numbness or weakness in my leg or foot").check()
    press(player, "Back")
    at(player, "ready")
    press(player, "Warning signs")

    expect(at(player, "red-flags").locator("input:checked")).to_have_count(0)
    expect(at(player, "red-flags").get_by_role("button", name="None of these")).to_be_visible()


def test_the_warning_signs_can_be_reached_by_keyboard_alone(player):
    at(player, "check-in")
    player.keyboard.press("Shift+Tab")
    expect(player.get_by_role("button", name="Warning signs")).to_be_focused()
    player.keyboard.press("Enter")

    at(player, "red-flags")
