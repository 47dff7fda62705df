"""The phone's API: what it keeps and echoes, and what it refuses, in words."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from following.models import Session, SetEvent, Stop
from people.ids import uuid7
from people.models import Patient
from programs.models import PrescribedLine, Program
from tests.factories import DoctorFactory
from tests.following.phone import WELL, at_home, begin, first_line
from tests.following.reports import event, post, put, signed_in, stop

pytestmark = pytest.mark.django_db

NOT_A_PAIN = [11, -1, "five", None, 10**9, 2.5, True, []]
PAIN_WORDS = ["Pain is a whole number from 0 to 10."]


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


@pytest.fixture
def session(patient: Patient) -> Session:
    return begin(patient)


@pytest.fixture
def phone(patient: Patient) -> Client:
    return signed_in(patient)


def test_a_session_begins_and_its_id_is_echoed(phone, patient):
    pk = uuid7()
    response = put(phone, pk)

    assert response.status_code == 200
    assert response.json() == {
        "kept": [str(pk)],
        "session": str(pk),
        "decision": {
            "rule": "ready",
            "outcome": "continue",
            "reason": "ready",
            "suspend": False,
        },
        "open": [str(PrescribedLine.objects.get().pk)],
    }
    assert Session.objects.own(patient).get().pk == pk


def test_a_begin_that_is_sent_again_is_answered_alike(phone):
    pk = uuid7()

    assert put(phone, pk).json() == put(phone, pk).json()


def test_a_second_tab_is_told_which_session_there_is(phone, session):
    asked = uuid7()
    answer = put(phone, asked).json()

    assert (answer["kept"], answer["session"]) == ([str(asked)], str(session.pk))


def test_a_fever_is_answered_with_the_decision(phone, patient):
    answer = put(phone, uuid7(), ill=True).json()

    assert answer["decision"]["outcome"] == "no_session"
    assert answer["decision"]["suspend"] is True


def test_a_refusal_after_its_answer_was_lost_is_answered_alike(phone):
    pk = uuid7()
    first = put(phone, pk, ill=True)

    again = put(phone, pk, ill=True)

    assert (again.status_code, again.json()) == (200, first.json())


def test_a_paused_plan_is_refused_in_words(phone, patient):
    Program.objects.filter(patient=patient).update(
        status="suspended", suspended_at=timezone.now(), suspended_because="ill"
    )
    pk = uuid7()
    response = put(phone, pk)

    assert response.status_code == 409
    assert response.json() == {
        "detail": "Your plan is not open for exercise at home now.",
        "errors": {},
        "refused": [str(pk)],
    }


@pytest.mark.parametrize("pain", NOT_A_PAIN)
@pytest.mark.parametrize("where", ["back", "leg"])
def test_what_is_no_pain_from_0_to_10_is_refused_in_words(phone, where, pain):
    pk = uuid7()
    response = put(phone, pk, **{where: pain})

    assert response.status_code == 400
    assert response.json() == {
        "detail": PAIN_WORDS[0],
        "errors": {where: PAIN_WORDS},
        "refused": [str(pk)],
    }
    assert not Session.objects.exists()


def test_json_that_is_none_is_refused(phone):
    address = reverse("api:session", args=[uuid7()])
    response = phone.put(address, '{"slot": 1, "back": NaN}', content_type="application/json")

    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


def test_a_moment_too_long_ago_to_be_true_counts_as_now(phone, patient):
    before = timezone.now()
    put(phone, uuid7(), happened_at="1970-01-01T08:00:00Z")

    assert Session.objects.get().started_at >= before


def test_a_clock_that_is_ahead_counts_as_now(phone, patient):
    put(phone, uuid7(), happened_at="2099-01-01T08:00:00Z")

    assert Session.objects.get().started_at <= timezone.now()


def test_sets_are_kept_and_their_ids_are_echoed(phone, session):
    events = [event(session), event(session)]
    response = post(phone, "events", session, {"events": events})

    assert response.status_code == 200
    assert response.json()["kept"] == [events[0]["id"], events[1]["id"]]
    assert SetEvent.objects.filter(clinic_id=session.clinic_id).count() == 2
    assert Session.objects.get().sets_done == 1


def test_a_skipped_set_keeps_its_reason(phone, session):
    skipped = event(session, kind="skipped", reason="no_time", repetitions=0, seconds=0)
    post(phone, "events", session, {"events": [skipped]})

    row = SetEvent.objects.get(clinic_id=session.clinic_id)
    assert (row.kind, row.reason) == (SetEvent.Kind.SKIPPED, SetEvent.Reason.NO_TIME)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"line": str(uuid7())}, "This exercise is not part of the session."),
        ({"number": 2}, "Your plan has fewer sets of this exercise."),
        ({"repetitions": 6}, "Your plan has fewer repetitions of this exercise."),
    ],
)
def test_requirement_9_a_set_beyond_the_plan_is_refused_in_words(phone, session, wrong, words):
    good, bad = event(session), event(session, **wrong)
    response = post(phone, "events", session, {"events": [good, bad]})

    assert response.status_code == 400
    assert response.json() == {"detail": words, "errors": {}, "refused": [bad["id"]]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dreamt"},
        {"reason": "rain"},
        {"number": 0},
        {"seconds": -1},
        {"seconds": 10**9},
        {"repetitions": None},
        {"id": "1"},
        {"happened_at": "yesterday"},
    ],
)
def test_a_set_that_makes_no_sense_is_refused_by_its_field(phone, session, wrong):
    good, bad = event(session), event(session, **wrong)
    response = post(phone, "events", session, {"events": [good, bad]})

    assert response.status_code == 400
    assert list(response.json()["errors"]["events"]["1"]) == list(wrong)
    assert response.json()["refused"] == [bad["id"]]


def test_a_stop_is_kept_and_decided(phone, session):
    report = stop(session, back=2)
    response = post(phone, "stops", session, report)

    answer = response.json()
    assert answer["kept"] == [report["id"]]
    assert (answer["decision"]["outcome"], answer["decision"]["reason"]) == (
        "stop_exercise",
        "mild_pain",
    )
    assert str(Stop.objects.get().pk) == report["id"]


@pytest.mark.parametrize("pain", [pain for pain in NOT_A_PAIN if pain is not None])
def test_a_stop_with_what_is_no_pain_is_refused_in_words(phone, session, pain):
    report = stop(session, leg=pain)
    response = post(phone, "stops", session, report)

    assert response.status_code == 400
    assert response.json()["errors"] == {"leg": PAIN_WORDS}
    assert response.json()["refused"] == [report["id"]]


def test_a_stop_without_answers_is_judged_as_the_worse(phone, session):
    untold = dict.fromkeys(("back", "leg", "moved", "numb_or_weak", "dizzy_or_breathless"))
    answer = post(phone, "stops", session, stop(session, **untold)).json()

    assert answer["decision"]["reason"] == "numb_or_weak"


def test_an_unknown_red_flag_is_refused(phone, session):
    response = post(phone, "stops", session, stop(session, red_flags=["hiccups"]))

    assert response.json()["detail"] == '"hiccups" is not a valid choice.'


def test_a_session_is_finished_and_the_finish_is_echoed(phone, session):
    pk = str(uuid7())
    answer = post(phone, "finish", session, {"id": pk, "back": 0, "leg": 1}).json()

    assert answer["kept"] == [pk]
    assert Session.objects.get().status == Session.Status.DONE


def test_the_document_says_what_is_already_recorded(phone, session):
    post(phone, "events", session, {"events": [event(session)]})
    post(phone, "stops", session, stop(session, moved="down"))
    document = phone.get(reverse("api:session", args=[session.pk])).json()

    assert document["recorded"] == {
        "status": "running",
        "back": WELL.back,
        "leg": WELL.leg,
        "places": [],
        "closed": [[str(first_line(session).pk), 1]],
        "times_peripheralised": 1,
        "reduced": [],
        "eased": [],
        "decision": None,
    }


def test_a_stranger_is_answered_with_401_and_keeps_what_he_has_not_sent(session):
    client = Client()

    assert put(client, session.pk).status_code == 401
    assert post(client, "events", session, {"events": [event(session)]}).status_code == 401


@pytest.mark.parametrize("name", ["session", "events", "stops", "finish"])
def test_another_patients_session_is_not_found(session, name):
    stranger = signed_in(at_home().program.patient)
    method = stranger.get if name == "session" else stranger.post

    response = method(reverse(f"api:{name}", args=[session.pk]), {}, "application/json")

    assert response.status_code == 404


def test_another_patients_session_cannot_be_begun_again(session):
    assert put(signed_in(at_home().program.patient), session.pk).status_code == 404


@pytest.mark.parametrize("name", ["events", "stops", "finish"])
def test_a_doctor_logs_nothing_for_a_patient(session, name):
    client = Client()
    client.force_login(session.program.doctor.user)

    assert post(client, name, session, {}).status_code == 404


def test_a_doctor_of_another_clinic_finds_nothing(session):
    client = Client()
    client.force_login(DoctorFactory().user)

    assert client.get(reverse("api:session", args=[session.pk])).status_code == 404


def test_a_write_needs_the_csrf_token(patient):
    client = Client(enforce_csrf_checks=True)
    client.force_login(patient.user)
    response = put(client, uuid7())

    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]
