"""The diary on a phone: by keyboard alone, without a barrier, in light and dark."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from following.models import AnswerSheet, Note
from people.models import Patient
from tests.browser.axe import barriers
from tests.factories import AcknowledgementFactory, SessionFactory, prescribed

TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
SMALL = """[...document.querySelectorAll("main a, main button")]
  .filter((one) => one.offsetParent && !one.closest("p:not([class])"))
  .map((one) => [one.getBoundingClientRect(), one.textContent.trim()])
  .filter(([box]) => box.height < 47.5 || box.width < 47.5)
  .map(([box, words]) => `${words}: ${box.width} x ${box.height}`)"""


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    revision = prescribed()
    yesterday = timezone.now() - timedelta(days=1)
    SessionFactory(revision=revision, leg_before=4, back_before=2, started_at=yesterday)
    AcknowledgementFactory(patient=revision.program.patient)
    return revision.program.patient


def test_the_diary_its_questions_notes_and_summary_by_keyboard(
    phone: Page, base_url: str, patient: Patient
) -> None:
    client = Client()
    client.force_login(patient.user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
    phone.context.add_cookies([cookie])

    def is_sound() -> None:
        assert (barriers(phone), phone.evaluate(TOO_WIDE), phone.evaluate(SMALL)) == ([], False, [])

    def press(words: str) -> None:
        phone.locator("main").locator("a, button", has_text=words).first.focus()
        phone.keyboard.press("Enter")

    phone.goto(base_url + reverse("following:diary"))
    is_sound()
    phone.emulate_media(color_scheme="dark")
    is_sound()
    day = phone.locator(".month__days a")
    day.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(".day:target")).to_contain_text("Leg pain")

    press("For my doctor")
    expect(phone.get_by_role("heading", level=1)).to_have_text("For my doctor")
    phone.evaluate("window.print = () => document.body.append('printed')")
    press("Print")
    expect(phone.locator("body")).to_contain_text("printed")
    is_sound()

    phone.goto(base_url + reverse("following:questions", args=["psfs"]))
    is_sound()
    press("Start")
    phone.get_by_label("The first thing").fill("Tie my shoes")
    is_sound()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("group")).to_have_accessible_name(
        "How well can you do this today? Tie my shoes"
    )
    is_sound()
    press("7")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    is_sound()

    phone.goto(base_url + reverse("following:notes"))
    phone.get_by_label("Your note").fill("Slept well.")
    press("Keep this note")
    expect(phone.locator("main li")).to_contain_text("Slept well.")
    is_sound()
    assert (Note.objects.get().is_shown, AnswerSheet.objects.get().score) == (False, 7)
