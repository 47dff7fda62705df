"""A bad day: warning signs first, then the doctor's small plan, or rest."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from following.models import FlareDay
from monitoring.models import Alert
from people.models import Patient
from programs.models import Program, RedFlagCheck, Revision
from tests.factories import FlareDayFactory, PrescribedLineFactory, SessionFactory
from tests.following.pages import filled, get, words
from tests.following.phone import at_home, at_home_with

pytestmark = pytest.mark.django_db

BAD_DAY = reverse("following:bad_day")
UNDO = reverse("following:bad_day_undo")
TODAY = reverse("following:today")
#: A Monday, 14:00 in Warsaw.
NOON = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_afternoon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def revision() -> Revision:
    """Three sessions a day, with a small plan."""
    revision = at_home_with({"repetitions": 8, "flare_sets": 1, "flare_repetitions": 4})
    PrescribedLineFactory(revision=revision, place=1)
    return revision


@pytest.fixture
def patient(client, revision) -> Patient:
    client.force_login(revision.program.patient.user)
    return revision.program.patient


def test_today_offers_it_quietly(client, patient):
    assert "Today is a bad day" in words(client.get(TODAY))


def test_the_warning_signs_come_first_and_none_is_one_tap(client, patient):
    assert "Do you have any of these now?" in words(client.get(BAD_DAY))

    assert client.post(BAD_DAY).url == TODAY
    assert FlareDay.objects.get().local_date == NOON.date()
    assert RedFlagCheck.objects.get().flags == []


def test_a_bad_day_that_is_sent_twice_is_one_answer(client, patient):
    form = filled(client.get(BAD_DAY), flags=[])

    assert [client.post(BAD_DAY, form).url for _again in range(2)] == [TODAY] * 2
    assert RedFlagCheck.objects.count() == FlareDay.objects.count() == 1


def test_a_sign_that_is_sent_again_pauses_no_plan_that_the_doctor_has_opened_since(client, patient):
    form = filled(client.get(BAD_DAY), flags=["bladder"])
    first = client.post(BAD_DAY, form)
    Program.objects.update(status="home", suspended_at=None, suspended_because="")

    assert client.post(BAD_DAY, form).url == first.url
    assert RedFlagCheck.objects.count() == Alert.objects.count() == 1
    assert Program.objects.get().status == Program.Status.HOME
    assert not FlareDay.objects.exists()


def test_a_warning_sign_locks_the_plan_instead(client, patient):
    response = client.post(BAD_DAY, {"flags": ["bladder"]})

    assert response.url == reverse("following:help_answer")
    assert Program.objects.get().suspended_because == "red_flag"
    assert not FlareDay.objects.exists()


def test_the_small_plan_is_what_counts_today(client, patient):
    client.post(BAD_DAY)

    page = client.get(TODAY)

    assert "It counts as following your plan." in words(page)
    assert "1 exercise · about 2 min" in words(page)
    assert "Starts with: Knees to chest, 4 times" in words(page)
    assert "Today is a bad day" not in words(page)


def test_it_is_called_so_once_a_day(client, patient):
    client.post(BAD_DAY)
    client.post(BAD_DAY)

    assert FlareDay.objects.count() == 1
    assert client.get(BAD_DAY).url == TODAY


def test_without_a_small_plan_the_day_is_for_rest(client):
    patient = at_home().program.patient
    client.force_login(patient.user)
    client.post(BAD_DAY)

    page = words(client.get(TODAY))

    assert "Rest today" in page
    assert "nothing is missed" in page
    assert "Call the clinic: +48 22 555 01 00" in page
    assert "Start session" not in page


def test_it_can_be_taken_back_until_its_first_session(client, patient):
    client.post(BAD_DAY)
    assert "It is better: my usual plan" in words(client.get(TODAY))

    client.post(UNDO)

    assert not FlareDay.objects.exists()
    assert "Two sessions left today" not in words(client.get(TODAY))


def test_it_stays_once_a_session_of_it_has_begun(client, patient, revision):
    client.post(BAD_DAY)
    SessionFactory(revision=revision, is_flare=True)

    assert "It is better" not in words(client.get(TODAY))
    client.post(UNDO)
    assert FlareDay.objects.count() == 1
    assert "You have begun the small plan." in client.get(TODAY).text


def test_a_session_refused_at_its_check_in_keeps_nobody_from_taking_it_back(
    client, patient, revision
):
    FlareDayFactory(program=revision.program)
    SessionFactory(revision=revision, is_flare=True, status="refused")

    client.post(UNDO)

    assert not FlareDay.objects.exists()


def test_a_usual_session_that_was_left_gives_way_to_the_small_plan(client, patient, revision):
    SessionFactory(revision=revision, status="running", started_at=NOON - timedelta(hours=1))
    client.post(BAD_DAY)

    day = client.get(TODAY).context["day"]

    assert (day.next.is_running, day.next.slot.number) == (False, 2)
    assert [line.repetitions for line in day.next.lines] == [4]


def test_a_paused_plan_has_no_bad_days(client, patient):
    Program.objects.update(status="suspended", suspended_at=NOON, suspended_because="ill")

    client.post(BAD_DAY)

    assert client.get(BAD_DAY).url == TODAY
    assert not FlareDay.objects.exists()


def test_a_bad_day_is_each_patients_own(client, patient, revision):
    FlareDayFactory(program=at_home().program)

    assert "Today is a bad day" in words(get(client, patient, TODAY))


def test_past_midnight_the_next_day_is_a_usual_one(client, patient):
    client.post(BAD_DAY)

    # 00:30 on Tuesday in Warsaw.
    with time_machine.travel(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), tick=False):
        assert "A gentle day" not in words(client.get(TODAY))
