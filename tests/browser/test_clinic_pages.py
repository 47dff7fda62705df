"""The clinic, the numbers of the rules, the firings: without a barrier, and by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from monitoring import services
from monitoring.models import Alert
from people.models import Clinic, Doctor, User
from people.services import close_days
from programs import stop_rules
from tests.browser.axe import barriers, barriers_at
from tests.factories import DoctorFactory, PatientFactory, ProgramFactory, StopFactory, prescribed


@pytest.fixture
def administrator(transactional_db: None) -> Doctor:
    return DoctorFactory(is_administrator=True)


@pytest.fixture
def alert(administrator: Doctor) -> Alert:
    """A stop for strong pain that nobody has dealt with in time."""
    patient = PatientFactory(doctor=administrator)
    revision = prescribed(program=ProgramFactory(patient=patient, at_home=True))
    stop = StopFactory(session__revision=revision, finding={"leg": 7}, rule="strong-pain")
    decision = stop_rules.decide(revision.rules.during, {"red_flag": True})
    services.raise_for(
        patient=patient, session=stop.session, stop=stop, decision=decision, at=timezone.now()
    )
    services.escalate_overdue(at=timezone.now() + timedelta(days=9))
    return Alert.objects.get()


@pytest.fixture
def signed_in(desk: Page, base_url: str) -> Callable[[User], Page]:
    def sign_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
        desk.context.add_cookies([cookie])
        return desk

    return sign_in


def test_no_page_has_a_barrier_or_is_too_wide(signed_in, administrator, alert):
    colleague = DoctorFactory(clinic=administrator.clinic)
    today = timezone.localdate()
    close_days(clinic=administrator.clinic, first=today, last=today, name="Holiday")
    patient = [alert.patient_id]
    addresses = ["/desk/clinic/", "/desk/clinic/rules/"]
    addresses += [reverse(f"monitoring:{name}", args=patient) for name in ("firings", "history")]
    addresses += [reverse("monitoring:alert_resolve", args=[alert.pk]), "/desk/"]

    found = [
        line
        for person in (administrator, colleague)
        for address in addresses
        for line in barriers_at(signed_in(person.user), address)
    ]

    assert found == []


def test_an_administrator_changes_the_clinic_by_keyboard_alone(signed_in, administrator):
    page = signed_in(administrator.user)
    page.goto("/desk/clinic/")

    page.get_by_label("Working day ends at").focus()
    page.get_by_label("Working day ends at").fill("15:30")
    page.get_by_label("Saturday").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()

    clinic = Clinic.objects.get(pk=administrator.clinic_id)
    assert (str(clinic.day_ends_at), clinic.working_days) == ("15:30:00", [0, 1, 2, 3, 4, 5])


def test_a_doctor_reads_in_the_alert_which_rule_fired_by_keyboard_alone(
    signed_in, administrator, alert
):
    page = signed_in(administrator.user)
    page.goto("/desk/")
    page.get_by_role("link", name="Resolve: Anna Nowak").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.get_by_text("Which rule fired, and why").press("Enter")

    expect(dialog.get_by_text("Pain, back or leg: 6 or more, or not answered")).to_be_visible()
    assert barriers(page) == []
