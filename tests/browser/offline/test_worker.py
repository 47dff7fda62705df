"""A new edition comes in without a word, and never into a session that runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from following.models import Session, SetEvent
from people.ids import uuid7
from people.models import Patient
from sciatica.phone import shell
from tests.browser.offline.phone import heading, held, leave, until, visit
from tests.browser.player.session import at, check_in, press, rate_after, sign_in
from tests.following.phone import at_home_with

NEW = "an-edition-to-come"
UPDATE = "navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)"
WAITS = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration.waiting !== null;
}
"""
SHELLS = "caches.keys().then((names) => names.filter((name) => name.startsWith('sciatica-shell')))"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home with one set a session, done in a moment."""
    dose = {"sets": 1, "repetitions": 1, "hold": 0, "times_a_day": 2}
    return at_home_with(dose).program.patient


@pytest.fixture
def today(phone: Page, patient: Patient, base_url: str) -> Iterator[Page]:
    sign_in(phone.context, patient, base_url)
    visit(phone)
    yield phone
    leave(phone)


def test_a_session_done_offline_shows_on_today_and_is_sent_later(today, patient):
    today.context.set_offline(True)
    today.reload()
    today.get_by_role("link", name="Start session").click()
    check_in(today)
    at(today, "ready")
    press(today, "I did it")
    rate_after(today)
    at(today, "done")
    today.goto("/today/")

    heading(today, "One session left today")
    assert not Session.objects.exists()
    with today.expect_response("**/finish/"):
        today.context.set_offline(False)
    heading(today, "One session left today")
    session = Session.objects.get(patient=patient)
    assert (session.status, session.sets_done) == (Session.Status.DONE, 1)
    assert SetEvent.objects.filter(clinic_id=patient.clinic_id).count() == 1


def test_a_new_worker_waits_for_the_end_of_a_session(today, monkeypatch):
    today.goto(f"/today/session/{uuid7()}/?slot=1")
    check_in(today)
    monkeypatch.setattr(shell, "edition", lambda: NEW)
    assert today.evaluate(UPDATE)
    until(today, WAITS)
    press(today, "I did it")
    at(today, "after")
    assert today.evaluate(WAITS)

    visit(today)
    until(today, f"({WAITS})().then((waits) => !waits)")
    until(today, f"({SHELLS}).then((names) => names.join() === 'sciatica-shell-{NEW}-en')")
    today.context.set_offline(True)
    today.goto("/today/program/")
    heading(today, "My program")
    expect(today.get_by_text("No connection. This page is from")).to_be_visible()
    assert "/static/js/site.js" in held(today)["shell"]
