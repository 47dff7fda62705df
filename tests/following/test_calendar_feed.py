"""A patient's sessions in a calendar of their own, at an address that is the only key."""

from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from following.models import CalendarFeed
from following.reminders.addresses import calendar_address, id_in, no_more_email_address
from following.services.reminders import choose, close_calendar, open_calendar, turn
from people.models import Patient, User
from programs.models import Program
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


def address(patient: Patient) -> str:
    feed = open_calendar(patient=patient)
    return calendar_address(feed.pk).removeprefix("http://127.0.0.1:8000")


def events(url: str) -> list:
    answer = Client().get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).events


# The clocks go forward in Warsaw on 28 March 2027, and back on 31 October.
@pytest.mark.parametrize("today", ["2027-03-20T09:00:00Z", "2027-10-20T09:00:00Z"])
def test_four_weeks_are_at_the_same_hour_of_the_patients_clock_with_an_alarm_each(patient, today):
    with time_machine.travel(today, tick=False):
        url = address(patient)
        found = events(url)
        again = events(url)
    first = found[0].start
    assert len({one["uid"] for one in found}) == len(found)
    assert [one["uid"] for one in found] == [one["uid"] for one in again]
    assert found[-1].start.date() - first.date() == timedelta(days=27)
    assert {one.start.utcoffset() for one in found} == {HOUR, 2 * HOUR}
    assert {one.start.time() for one in found} == {time(8), time(13), time(19)}
    assert {str(one["summary"]) for one in found} == {"Exercises"}
    assert all(len(one.walk("VALARM")) == 1 for one in found)


def test_the_patients_own_times_count_and_no_alarm_rings_where_none_is_wanted(patient):
    quiet = {"quiet_from": time(22), "quiet_to": time(7)}
    times = {"08:00": "06:30", "13:00": None, "19:00": "19:30"}
    choose(patient=patient, times=times, email="never", **quiet)
    url = address(patient)
    rings = {one.start.time(): bool(one.walk("VALARM")) for one in events(url)}

    assert rings == {time(6, 30): False, time(13): False, time(19, 30): True}
    turn(patient=patient, is_on=False)
    assert not any(one.walk("VALARM") for one in events(url))


def test_a_paused_plan_leaves_the_calendar_empty(patient):
    url = address(patient)
    Program.objects.update(status="supervised")

    assert events(url) == []


def test_an_unchanged_calendar_is_not_sent_again_and_kept_by_no_shared_cache(patient):
    url = address(patient)
    first = Client().get(url)
    again = Client().get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"
    assert str(patient.pk) not in first.text
    assert "pain" not in first.text.lower()


def test_a_new_address_ends_the_old_one_and_closing_ends_both(patient):
    old, new = address(patient), address(patient)

    assert [Client().get(url).status_code for url in (old, new)] == [404, 200]
    close_calendar(patient=patient)
    assert Client().get(new).status_code == 404


def test_a_closed_account_has_no_calendar(patient):
    url = address(patient)
    User.objects.filter(pk=patient.user_id).update(is_active=False)

    assert Client().get(url).status_code == 404


def test_nobody_makes_up_an_address(patient):
    feed = open_calendar(patient=patient)
    real = calendar_address(feed.pk)
    token = no_more_email_address(feed.pk).split("/")[-2]

    for made_up in (feed.pk.hex, token, real.split("/")[-1].replace(".ics", "x")):
        assert Client().get(f"/calendar/{made_up}.ics").status_code == 404
    assert id_in("", purpose="following.calendar") is None
    assert CalendarFeed.objects.count() == 1
