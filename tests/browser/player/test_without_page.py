"""A session that is opened with no page of the server's: offline, paused meanwhile, refused."""

import re

import pytest
from playwright.sync_api import Route, expect

from following.models import Session, SetEvent
from people.models import Patient
from programs.models import Program
from tests.browser.axe import barriers
from tests.browser.player.session import (
    at,
    check_in,
    keep_plan,
    open_anew,
    open_session,
    press,
    rate_after,
    refuse,
    sign_in,
    until_quiet,
    without_document,
)
from tests.following.phone import at_home_with

API = "**/api/v1/**"
#: With the day before the month and 24 hours, as the server writes them: Mon 23 Nov, 21:11.
PLAN_CHECKED = re.compile(r"Plan checked: \w{3},? \d{1,2} \w{3,4},? \d{2}:\d{2}$")


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home_with({"sets": 2, "repetitions": 2, "hold": 0}).program.patient


def cut(route: Route) -> None:
    route.abort()


def test_a_session_is_done_from_the_plan_and_sent_later_and_a_lock_outlasts_the_plan(
    phone, patient, base_url
):
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        at(phone, "check-in")
        keep_plan(phone)
        without_document(phone)
        phone.context.route(API, cut)
        open_anew(phone, slot=2)
        expect(phone.get_by_text("No connection. Plan checked:")).to_have_text(PLAN_CHECKED)
        check_in(phone)
        press(phone, "I did it")
        expect(at(phone, "ready")).to_contain_text("Set 2 of 2")
        phone.reload()
        expect(at(phone, "ready")).to_contain_text("Set 2 of 2")
        press(phone, "I did it")
        rate_after(phone)
        at(phone, "done")
        expect(phone.get_by_text("No connection. All is kept")).to_be_visible()
        assert not Session.objects.exists()

        phone.context.unroute(API, cut)
        with phone.expect_response("**/finish/"):
            phone.evaluate("dispatchEvent(new Event('online'))")
        session = Session.objects.get(patient=patient)
        assert (session.slot, session.status, session.sets_done) == (2, "done", 2)
        skews = SetEvent.objects.values_list("clock_skew", flat=True)
        assert [abs(skew) < 60 for skew in skews] == [True, True]

        open_anew(phone, slot=3)
        press(phone, "Warning signs")
        at(phone, "red-flags").get_by_label("Cannot control or feel bowel movements").check()
        with phone.expect_response("**/red-flags/"):
            press(phone, "Yes, I have this")
        phone.context.route(API, cut)
        open_anew(phone, slot=1)
        expect(at(phone, "decision").get_by_role("heading", level=1)).to_have_text("Get help now")


def test_what_the_server_says_now_comes_first_and_what_it_refused_can_be_read(
    phone, patient, base_url
):
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        at(phone, "check-in")
        keep_plan(phone)
        without_document(phone)
        phone.route("**/events/", lambda route: refuse(route, words="No such set."), times=1)
        open_anew(phone, slot=1)
        check_in(phone)
        press(phone, "I did it")
        expect(phone.get_by_text("Something was not accepted: No such set.")).to_be_visible()

        Program.objects.filter(patient=patient).update(
            status="suspended", suspended_because="doctor", suspended_at="2026-11-23T00:00Z"
        )
        open_anew(phone, slot=3)
        nothing = at(phone, "nothing")
        expect(nothing).to_contain_text("Your plan is not open for exercise at home now.")
        phone.clock.resume()  # axe waits by the page's clock
        assert barriers(phone) == []

        phone.goto("/today/account/")
        card = phone.get_by_role("heading", name="Not accepted").locator("..").locator("..")
        expect(card.get_by_role("listitem")).to_contain_text("No such set.")
        assert barriers(phone) == []
