"""A red flag locks the sessions on every device at once, and each phone hears of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from following.models import Session, SetEvent
from following.services.red_flags import answer_red_flags
from monitoring.models import Alert
from people.ids import uuid7
from programs.models import Program, RedFlagCheck
from tests.following.phone import at_home, begin
from tests.following.reports import event, post, put, signed_in, stop

pytestmark = pytest.mark.django_db

URGENCIES = [
    ("bladder", "emergency", "red_flag_emergency", Alert.Urgency.NOW),
    ("pregnancy_warning", "emergency", "red_flag_stop_maternity", Alert.Urgency.NOW),
    ("foot_drop", "stop_session", "red_flag_same_day", Alert.Urgency.SAME_DAY),
    ("cancer_or_weight_or_night", "stop_session", "red_flag_prompt", Alert.Urgency.WORKING_DAY),
]


@pytest.fixture
def session() -> Session:
    return begin(at_home().program.patient)


def flagged_elsewhere(session: Session, flag: str) -> None:
    patient = session.patient
    answer_red_flags(patient=patient, by=patient.user, flags=[flag])


@pytest.mark.parametrize(("flag", "outcome", "reason"), [row[:3] for row in URGENCIES])
def test_a_session_on_another_phone_hears_of_it_with_its_next_report(
    session, flag, outcome, reason
):
    phone = signed_in(session.patient)
    document = phone.get(reverse("api:session", args=[session.pk])).json()
    flagged_elsewhere(session, flag)

    answers = [
        post(phone, "events", session, {"events": [event(session)]}),
        post(phone, "stops", session, stop(session, back=1)),
        post(phone, "finish", session, {"id": str(uuid7()), "back": 0, "leg": 0}),
    ]

    heard = {
        (one.json()["decision"]["outcome"], one.json()["decision"]["reason"]) for one in answers
    }
    assert heard == {(outcome, reason)}
    assert reason in document["words"]


def test_what_was_done_until_then_is_kept(session):
    flagged_elsewhere(session, "bladder")
    post(signed_in(session.patient), "events", session, {"events": [event(session)]})

    assert SetEvent.objects.filter(clinic_id=session.clinic_id).count() == 1


def test_its_document_is_refused_in_words(session):
    flagged_elsewhere(session, "bladder")
    answer = signed_in(session.patient).get(reverse("api:session", args=[session.pk]))

    assert answer.status_code == 409
    assert "Call the emergency number now." in answer.json()["detail"]


@pytest.mark.parametrize("because", ["doctor", "contraindication", "new_condition", "ill"])
def test_any_pause_locks_the_document_and_has_words(session, because):
    phone = signed_in(session.patient)
    words = phone.get(reverse("api:session", args=[session.pk])).json()["words"]
    Program.objects.update(
        status="suspended", suspended_at=timezone.now(), suspended_because=because
    )

    told = post(phone, "events", session, {"events": [event(session)]}).json()["decision"]
    refused = phone.get(reverse("api:session", args=[session.pk]))

    assert refused.status_code == 409
    assert refused.json()["detail"].startswith(words[told["reason"]]["sentence"])


def test_a_red_flag_that_is_told_while_the_plan_is_paused_comes_before_the_pause(session):
    Program.objects.update(status="suspended", suspended_at=timezone.now(), suspended_because="ill")
    flagged_elsewhere(session, "bladder")
    answer = post(signed_in(session.patient), "events", session, {"events": [event(session)]})

    assert answer.json()["decision"]["reason"] == "red_flag_emergency"


def test_no_session_begins_on_any_device(session):
    flagged_elsewhere(session, "foot_drop")

    assert put(signed_in(session.patient), uuid7(), slot=2).status_code == 409


def test_what_a_doctor_has_opened_again_goes_on(session):
    flagged_elsewhere(session, "foot_drop")
    Program.objects.update(status="home", suspended_at=None, suspended_because="")
    phone = signed_in(session.patient)

    assert phone.get(reverse("api:session", args=[session.pk])).status_code == 200
    answer = post(phone, "events", session, {"events": [event(session)]}).json()
    assert answer["decision"] is None


@pytest.mark.parametrize(("flag", "urgency"), [(row[0], row[3]) for row in URGENCIES])
@pytest.mark.parametrize("moment", ["begin", "stops", "finish"])
def test_a_red_flag_locks_whenever_it_is_told_and_is_as_urgent_as_it_is(
    session, moment, flag, urgency
):
    phone = signed_in(session.patient)
    reports = {
        "begin": lambda: put(phone, uuid7(), slot=2, red_flags=[flag]),
        "stops": lambda: post(phone, "stops", session, stop(session, red_flags=[flag])),
        "finish": lambda: post(
            phone,
            "finish",
            session,
            {"id": str(uuid7()), "back": 1, "leg": 0, "red_flags": [flag]},
        ),
    }
    answer = reports[moment]().json()

    assert answer["decision"]["outcome"] == "emergency"
    assert Program.objects.get().suspended_because == "red_flag"
    assert RedFlagCheck.objects.get().flags == [flag]
    alert = Alert.objects.get(reason="red_flag")
    assert (alert.urgency, alert.evidence["flags"]) == (urgency, [flag])


def test_no_red_flag_after_pain_is_kept_as_asked(session):
    body = {"id": str(uuid7()), "back": 1, "leg": 0, "red_flags": []}
    post(signed_in(session.patient), "finish", session, body)

    assert RedFlagCheck.objects.get().flags == []


def test_a_finish_with_a_red_flag_that_is_sent_again_locks_no_second_time(session):
    phone, body = (
        signed_in(session.patient),
        {"id": str(uuid7()), "back": 1, "leg": 0, "red_flags": ["bladder"]},
    )
    first = post(phone, "finish", session, body)
    Program.objects.update(status="home", suspended_at=None, suspended_because="")
    again = post(phone, "finish", session, body)

    assert again.json() == first.json()
    assert RedFlagCheck.objects.count() == 1
    assert Program.objects.get().status == Program.Status.HOME


def test_a_red_flag_that_is_told_after_the_session_is_over_locks_too(session):
    phone = signed_in(session.patient)
    end = {"id": str(uuid7()), "back": 0, "leg": 0}
    post(phone, "finish", session, end)
    post(phone, "finish", session, end | {"id": str(uuid7()), "red_flags": ["bowels"]})

    assert Program.objects.get().suspended_because == "red_flag"


def test_the_lock_of_a_late_report_begins_when_it_is_heard(session):
    before = timezone.now()
    long_ago = (before - timedelta(minutes=50)).isoformat()
    report = stop(session, numb_or_weak=True, happened_at=long_ago, sent_at=before.isoformat())
    post(signed_in(session.patient), "stops", session, report)

    assert Program.objects.get().suspended_at >= before
