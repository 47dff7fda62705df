"""The morning after a session, answered on a phone without a connection."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from following.models import MorningCheck, Session
from people.models import Patient
from programs.models import Program
from tests.browser.axe import barriers
from tests.browser.offline.phone import TWICE, heading, leave, visit
from tests.browser.player.session import at, check_in, press, rate, sign_in, touch
from tests.factories import SessionFactory
from tests.following.phone import at_home

MORNINGS = "**/api/v1/mornings/*/"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home, with a session on the day before."""
    revision = at_home("double-knee-to-chest")
    yesterday = timezone.now() - timedelta(days=1)
    SessionFactory(revision=revision, started_at=yesterday, places=["thigh_back_left"])
    return revision.program.patient


@pytest.fixture
def offline(phone: Page, patient: Patient, base_url: str) -> Iterator[Page]:
    """Today as it was kept before the network went."""
    sign_in(phone.context, patient, base_url)
    visit(phone)
    phone.context.set_offline(True)
    phone.goto("/today/")
    yield phone
    leave(phone)


def fill(page: Page, *, back: int, leg: int) -> None:
    heading(page, "How is it this morning?")
    main = page.locator("main")
    rate(main, "Back", back)
    rate(main, "Leg", leg)
    main.get_by_label("No", exact=True).check()


def answer(page: Page, *, back: int, leg: int) -> None:
    fill(page, back=back, leg=leg)
    press(page, "Continue")


def test_a_worse_morning_is_asked_before_start_and_the_session_after_it_is_shorter(
    offline, patient
):
    offline.get_by_role("link", name="Start session").click()
    answer(offline, back=4, leg=1)
    expect(offline.get_by_text("Two more questions, because it hurts")).to_be_visible()
    assert barriers(offline) == []
    press(offline, "None of these")
    expect(offline.get_by_role("alert")).to_contain_text("Choose where it hurts.")
    expect(offline.get_by_text("Choose where it hurts.")).to_be_in_viewport()
    expect(offline.locator("summary", has_text="Choose from a list")).to_be_focused()
    touch(offline.locator("main"), "thigh_back_left")
    press(offline, "None of these")
    heading(offline, "We do a little less next time")
    assert barriers(offline) == []

    offline.get_by_role("link", name="Back to today").click()
    expect(offline.get_by_role("link", name="Answer them")).to_be_hidden()
    expect(offline.get_by_text("Today a little less")).to_be_visible()
    offline.get_by_role("link", name="Start session").click()
    check_in(offline, "thigh_back_left")
    expect(at(offline, "ready")).to_contain_text("Today a little less")
    with offline.expect_response("**/api/v1/sessions/*/"):
        offline.context.set_offline(False)
    kept = MorningCheck.objects.get(patient=patient)
    assert (kept.reason, kept.places, kept.finding["moved"]) == (
        "morning_worse",
        ["thigh_back_left"],
        "same",
    )
    today = Session.objects.get(patient=patient, local_date=kept.local_date)
    assert today.dose_percent < 100


def test_a_morning_that_is_sent_again_at_once_is_answered_once(offline, patient):
    offline.context.set_offline(False)
    offline.goto("/today/morning/")
    fill(offline, back=0, leg=0)
    sent: list[str] = []
    offline.on("request", lambda request: sent.append(request.method))
    offline.locator("main form").first.evaluate(TWICE)

    heading(offline, "Good to know")
    assert (sent.count("PUT"), sent.count("POST")) == (1, 0)
    assert MorningCheck.objects.filter(patient=patient).count() == 1


def test_pain_further_down_the_leg_locks_the_phone_at_once(offline, patient):
    offline.get_by_role("link", name="Answer them").click()
    answer(offline, back=0, leg=2)
    touch(offline.locator("main"), "calf_left")
    press(offline, "None of these")

    heading(offline, "Your plan is paused")
    expect(offline.get_by_text("Your pain is further down your leg today.")).to_be_visible()
    with offline.expect_response(MORNINGS):
        offline.context.set_offline(False)
    assert Program.objects.get(patient=patient).suspended_because == "morning_spread"
