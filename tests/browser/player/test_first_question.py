"""The first question is there before the player is, and its answers wait for it."""

import pytest
from playwright.sync_api import Route, expect

from people.ids import uuid7
from people.models import Patient
from programs.models import ContraindicationReview
from programs.safety import advice_for
from tests.browser.player.session import (
    at,
    check_in,
    keep_plan,
    open_anew,
    open_session,
    press,
    rate,
    sign_in,
    until_quiet,
    without_document,
)
from tests.following.phone import at_home

SCRIPTS = "**/static/js/player/**"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home().program.patient


def test_what_is_answered_before_the_player_comes_is_kept_for_it(phone, patient, base_url):
    held: list[Route] = []
    sign_in(phone.context, patient, base_url)
    phone.route(SCRIPTS, lambda route: held.append(route))
    with until_quiet(phone):
        phone.goto(f"/today/session/{uuid7()}/?slot=1", wait_until="commit")
        screen = phone.locator("[data-screen=check-in]")
        rate(screen, "back", 0)
        rate(screen, "leg", 0)
        expect(screen.get_by_role("button", name="Next")).to_be_hidden()
        expect(screen.get_by_text("One moment…")).to_be_visible()
        screen.get_by_label("No", exact=True).check()
        screen.get_by_label("No", exact=True).press("Enter")
        assert "before_back" not in phone.url

        for route in held:
            route.continue_()
        phone.unroute(SCRIPTS)
        expect(screen.get_by_label("No", exact=True)).to_be_focused()
        expect(screen.get_by_text("One moment…")).to_be_hidden()
        press(phone, "Next")
        at(phone, "new-condition")


def test_past_its_first_question_a_session_opens_without_it(opened):
    assert "#" not in opened.url
    check_in(opened)
    at(opened, "ready")
    assert opened.url.endswith("#go-on")

    opened.route(SCRIPTS, lambda route: route.abort())
    opened.reload()
    expect(opened.locator("#go-on")).to_contain_text("One moment…")
    expect(opened.locator("#go-on")).to_be_visible()
    expect(opened.locator("[data-screen=check-in]")).to_be_hidden()
    opened.unroute(SCRIPTS)
    opened.reload()
    at(opened, "ready")


def test_the_page_that_is_kept_gives_the_advice_of_today(phone, patient, base_url):
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        at(phone, "check-in")
        expect(phone.locator(".player__advice")).to_be_hidden()
        without_document(phone)
        ContraindicationReview.objects.create(
            clinic=patient.clinic,
            patient=patient,
            recorded_by=patient.doctor.user,
            findings=["diabetes"],
        )
        keep_plan(phone)
        open_anew(phone)

        [advice] = advice_for(["diabetes"])
        expect(at(phone, "check-in").get_by_text(advice)).to_be_visible()
