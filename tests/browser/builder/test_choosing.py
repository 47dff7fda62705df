"""Choosing a template at the desk, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from people.models import Patient, User
from tests.browser.axe import barriers
from tests.factories import drafted, screened

SignIn = Callable[[BrowserContext, User], None]


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """Turning the trunk is blocked; another patient's draft has brought the library."""
    drafted(patient=screened())
    return screened(findings=("rotation_intolerant",))


def test_a_template_is_chosen_by_keyboard_and_what_was_left_out_stays_until_it_is_closed(
    desk: Page, patient: Patient, sign_in: SignIn
):
    sign_in(desk.context, patient.doctor.user)
    desk.clock.install()
    desk.goto(f"/desk/patients/{patient.pk}/program/")
    desk.get_by_role("button", name="Sciatica, source complex: Begin with this").focus()
    desk.keyboard.press("Enter")

    toast = desk.get_by_text("Applied: 10 of 12. Left out: Seated trunk rotation, hands")
    expect(desk.locator(".line")).to_have_count(10)
    assert barriers(desk) == []
    desk.clock.fast_forward("00:09")  # longer than a good toast stays
    expect(toast).to_be_visible()
    desk.get_by_role("button", name="Close").last.press("Enter")
    expect(toast).to_have_count(0)


def test_a_program_is_kept_as_a_template_from_the_builder(
    desk: Page, patient: Patient, sign_in: SignIn
):
    program = drafted(patient=patient)
    sign_in(desk.context, patient.doctor.user)
    desk.goto(f"/desk/patients/{patient.pk}/program/")
    desk.get_by_role("link", name="Keep as a template").click()
    desk.get_by_label("Name").fill("Calm leg")
    desk.get_by_label("Rationale").fill("When the leg is calm.")
    desk.get_by_label("Who it is not for").fill("Fever.")
    desk.get_by_role("button", name="Keep as a template").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Calm leg")
    assert program.doctor.clinictemplate_set.get().version == 1
