from collections import Counter
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from following.models import AnswerSheet, Note, Session, SetEvent, Stop
from following.outcomes import Change
from following.sheets import due_of, results_of
from monitoring.caseload import cases
from monitoring.demo.stories import pain_on
from monitoring.models import Alert, JudgedDay, Letter
from monitoring.notices import Kind, notices
from people.models import Clinic, Doctor, Patient, User
from programs import safety
from programs.models import PrescribedLine, Program, Revision
from programs.reading import current_program, facts_of, open_stages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

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


@pytest.fixture
def clinics(settings, noon) -> None:
    settings.DEMO = True
    call_command("demo")


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_just_after_midnight_no_session_has_begun_before_its_own_day(settings):
    settings.DEMO = True
    with time_machine.travel("2026-11-19T23:25:00Z", tick=False):
        call_command("demo")

    begun = Session.objects.select_related("patient")
    assert [
        one for one in begun if one.patient.local(one.started_at).date() != one.local_date
    ] == []


def test_the_demo_is_refused_where_it_was_not_asked_for(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="SCIATICA_DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()


def test_the_demo_is_made_once_however_often_it_is_asked_for(clinics):
    before = counts()

    call_command("demo")

    assert counts() == before


def test_the_demo_has_two_clinics_three_doctors_and_25_patients(clinics):
    assert [Clinic.objects.count(), Doctor.objects.count(), Patient.objects.count()] == [2, 3, 25]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_account_signs_in_with_the_password_that_is_printed(client, clinics, name):
    client.post(
        reverse("account_login"),
        {"login": f"{name}@demo.example", "password": "demo-sciatica"},
    )

    assert client.session["_auth_user_id"] == str(account(name).pk)


def test_programs_stand_at_every_step_of_their_life(clinics):
    assert set(Program.objects.values_list("status", flat=True)) == {
        "draft",
        "supervised",
        "home",
        "suspended",
    }


def test_an_alert_of_each_urgency_is_open_and_old_ones_are_resolved(clinics):
    assert set(Alert.objects.open().values_list("urgency", flat=True)) == set(Alert.Urgency)
    assert Alert.objects.exclude(resolution="").exists()


def test_every_kind_of_notice_is_on_the_worklist(clinics):
    caseload = cases(account("doctor"), mine=False, at=timezone.now())

    assert {notice.kind for notice in notices(caseload)} == set(Kind)


def test_nobody_is_written_to(clinics, mailoutbox):
    assert Letter.objects.exists()
    assert not Letter.objects.filter(sent_at=None).exists()
    assert mailoutbox == []


def test_each_day_at_home_was_judged_by_the_rules(clinics):
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


def test_anna_has_done_her_morning_and_nothing_since(clinics):
    anna = account("patient").enrolment
    today = anna.local(timezone.now()).date()

    assert list(
        Session.objects.own(anna).filter(local_date=today).values_list("slot", "status")
    ) == [(1, "done")]
    assert current_program(anna).status == "home"


def test_anna_has_answered_for_weeks_and_something_waits_for_her(clinics):
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


def test_the_rollups_agree_with_the_sets(clinics):
    done = Counter(
        SetEvent.objects.filter(kind=SetEvent.Kind.TIMED).values_list("session_id", flat=True)
    )

    assert {
        key: sets for key, sets in Session.objects.values_list("pk", "sets_done") if sets
    } == done


def test_nobody_is_prescribed_what_the_screening_forbids(clinics):
    today = timezone.localdate()
    for line in PrescribedLine.objects.select_related("exercise", "revision__program__patient"):
        facts = facts_of(line.revision.program.patient)

        assert not safety.blocks(
            line.exercise.contraindications,
            facts.findings,
            clearances=facts.clearances,
            on=today,
        )


def test_requirement_15_no_standing_exercise_is_open_to_anyone_in_pain(clinics):
    assert {stage for one in Program.objects.all() for stage in open_stages(one)} == {1, 2}


def test_where_the_pain_has_gone_it_is_gone():
    chance = Random(1)  # noqa: S311

    assert {pain_on(((0, 5), (10, 0)), day, chance) for day in range(10, 40)} == {0}
