"""The pages of building a program have no barrier that axe knows, in either scheme."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from people.models import User
from programs.models import Program
from tests.browser.axe import barriers_at, barriers_in_either_scheme
from tests.factories import LYING, SITTING, ProgramFactory, drafted, kept, prescribed, screened

SignIn = Callable[[BrowserContext, User], None]


@pytest.fixture
def program(transactional_db: None) -> Program:
    """At home, revised: something is blocked, something is untaught, something cleared is due."""
    patient = screened(findings=("stenosis", "hypertension"))
    program = drafted(LYING, "standing-back-bend", patient=patient)
    prescribed(LYING, SITTING, program=program, taught=False)
    return program


def test_no_page_of_building_a_program_has_a_barrier_or_is_too_wide(
    desk: Page, program: Program, sign_in: SignIn
):
    sign_in(desk.context, program.doctor.user)
    new = ProgramFactory(patient__doctor=program.doctor).patient_id
    begun, template = screened(doctor=program.doctor).pk, kept(program, is_shared=True)
    addresses = [
        "/desk/patients/new/",
        f"/desk/patients/{begun}/program/begin/",
        f"/desk/patients/{program.patient_id}/program/begin/",
        "/desk/templates/",
        "/desk/templates/prevention/",
        template.get_absolute_url(),
        f"{template.get_absolute_url()}edit/",
        f"/desk/programs/{program.pk}/template/",
        f"/desk/patients/{program.patient_id}/program/",
        f"/desk/patients/{new}/screening/",
        f"/desk/patients/{program.patient_id}/screening/",
        f"/desk/patients/{program.patient_id}/invite/",
        f"/desk/programs/{program.pk}/supervise/",
    ]

    found = [line for address in addresses for line in barriers_at(desk, address)]

    assert found == []


def test_no_state_of_these_pages_has_a_barrier(desk: Page, program: Program, sign_in: SignIn):
    sign_in(desk.context, program.doctor.user)
    desk.emulate_media(reduced_motion="reduce")
    desk.goto(f"/desk/patients/{program.patient_id}/program/")
    desk.locator(".line").first.get_by_label("sets", exact=True).fill("0")
    desk.keyboard.press("Tab")
    desk.get_by_text("Sets must be between 1 and 10.").wait_for()
    found = barriers_in_either_scheme(desk)
    desk.locator("[data-anyway]").first.click()
    found += barriers_in_either_scheme(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+Enter")
    found += barriers_in_either_scheme(desk)

    desk.goto(f"/desk/patients/{program.patient_id}/screening/")
    while (closed := desk.locator(".screening__sections details:not([open])")).count():
        closed.first.locator("summary").click()
    desk.locator("#contraindications").get_by_role("button", name="Save").click()
    desk.get_by_text("Go through all of them, then tick this.").wait_for()
    found += barriers_in_either_scheme(desk)

    desk.goto(f"/desk/patients/{program.patient_id}/invite/")
    desk.get_by_role("button", name="Make an invitation").click()
    desk.locator("[data-invitation-code]").wait_for()
    found += barriers_in_either_scheme(desk)

    assert found == []
