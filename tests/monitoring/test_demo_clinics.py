"""What the demo holds, which takes seconds to make and so is made once for all these tests."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from following.models import AnswerSheet, Note, Session, SetEvent, Stop
from following.outcomes import Change
from following.sheets import due_of, results_of
from monitoring import demo
from monitoring.caseload import cases
from monitoring.models import Alert, JudgedDay
from monitoring.notices import Kind, notices
from people.models import Clinic, Doctor, Patient, User
from programs import safety
from programs.models import PrescribedLine, Program, Revision
from programs.reading import current_program, facts_of, open_stages
from tests.database import undone_afterwards
from tests.monitoring.conftest import NOON

pytestmark = pytest.mark.django_db

TABLES = (
    User,
    Clinic,
    Doctor,
    Patient,
    Program,
    Revision,
    Session,
    SetEvent,
    Stop,
    AnswerSheet,
    Note,
    Alert,
    JudgedDay,
)
ACCOUNTS = ("doctor", "admin", "doctor2", "patient")


@pytest.fixture(scope="module", autouse=True)
def clinics(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone_afterwards(), time_machine.travel(NOON, tick=False):
        demo.make(now=timezone.now())
        yield


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_the_demo_is_made_once_however_often_it_is_asked_for(settings):
    settings.DEMO = True
    before = counts()

    call_command("demo")

    assert counts() == before


def test_the_demo_has_two_clinics_three_doctors_and_25_patients():
    assert [Clinic.objects.count(), Doctor.objects.count(), Patient.objects.count()] == [2, 3, 25]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_account_signs_in_with_the_password_that_is_printed(client, name):
    client.post(
        reverse("account_login"),
        {"login": f"{name}@demo.example", "password": "demo-sciatica"},
    )

    assert client.session["_auth_user_id"] == str(account(name).pk)


def test_programs_stand_at_every_step_of_their_life():
    assert set(Program.objects.values_list("status", flat=True)) == {
        "draft",
        "supervised",
        "home",
        "suspended",
    }


def test_an_alert_of_each_urgency_is_open_and_old_ones_are_resolved():
    assert set(Alert.objects.open().values_list("urgency", flat=True)) == set(Alert.Urgency)
    assert Alert.objects.exclude(resolution="").exists()


def test_every_kind_of_notice_is_on_the_worklist():
    caseload = cases(account("doctor"), mine=False, at=timezone.now())

    assert {notice.kind for notice in notices(caseload)} == set(Kind)


def test_each_day_at_home_was_judged_by_the_rules():
    yesterday = timezone.localdate() - timedelta(days=1)
    at_home = Program.objects.filter(status="home")

    judged = JudgedDay.objects.filter(program__in=at_home, day=yesterday)
    assert judged.count() == at_home.count()
    assert set(JudgedDay.objects.values_list("outcome", flat=True)) == {
        "continue",
        "remind",
        "suggest_simpler",
        "no_session",
    }


def test_anna_has_done_her_morning_and_nothing_since():
    anna = account("patient").enrolment
    today = anna.local(timezone.now()).date()

    assert list(
        Session.objects.own(anna).filter(local_date=today).values_list("slot", "status")
    ) == [(1, "done")]
    assert current_program(anna).status == "home"


def test_anna_has_answered_for_weeks_and_something_waits_for_her():
    anna = account("patient").enrolment

    results = {one.measure.name: one for one in results_of(current_program(anna))}
    assert {name: len(one.sheets) for name, one in results.items()} == {
        "RMDQ-24": 3,
        "SBI": 8,
        "PSFS": 4,
    }
    assert (results["RMDQ-24"].change, results["PSFS"].change) == (Change.BETTER, Change.BETTER)
    assert [one.measure.name for one in due_of(anna, at=timezone.now())] == ["SBI", "PSFS"]
    assert set(Note.objects.own(anna).values_list("is_shown", flat=True)) == {True, False}


def test_the_rollups_agree_with_the_sets():
    done = Counter(
        SetEvent.objects.filter(kind=SetEvent.Kind.TIMED).values_list("session_id", flat=True)
    )

    assert {
        key: sets for key, sets in Session.objects.values_list("pk", "sets_done") if sets
    } == done


def test_nobody_is_prescribed_what_the_screening_forbids():
    today = timezone.localdate()
    facts = {patient: facts_of(patient) for patient in Patient.objects.all()}
    for line in PrescribedLine.objects.select_related("exercise", "revision__program__patient"):
        found = facts[line.revision.program.patient]

        assert not safety.blocks(
            line.exercise.contraindications,
            found.findings,
            clearances=found.clearances,
            on=today,
        )


def test_requirement_15_no_standing_exercise_is_open_to_anyone_in_pain():
    assert {stage for one in Program.objects.all() for stage in open_stages(one)} == {1, 2}
