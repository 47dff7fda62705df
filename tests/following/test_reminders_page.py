"""The page on which a patient chooses how to be reminded, and the link that ends e-mails."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from following.models import CalendarFeed, ReminderChoice
from following.reminders.addresses import calendar_address, no_more_email_address
from people.models import Patient
from tests.factories import PatientFactory
from tests.following.pages import get, words
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db

PAGE = reverse("following:reminders")
TIMES = {"time_0800": "07:15", "time_1300": "", "time_1900": "19:45"}
WISHES = {**TIMES, "quiet_from": "21:00", "quiet_to": "06:30", "email": "each"}


@pytest.fixture
def patient() -> Patient:
    patient = at_home().program.patient
    patient.email = "anna@example.org"
    patient.save(update_fields=["email"])
    return patient


def post(client: Client, patient: Patient, address: str = PAGE, **data: str):
    client.force_login(patient.user)
    return client.post(address, data, follow=True)


def choice(patient: Patient) -> ReminderChoice:
    return ReminderChoice.objects.of(patient)


def test_the_page_shows_the_weeks_sessions_with_their_gentle_times(client, patient):
    page = get(client, patient, PAGE)

    assert "Reminders are on." in words(page)
    assert [
        (field.label, field.value(), field.help_text) for field in page.context["form"].times
    ] == [
        ("Morning", time(8), "usually 08:00"),
        ("Midday", time(13), "usually 13:00"),
        ("Evening", time(19), "usually 19:00"),
    ]
    assert f'href="{PAGE}"' in get(client, patient, reverse("following:account")).text


def test_what_is_chosen_is_kept_and_shown(client, patient):
    page = post(client, patient, **WISHES)

    assert "Your reminders are saved." in page.text
    kept = choice(patient)
    assert kept.times == {"08:00": "07:15", "13:00": None, "19:00": "19:45"}
    assert (kept.quiet_from, kept.quiet_to, kept.email) == (time(21), time(6, 30), "each")
    shown = [field.value() for field in page.context["form"].times]
    assert shown == [time(7, 15), None, time(19, 45)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"time_1900": "07:15"}, "Choose a time after the one before."),
        ({"time_0800": "dawn"}, "Choose a time, such as 08:00."),
        ({"quiet_to": ""}, "Choose a time, such as 08:00."),
        ({"email": "hourly"}, "Select a valid choice. hourly is not one of the available choices."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_not_kept(client, patient, wrong, said):
    page = post(client, patient, **WISHES | wrong)

    assert said in words(page)
    assert choice(patient).times == {}


def test_one_tap_turns_all_off_and_one_on_again_with_what_was_chosen(client, patient):
    post(client, patient, **WISHES)
    off = post(client, patient, reverse("following:reminders_turn"), is_on="no")

    assert "All reminders are off." in words(off)
    assert not choice(patient).is_on
    post(client, patient, reverse("following:reminders_turn"), is_on="yes")
    assert (choice(patient).is_on, choice(patient).email) == (True, "each")


def test_who_has_no_address_is_offered_to_add_one(client):
    patient = at_home().program.patient
    page = get(client, patient, PAGE)

    assert "For e-mail we need your address." in words(page)
    post(client, patient, **WISHES)
    assert choice(patient).email == "morning"


def test_who_has_no_plan_yet_sees_that_times_come_with_it(client):
    page = get(client, PatientFactory(), PAGE)

    assert "Your plan has no sessions yet. Times come with it." in words(page)


def test_a_calendar_is_opened_renewed_and_closed(client, patient):
    opened = post(client, patient, reverse("following:calendar_open"))
    first = calendar_address(CalendarFeed.objects.get().pk)

    assert first in opened.text
    assert first.replace("http:", "webcal:") in opened.text
    renewed = post(client, patient, reverse("following:calendar_open"))
    assert first not in renewed.text
    post(client, patient, reverse("following:calendar_close"))
    assert not CalendarFeed.objects.exists()


def test_the_link_in_an_e_mail_ends_them_signed_out_with_one_tap(patient):
    client = Client(enforce_csrf_checks=True)
    link = no_more_email_address(patient.pk)
    asked = client.get(link)

    # A mail program that looks at every link must not end anything.
    assert "Send me no more" in words(asked)
    assert choice(patient).wants_email
    # What a mail program posts by itself when its own button is tapped.
    done = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert "We send you no more of them." in words(done)
    assert not choice(patient).wants_email
    assert "anna" not in (asked.text + done.text).lower()
    assert client.get(link.replace("/off/", "/off/x")).status_code == 404
