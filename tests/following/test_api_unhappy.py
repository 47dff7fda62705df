"""What no phone should send: refused in words, with nothing lost and nothing half kept."""

import json
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from following.api.base import PatientView
from following.models import Session, SetEvent, Stop
from following.services import log
from people.ids import uuid7
from programs import stop_rules
from programs.models import NewCondition, RedFlagCheck
from tests.following.phone import at_home, begin
from tests.following.phone import stop as stop_report
from tests.following.reports import CHECK_IN, event, post, put, signed_in, stop

pytestmark = pytest.mark.django_db

KEPT: list[type[Model]] = [SetEvent, Stop, RedFlagCheck, NewCondition]
NO_OBJECTS = ["[]", "[1, 2]", '"one"', "1", "null", "true", json.dumps("x" * 2**20)]
NO_JSON = ["", "{", '{"slot": NaN}', '{"slot": Infinity}', "\x00", "[" * 2**20, "9" * 5000]
END = {"back": 0, "leg": 0}


@pytest.fixture
def session() -> Session:
    return begin(at_home().program.patient)


@pytest.fixture
def phone(session: Session) -> Client:
    return signed_in(session.patient)


def nothing_was_kept(session: Session) -> bool:
    before = (session.status, session.stops, session.sets_done)
    session.refresh_from_db()
    as_before = (session.status, session.stops, session.sets_done) == before
    of_clinic = (QuerySet(model).filter(clinic_id=session.clinic_id) for model in KEPT)
    return as_before and not any(rows.exists() for rows in of_clinic)


def send(phone: Client, name: str, session: Session, body: str) -> Any:
    address = reverse(f"api:{name}", args=[session.pk])
    method = phone.put if name == "session" else phone.post
    return method(address, body, content_type="application/json")


@pytest.mark.parametrize("name", ["session", "events", "stops", "finish"])
def test_a_body_that_is_no_object_is_refused_in_words(phone, session, name):
    answers = [send(phone, name, session, body) for body in [*NO_OBJECTS, *NO_JSON]]

    assert {answer.status_code for answer in answers} == {400}
    assert all(answer.json() for answer in answers)
    assert nothing_was_kept(session)


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": ["elbow"]},
        {"places": "calf_left"},
        {"places": None},
        {"places": ["calf_left"] * 50},
        {"new_condition": ["hiccups"]},
        {"new_condition": "surgery"},
        {"red_flags": {"bladder": True}},
        {"revision_id": "2"},
        {"day": "yesterday"},
        {"sent_at": "soon"},
        {"happened_at": "0001-01-01T00:00:00+14:00"},
        {"ill": None},
        {"slot": 0},
    ],
)
def test_a_check_in_that_makes_no_sense_is_refused_by_its_field(phone, session, wrong):
    response = put(phone, uuid7(), **({"slot": 2} | wrong))

    assert response.status_code == 400
    assert list(response.json()["errors"]) == list(wrong)
    assert Session.objects.get() == session
    assert nothing_was_kept(session)


@pytest.mark.parametrize("missing", ["slot", "happened_at", "back", "leg", "ill"])
def test_a_check_in_without_an_answer_is_refused_by_its_field(phone, session, missing):
    whole = CHECK_IN | {"slot": 2, "happened_at": timezone.now().isoformat()}
    body = {name: answer for name, answer in whole.items() if name != missing}
    response = send(phone, "session", session, json.dumps(body))

    assert (response.status_code, list(response.json()["errors"])) == (400, [missing])


@pytest.mark.parametrize("missing", ["back", "leg", "moved", "numb_or_weak", "red_flags"])
def test_a_stop_without_an_answer_is_refused_by_its_field(phone, session, missing):
    body = {name: answer for name, answer in stop(session).items() if name != missing}
    response = post(phone, "stops", session, body)

    assert (response.status_code, list(response.json()["errors"])) == (400, [missing])
    assert nothing_was_kept(session)


@pytest.mark.parametrize("pain", [11, -1, "five", None, 10**9, 2.5, True, []])
def test_an_end_with_what_is_no_pain_is_refused_in_words(phone, session, pain):
    response = post(phone, "finish", session, END | {"id": str(uuid7()), "leg": pain})

    assert response.json()["errors"] == {"leg": ["Pain is a whole number from 0 to 10."]}
    assert nothing_was_kept(session)


def test_one_wrong_set_among_good_ones_keeps_none_of_them(phone, session):
    events = [event(session), event(session, number=2)]
    response = post(phone, "events", session, {"events": events})

    assert response.status_code == 400
    assert nothing_was_kept(session)


def test_an_older_phone_that_tells_nothing_new_still_works(session):
    phone = signed_in(session.patient)
    told = {name: answer for name, answer in stop(session).items() if name != "places"}

    answers = [
        put(phone, uuid7(), slot=2),
        post(phone, "stops", session, told),
        post(phone, "finish", session, END | {"id": str(uuid7())}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_an_answer_that_the_rules_refuse_leaves_nothing_behind(session):
    with pytest.raises(stop_rules.FindingRefused):
        log.record_stop(
            session=session, report=stop_report(session, back=11, red_flags=["bladder"])
        )

    assert nothing_was_kept(session)


def test_an_answer_that_the_rules_refuse_is_refused_in_words(session):
    class Refusing(PatientView):
        def get(self, request: Request) -> Response:
            raise stop_rules.FindingRefused("'back' cannot be 11.")

    request = APIRequestFactory().get("/")
    force_authenticate(request, session.patient.user)
    answer = Refusing.as_view()(request)

    assert answer.status_code == 400
    assert answer.data["detail"] == "An answer cannot be true. Please answer again."


def test_a_stop_under_the_id_of_another_stop_is_nobodys(phone, session):
    body = stop(session)
    post(phone, "stops", session, body)
    other = begin(at_home().program.patient)
    again = post(signed_in(other.patient), "stops", other, body | {"line": None})

    assert again.status_code == 404
    assert list(Stop.objects.values_list("session", flat=True)) == [session.pk]
