"""What a phone may believe of an answer: who is asked for, what is kept, what never will be."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from following.models import MorningCheck, Session, SetEvent, Stop
from people.ids import uuid7
from people.models import User
from programs.models import Program
from tests.factories import PatientFactory, SessionFactory, prescribed
from tests.following.phone import at_home, begin, first_line
from tests.following.reports import event, post, put, signed_in, stop, waiting

pytestmark = pytest.mark.django_db

PLAN = reverse("api:plan")
NOT_SIGNED_IN, ANOTHER = (401, "not_signed_in"), (401, "another_person")


@pytest.fixture
def session() -> Session:
    return begin(at_home().program.patient)


def named(patient: object) -> dict[str, str]:
    return {"Sciatica-Patient": str(patient)}


def asked(client: Client, patient: object) -> tuple[int, str | None]:
    answer = client.get(PLAN, headers=named(patient))
    return answer.status_code, answer.json().get("code")


def test_who_is_not_signed_in_or_is_paused_or_another_is_told_so_with_401(session):
    patient, phone = session.patient, signed_in(session.patient)
    stranger = PatientFactory()
    assert asked(phone, patient.pk) == (200, None)
    assert asked(phone, stranger.pk) == asked(phone, "nobody") == ANOTHER
    assert asked(signed_in(stranger), patient.pk) == ANOTHER
    doctor = Client()
    doctor.force_login(session.program.doctor.user)
    assert asked(doctor, patient.pk) == ANOTHER
    assert asked(Client(), patient.pk) == NOT_SIGNED_IN

    User.objects.filter(pk=patient.user_id).update(is_active=False)
    assert asked(phone, patient.pk) == NOT_SIGNED_IN
    User.objects.filter(pk=patient.user_id).update(is_active=True)
    sets = {"events": [event(session)]}
    answer = phone.post(
        reverse("api:events", args=[session.pk]),
        sets,
        content_type="application/json",
        headers=named(patient.pk),
    )
    assert answer.json()["kept"] == [sets["events"][0]["id"]]


def test_who_is_enrolled_anew_can_still_tell_what_the_earlier_enrolment_did(session):
    PatientFactory(user=session.patient.user)
    phone = signed_in(session.patient)

    assert phone.get(PLAN, headers=named(session.patient_id)).json()["patient"] == str(
        session.patient_id
    )


def test_a_set_of_a_session_that_is_not_known_yet_is_no_refusal(session):
    unknown = Session(pk=uuid7(), revision=session.revision)
    answer = post(signed_in(session.patient), "events", unknown, {"events": [event(session)]})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_session")
    assert "refused" not in answer.json()


def test_an_id_that_is_another_persons_is_refused_for_good(session):
    answer = put(signed_in(at_home().program.patient), session.pk)

    assert (answer.status_code, answer.json()["refused"]) == (404, [str(session.pk)])


def test_one_bad_set_of_a_batch_is_named_and_the_rest_is_kept_without_it(session):
    phone = signed_in(session.patient)
    good, bad = event(session), event(session, kind="dreamt")
    refusal = post(phone, "events", session, {"events": [good, bad]}).json()
    whole = post(phone, "events", session, {"events": [good], "sent_at": "soon"}).json()
    kept = post(phone, "events", session, {"events": [good]}).json()

    assert (refusal["refused"], refusal["detail"]) == (
        [bad["id"]],
        '"dreamt" is not a valid choice.',
    )
    assert whole["refused"] == kept["kept"] == [good["id"]]


def test_who_lost_the_token_is_given_one_with_the_refusal(session):
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(session.patient.user)
    refusal = post(phone, "events", session, {"events": [event(session)]})
    token = phone.cookies["csrftoken"].value
    again = phone.post(
        reverse("api:events", args=[session.pk]),
        {"events": [event(session)]},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )

    assert (refusal.status_code, "refused" in refusal.json()) == (403, False)
    assert again.status_code == 200


def test_what_the_phone_said_is_kept_beside_the_moment_that_it_was(session):
    phone, ahead = signed_in(session.patient), timedelta(hours=3)
    Session.objects.update(started_at=timezone.now() - timedelta(hours=1))
    said = {
        "happened_at": (timezone.now() + ahead - timedelta(minutes=6)).isoformat(),
        "sent_at": (timezone.now() + ahead).isoformat(),
    }
    done = event(session, happened_at=said["happened_at"])
    post(phone, "events", session, {"events": [done], "sent_at": said["sent_at"]})
    post(phone, "stops", session, stop(session) | said)
    yesterday = timezone.now() - timedelta(days=1)
    SessionFactory(revision=session.revision, started_at=yesterday)
    answers = {"back": 0, "leg": 0, "sleep_disturbed": False}
    address = reverse("api:morning", args=[uuid7()])
    phone.put(address, answers | said, content_type="application/json")

    kept: list[Any] = [SetEvent.objects.get(), Stop.objects.get(), MorningCheck.objects.get()]
    for row in kept:
        assert row.phone_at.isoformat() == said["happened_at"]
        assert abs(row.clock_skew - ahead.total_seconds()) < 60
        assert abs(row.received_at - row.happened_at - timedelta(minutes=6)) < timedelta(minutes=1)


def test_a_set_of_an_earlier_plan_is_kept_in_the_session_that_another_phone_began():
    earlier = at_home(prescribed_at=timezone.now() - timedelta(days=20))
    line = first_line(begin(earlier.program.patient))
    Session.objects.all().delete()
    prescribed("superman", program=earlier.program, number=2)
    session = begin(earlier.program.patient)
    done = event(session, line=str(line.pk))

    answer = post(signed_in(session.patient), "events", session, {"events": [done]})

    assert answer.json()["kept"] == [done["id"]]
    session.refresh_from_db()
    assert (session.sets_done, session.revision.number) == (1, 2)


def test_a_begin_that_waited_while_a_set_was_done_is_kept_and_answered_with_the_lock():
    revision = at_home(prescribed_at=timezone.now() - timedelta(days=20))
    Program.objects.filter(pk=revision.program_id).update(
        status="suspended", suspended_at=timezone.now(), suspended_because="doctor"
    )
    patient, moment = revision.program.patient, timezone.now() - timedelta(seconds=45)
    answer = put(
        signed_in(patient), uuid7(), **waiting(moment, revision_id=str(revision.pk))
    ).json()

    assert answer["decision"]["rule"] == "locked"
    assert UUID(answer["session"]) == Session.objects.get().pk


def test_sets_are_once_however_they_come(session):
    """Twice in one batch, in two batches, in the other order, a hundred times."""
    phone = signed_in(session.patient)
    sets = [event(session), event(session)]
    for batch in ([*sets, *sets], sets[::-1], *([one] for one in sets * 50)):
        answer = post(phone, "events", session, {"events": batch}).json()
        assert answer["kept"] == [one["id"] for one in batch]

    assert {str(pk) for pk in SetEvent.objects.values_list("id", flat=True)} == {
        one["id"] for one in sets
    }
    assert SetEvent.objects.count() == 2
