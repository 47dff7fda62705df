"""The page that asks how the morning after a session is, and says what follows."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from following.models import MorningCheck
from monitoring.models import Alert
from people.models import Patient
from programs.models import Program, RedFlagCheck, Revision
from tests.factories import MorningCheckFactory, SessionFactory
from tests.following.pages import filled, get, words
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db

MORNING = reverse("following:morning")
QUESTIONS = reverse("following:morning_shell")
TODAY = reverse("following:today")
#: A Monday, 8:00 in Warsaw.
EIGHT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WELL = {"back": "0", "leg": "0", "sleep_disturbed": "no"}
CALF = {"leg": "1", "signs_asked": "1", "places": ["calf_right"]}


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(EIGHT, tick=False):
        yield


@pytest.fixture
def revision() -> Revision:
    return at_home()


@pytest.fixture
def patient(client, revision) -> Patient:
    """Signed in, and with a session on the day before."""
    SessionFactory(revision=revision, started_at=EIGHT - timedelta(days=1), back_before=0)
    client.force_login(revision.program.patient.user)
    return revision.program.patient


def test_today_asks_before_start_and_start_leads_through_it(client, patient):
    page = get(client, patient, TODAY)
    day = page.text.partition("<main")[2].partition("<template")[0]

    assert "How is it this morning?" in words(page)
    assert day.count(f'href="{MORNING}"') == 2
    assert "today/session" not in day


def test_a_morning_without_pain_takes_three_answers(client, patient):
    response = client.post(MORNING, WELL)

    assert response.url == MORNING
    page = words(client.get(MORNING))
    assert "Your last session did no harm." in page
    assert "Start session" in page
    assert RedFlagCheck.objects.count() == 0


def test_pain_leads_to_where_it_is_and_to_the_warning_signs(client, patient):
    page = client.post(MORNING, WELL | {"leg": "1"})

    assert "Where does it hurt?" in words(page)
    assert "None of these" in words(page)
    assert page.text.count("checked") == 3
    assert not MorningCheck.objects.exists()


def test_none_of_these_is_one_tap(client, patient):
    client.post(MORNING, WELL | CALF)

    kept = MorningCheck.objects.get()
    assert (kept.leg, kept.places, kept.outcome) == (1, ["calf_right"], "continue")
    assert RedFlagCheck.objects.get().flags == []


@pytest.mark.parametrize("signs_asked", ["", "1"])
def test_a_warning_sign_is_sent_without_any_other_question(client, patient, signs_asked):
    answers = WELL | {"leg": "1", "flags": ["bladder"], "signs_asked": signs_asked}

    assert client.post(MORNING, answers).url == reverse("following:help_answer")
    assert Program.objects.get().suspended_because == "red_flag"


def test_a_morning_that_is_sent_twice_is_told_once(client, patient):
    form = filled(client.get(MORNING), **WELL | {"leg": "1", "flags": ["bladder"]})
    first = client.post(MORNING, form)
    Program.objects.update(status="home", suspended_at=None, suspended_because="")

    assert client.post(MORNING, form).url == first.url
    assert RedFlagCheck.objects.count() == MorningCheck.objects.count() == 1
    assert Alert.objects.get().reason == "red_flag"
    assert Program.objects.get().status == Program.Status.HOME


def test_a_morning_without_a_session_before_it_is_told_once_too(client, revision):
    client.force_login(revision.program.patient.user)
    form = filled(client.get(QUESTIONS), **WELL | {"leg": "1", "flags": ["bladder"]})

    answers = [client.post(MORNING, form).url for _again in range(2)]

    assert answers == [reverse("following:help_answer")] * 2
    assert RedFlagCheck.objects.count() == Alert.objects.count() == 1


def test_a_sign_that_is_added_to_a_morning_that_was_sent_is_told_too(client, patient):
    form = filled(client.get(MORNING), **WELL | CALF)
    client.post(MORNING, form)
    client.post(MORNING, form | {"flags": ["bladder"]})

    assert MorningCheck.objects.count() == 1
    assert Alert.objects.get(reason="red_flag").evidence["flags"] == ["bladder"]


def test_the_second_page_of_questions_is_of_the_same_form(client, patient):
    form = filled(client.get(MORNING), **WELL | {"leg": "1"})

    assert filled(client.post(MORNING, form))["form_id"] == form["form_id"]


def test_the_kept_questions_ask_about_another_morning_anew(client, revision):
    patient = revision.program.patient
    client.force_login(patient.user)
    form = filled(client.get(QUESTIONS), **WELL)
    for day in (0, 1):
        SessionFactory(revision=revision, started_at=EIGHT + timedelta(days=day - 1))
        with time_machine.travel(EIGHT + timedelta(days=day), tick=False):
            client.force_login(patient.user)
            client.post(MORNING, form)

    assert MorningCheck.objects.count() == 2


def test_leg_pain_has_a_place(client, patient):
    page = client.post(MORNING, WELL | CALF | {"places": []})

    assert "Choose where it hurts." in words(page)
    assert not MorningCheck.objects.exists()


def test_back_pain_alone_needs_no_place(client, patient):
    client.post(MORNING, WELL | {"back": "1", "signs_asked": "1"})

    assert MorningCheck.objects.get().back == 1


@pytest.mark.parametrize("pain", ["11", "-1", "five", "", "1000000000", "NaN", "true", "1.5"])
def test_an_answer_that_is_no_pain_is_refused_in_words_and_the_others_kept(client, patient, pain):
    page = client.post(MORNING, WELL | {"back": pain, "leg": "4", "sleep_disturbed": "yes"})

    assert "Choose a number from 0 to 10." in words(page)
    chosen = [line for line in page.text.split("<input")[1:] if "checked" in line.split(">")[0]]
    assert len(chosen) == 2
    assert not MorningCheck.objects.exists()


@pytest.mark.parametrize("answers", [{"sleep_disturbed": "maybe"}, {"sleep_disturbed": ""}])
def test_yes_or_no_is_asked_again(client, patient, answers):
    assert "Choose yes or no." in words(client.post(MORNING, WELL | answers))


def test_an_unknown_place_is_refused(client, patient):
    assert client.post(MORNING, WELL | CALF | {"places": ["elbow"]}).status_code == 200
    assert not MorningCheck.objects.exists()


def test_a_worse_morning_says_that_today_is_a_little_less(client, patient):
    client.post(MORNING, WELL | {"sleep_disturbed": "yes"})

    assert "We do a little less next time" in words(client.get(MORNING))
    assert "Today a little less This session is 60 % of your plan." in words(client.get(TODAY))


def test_a_morning_that_pauses_the_plan_says_what_happens_next(client, patient):
    client.post(MORNING, WELL | CALF | {"places": ["foot_right"]})

    page = words(client.get(MORNING))

    assert "Your plan is paused" in page
    assert "Your pain is further down your leg today. You were right to tell us." in page
    assert "It gets worse: call 112" in page
    assert "Start session" not in page


def test_nothing_is_asked_on_another_day(client, revision):
    patient = revision.program.patient
    SessionFactory(revision=revision, started_at=EIGHT - timedelta(days=2))

    assert get(client, patient, MORNING).url == TODAY
    assert client.post(MORNING, WELL).url == MORNING
    assert not MorningCheck.objects.exists()


def test_the_answer_of_another_patient_is_not_shown(client, patient):
    MorningCheckFactory(revision=at_home(), worse=True)

    assert "How is it this morning?" in words(client.get(MORNING))


def put(client: Any, **changes: Any) -> Any:
    report = {
        "happened_at": EIGHT.isoformat(),
        "back": 0,
        "leg": 1,
        "sleep_disturbed": False,
        "places": ["calf_right"],
        "red_flags": [],
    }
    address = reverse("api:morning", args=["01936e00-0000-7000-8000-000000000001"])
    return client.put(address, report | changes, "application/json")


def test_the_phone_is_answered_with_the_decision_however_often_it_sends(client, patient):
    first, second = put(client), put(client)

    assert first.json() == second.json()
    assert first.json()["decision"]["reason"] == "morning_same"
    assert MorningCheck.objects.count() == 1


@pytest.mark.parametrize("pain", [11, -1, "five", None, 10**9, True, [], 1.5])
def test_the_phone_is_told_what_pain_is(client, patient, pain):
    response = put(client, back=pain)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["back"]
    assert not MorningCheck.objects.exists()


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"red_flags": None}, {"red_flags": ["Answer the warning signs too."]}),
        ({"places": []}, {"places": ["Choose where it hurts."]}),
    ],
)
def test_the_phone_asks_all_that_pain_asks_for(client, patient, missing, words):
    response = put(client, **missing | ({"red_flags": ()} if "places" in missing else {}))

    assert response.json()["errors"] == words


def test_the_phone_is_told_when_there_is_nothing_to_ask(client, patient):
    put(client)
    Program.objects.update(status="ended")
    MorningCheck.objects.all().delete()

    assert put(client).status_code == 409


def test_a_phone_whose_clock_is_a_day_behind_answers_for_today(client, patient):
    yesterday = (EIGHT - timedelta(days=1)).isoformat()

    put(client, happened_at=yesterday, sent_at=yesterday)

    assert MorningCheck.objects.get().local_date == EIGHT.date()
