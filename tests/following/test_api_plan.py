"""The plan for a week that a phone keeps: what is in it, for whom, and when it costs nothing."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from following.models import Acknowledgement
from following.offline import plan_document
from people.models import Patient
from programs.models import Program
from tests.factories import LYING, STANDING, SessionFactory, exercise
from tests.following.phone import at_home, at_home_with, begin
from tests.following.reports import signed_in

pytestmark = pytest.mark.django_db

PLAN = reverse("api:plan")


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


@pytest.fixture
def phone(client: Client, patient: Patient) -> Client:
    client.force_login(patient.user)
    return client


def test_it_holds_today_and_a_week_of_what_is_open_with_every_picture(patient):
    plan = plan_document(at_home(LYING, STANDING).program.patient, at=timezone.now())

    assert len(plan["days"]) == 8
    assert [slot["number"] for slot in plan["days"][7]["slots"]] == [1, 2, 3]
    [line] = plan["doses"]["whole"].values()
    assert line["slug"] == LYING
    shown = {one[name] for one in line["sets"] for name in ("figure", "start", "end")}
    assert shown < set(plan["figures"])
    assert {plan["days"][0]["rest"], plan["days"][0]["slots"][0]["figure"]} < set(plan["figures"])


def test_a_card_of_the_day_has_its_words(patient):
    [slot, *_later] = plan_document(patient, at=timezone.now())["days"][0]["slots"]

    name = exercise(LYING).current.content["patient_name"]
    assert (slot["title"], slot["about"]) == ("Morning session", "08:00")
    assert slot["summary"] == f"1 exercise · about {slot['minutes']} min"
    assert slot["starts_with"] == f"Starts with: {name}, 5 times, hold 10 seconds"


@pytest.mark.parametrize("status", [Program.Status.SUPERVISED, Program.Status.ENDED])
def test_what_is_not_open_at_home_has_no_days(patient, status):
    Program.objects.filter(patient=patient).update(status=status)
    plan = plan_document(patient, at=timezone.now())

    assert (plan["standing"], plan["days"], plan["figures"]) == (status, [], [])


def test_who_has_not_read_the_safety_rules_has_no_days(patient):
    Acknowledgement.objects.all().delete()

    assert plan_document(patient, at=timezone.now())["days"] == []


def test_a_plan_that_starts_in_three_days_has_sessions_from_then_on():
    today = timezone.now().astimezone(ZoneInfo("Europe/Warsaw")).date()
    patient = at_home(starts_on=today + timedelta(days=3)).program.patient
    days = plan_document(patient, at=timezone.now())["days"]

    assert [len(day["slots"]) for day in days] == [0] * 3 + [3] * 5


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        ("2026-11-23T22:59:00+00:00", "2026-11-23", "2026-11-30"),
        ("2026-11-23T23:01:00+00:00", "2026-11-24", "2026-12-01"),
        ("2027-03-27T23:30:00+00:00", "2027-03-28", "2027-04-04"),
        ("2027-10-30T22:30:00+00:00", "2027-10-31", "2027-11-07"),
    ],
    ids=["before midnight", "past it", "the clock goes forward", "and back"],
)
def test_the_days_are_those_of_the_patients_zone(patient, at, first, last):
    days = plan_document(patient, at=datetime.fromisoformat(at))["days"]

    assert (len(days), days[0]["day"], days[-1]["day"]) == (8, first, last)


def test_what_was_done_yesterday_and_today_is_known_and_nothing_older():
    revision = at_home()
    patient, now = revision.program.patient, timezone.now()
    old = SessionFactory(revision=revision, started_at=now - timedelta(days=2))
    yesterday = SessionFactory(revision=revision, started_at=now - timedelta(days=1))
    running = begin(patient, slot=2)
    done = plan_document(patient, at=now)["done"]

    assert {one["id"]: (one["status"], one["done_at"]) for one in done} == {
        str(yesterday.pk): ("done", yesterday.ended_at.isoformat()),
        str(running.pk): ("running", None),
    }
    assert str(old.pk) not in str(done)
    assert done[0]["key"] == f"{patient.pk}:{running.local_date}:2"


def test_a_plan_that_the_phone_has_already_costs_no_second_one(phone, patient):
    first = phone.get(PLAN)
    again = phone.get(PLAN, headers={"If-None-Match": first["ETag"]})
    begin(patient)
    changed = phone.get(PLAN, headers={"If-None-Match": first["ETag"]})

    assert first.json()["patient"] == str(patient.pk)
    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, len(changed.json()["done"])) == (200, 1)


def test_a_longer_plan_asks_no_more_of_the_database():
    counts = []
    easier: Any = {"easier": exercise("superman"), "easier_version": exercise("superman").current}
    plans = (at_home(), at_home(LYING, "superman", "cat-camel-forearms"), at_home_with(easier))
    for revision in plans:
        phone = signed_in(revision.program.patient)
        with CaptureQueriesContext(connection) as queries:
            phone.get(PLAN)
        counts.append(len(queries))

    assert counts == [counts[0]] * 3
    assert counts[0] < 30
