"""A session that was done without a connection is kept, whatever has happened to the plan since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from following.models import Session, SetEvent
from people.ids import uuid7
from programs.models import Program, Revision, StageOpening
from tests.factories import LYING, STANDING, ProgramFactory, StageOpeningFactory, prescribed
from tests.following.phone import at_home
from tests.following.reports import begun_offline, event, post, put, signed_in, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    return at_home(prescribed_at=timezone.now() - timedelta(days=20))


def changed_since(revision: Revision) -> Revision:
    return prescribed("superman", program=revision.program, number=2)


def paused(program: Program, *, because: str = "doctor", days_ago: int = 1) -> None:
    Program.objects.filter(pk=program.pk).update(
        status="suspended",
        suspended_at=timezone.now() - timedelta(days=days_ago),
        suspended_because=because,
    )


def test_it_is_kept_under_the_revision_that_the_phone_had(revision):
    changed_since(revision)
    pk, answer = begun_offline(revision)

    session = Session.objects.get(pk=pk)
    three_days_ago = timezone.now() - timedelta(days=3)
    assert answer.status_code == 200
    assert session.revision == revision
    assert session.local_date == revision.program.patient.local(three_days_ago).date()
    assert abs(session.started_at - three_days_ago) < timedelta(minutes=1)


def test_its_sets_and_its_end_are_kept_as_of_the_day_on_which_they_were_done(revision):
    changed_since(revision)
    pk, _ = begun_offline(revision)
    session, phone = Session.objects.get(pk=pk), signed_in(revision.program.patient)
    done_at = session.started_at + timedelta(minutes=4)

    done = event(session, happened_at=done_at.isoformat())
    post(phone, "events", session, {"events": [done], "sent_at": timezone.now().isoformat()})
    finish = {"id": str(uuid7()), "back": 0, "leg": 0}
    post(phone, "finish", session, finish | waiting(done_at))

    session.refresh_from_db()
    assert (session.status, session.sets_done) == (Session.Status.DONE, 1)
    assert session.ended_at == done_at
    assert SetEvent.objects.get(clinic_id=session.clinic_id).happened_at == done_at


@pytest.mark.parametrize("paused_days_ago", [1, 5])
def test_a_plan_that_is_paused_now_keeps_it_as_it_was_and_says_so(revision, paused_days_ago):
    paused(revision.program, days_ago=paused_days_ago)
    pk, answer = begun_offline(revision)

    assert Session.objects.get(pk=pk).status == Session.Status.RUNNING
    assert answer.json()["decision"] == {
        "rule": "locked",
        "outcome": "stop_session",
        "reason": "locked",
        "suspend": True,
    }
    session, phone = Session.objects.get(pk=pk), signed_in(revision.program.patient)
    post(phone, "events", session, {"events": [event(session)]})
    post(phone, "finish", session, {"id": str(uuid7()), "back": 0, "leg": 0})
    session.refresh_from_db()
    assert (session.status, session.sets_done) == (Session.Status.DONE, 1)


def test_under_a_paused_plan_nothing_new_may_begin(revision):
    paused(revision.program)
    answer = put(signed_in(revision.program.patient), uuid7(), **waiting(timezone.now()))

    assert answer.status_code == 409
    assert not Session.objects.exists()


def test_a_program_that_has_ended_since_keeps_it(revision):
    Program.objects.filter(pk=revision.program_id).update(status="ended")
    pk, answer = begun_offline(revision)

    assert (answer.status_code, Session.objects.get(pk=pk).program) == (200, revision.program)
    assert answer.json()["decision"]["rule"] == "locked"


def test_a_changed_plan_is_opened_anew_before_a_session_begins_now(revision):
    changed_since(revision)
    said = waiting(timezone.now(), revision_id=str(revision.pk))
    answer = put(signed_in(revision.program.patient), uuid7(), **said)

    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("Your doctor has changed your plan.")
    assert not Session.objects.exists()


def test_a_phone_that_names_no_revision_had_the_one_of_that_day(revision):
    changed_since(revision)
    pk, _ = begun_offline(revision, revision_id=None)

    assert Session.objects.get(pk=pk).revision == revision


def test_an_exercise_that_was_locked_again_meanwhile_is_logged_all_the_same():
    revision = at_home(LYING, STANDING, prescribed_at=timezone.now() - timedelta(days=20))
    StageOpeningFactory(program=revision.program, stage=3)
    StageOpening.objects.update(closed_at=timezone.now() - timedelta(days=4))
    pk, _ = begun_offline(revision)
    session = Session.objects.get(pk=pk)
    standing = revision.lines.get(stage=3)

    phone = signed_in(revision.program.patient)
    answer = post(phone, "events", session, {"events": [event(session, line=str(standing.pk))]})

    assert answer.status_code == 200


def test_requirement_7_a_program_that_was_never_released_keeps_nothing():
    program = ProgramFactory(supervised=True)
    _, answer = begun_offline(at_home(program=program))

    assert answer.status_code == 409
    assert not Session.objects.exists()


def test_another_patients_revision_is_nobodys(revision):
    foreign = at_home()
    _, answer = begun_offline(revision, revision_id=str(foreign.pk))

    assert answer.status_code == 409
    assert not Session.objects.exists()


def test_it_is_kept_once_however_often_it_is_sent(revision):
    paused(revision.program)
    pk, first = begun_offline(revision)
    patient, moment = revision.program.patient, timezone.now() - timedelta(days=3)
    said = waiting(moment, revision_id=str(revision.pk), day=patient.local(moment).date())

    again = put(signed_in(patient), pk, **said)

    assert again.json() == first.json()
    assert Session.objects.count() == 1


def test_a_session_of_the_other_phone_in_the_same_slot_takes_its_sets(revision):
    first, _ = begun_offline(revision)
    second, answer = begun_offline(revision)

    assert answer.json()["kept"] == [str(second)]
    assert answer.json()["session"] == str(first)
