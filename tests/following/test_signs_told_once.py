"""Warning signs that come twice, in their report and by themselves, are told once."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from following.models import Session, Stop
from monitoring.models import Alert
from monitoring.services import resolve
from people.ids import uuid7
from people.models import Patient
from programs.models import Program, RedFlagCheck
from programs.services import screening, supervision
from tests.factories import ProgramFactory, screened
from tests.following.phone import at_home, begin
from tests.following.reports import post, put, signed_in, stop

pytestmark = pytest.mark.django_db

FLAGS = ["bladder"]
Send = Callable[[], Any]


@pytest.fixture
def patient() -> Patient:
    return at_home(program=ProgramFactory(patient=screened(), at_home=True)).program.patient


def of_begin(patient: Patient, pk: UUID, **said: Any) -> Send:
    return partial(put, signed_in(patient), pk, **{"red_flags": FLAGS} | said)


def of_stop(patient: Patient, pk: UUID, **said: Any) -> Send:
    session = begin(patient)
    body = stop(session, id=str(pk), **{"red_flags": FLAGS} | said)
    return partial(post, signed_in(patient), "stops", session, body)


def of_finish(patient: Patient, pk: UUID) -> Send:
    session = begin(patient)
    body = {"id": str(pk), "back": 1, "leg": 0, "red_flags": FLAGS}
    return partial(post, signed_in(patient), "finish", session, body)


EACH = pytest.mark.parametrize("made", [of_begin, of_stop, of_finish])


def alone(patient: Patient, pk: UUID, **said: Any) -> Any:
    """The answer to a phone that tells of the signs of a report by themselves."""
    body = {"id": str(pk), "flags": FLAGS} | said
    return signed_in(patient).post(reverse("api:red_flags"), body, "application/json")


def opened_again(patient: Patient) -> None:
    """The doctor has dealt with it."""
    doctor, now = patient.doctor.user, timezone.now()
    screening.check_red_flags(patient=patient, by=doctor, flags=[])
    program = Program.objects.get(patient=patient)
    supervision.resume(program=program, by=doctor, why="Seen and examined.")
    for alert in Alert.objects.filter(patient=patient).open():
        resolve(alert=alert, by=doctor, note="Seen and examined.", at=now)


def told(patient: Patient) -> tuple[list[UUID], list[str]]:
    """The patient's own checks, and why the doctor was alerted."""
    own = RedFlagCheck.objects.filter(patient=patient, recorded_by=patient.user)
    alerts = Alert.objects.filter(patient=patient)
    return list(own.values_list("pk", flat=True)), list(alerts.values_list("reason", flat=True))


def status_of(patient: Patient) -> str:
    return Program.objects.get(patient=patient).status


@EACH
def test_a_report_whose_signs_were_told_pauses_no_plan_that_the_doctor_has_opened_since(
    patient, made
):
    pk = uuid7()
    send = made(patient, pk)
    alone(patient, pk)
    opened_again(patient)

    answers = [send() for _again in range(2)]

    assert [(one.status_code, one.json()["kept"]) for one in answers] == [(200, [str(pk)])] * 2
    assert told(patient) == ([pk], ["red_flag"])
    assert status_of(patient) == Program.Status.HOME
    assert Session.objects.get().status in {"refused", "stopped", "done"}


@EACH
def test_the_signs_of_a_report_that_was_heard_pause_no_plan_that_the_doctor_has_opened_since(
    patient, made
):
    pk = uuid7()
    made(patient, pk)()
    opened_again(patient)

    answers = [alone(patient, pk).json() for _again in range(2)]

    assert answers == [{"kept": [str(pk)]}] * 2
    assert told(patient) == ([pk], ["red_flag"])
    assert status_of(patient) == Program.Status.HOME


@EACH
@pytest.mark.parametrize("is_alone_first", [True, False])
def test_whichever_comes_first_the_doctor_is_alerted_once(patient, made, is_alone_first):
    pk = uuid7()
    ways = [made(patient, pk), partial(alone, patient, pk)]

    for send in reversed(ways) if is_alone_first else ways:
        send()

    assert told(patient) == ([pk], ["red_flag"])
    assert status_of(patient) == Program.Status.SUSPENDED


@pytest.mark.parametrize("is_alone_first", [True, False])
def test_numbness_is_told_once_in_its_stop_and_by_itself(patient, is_alone_first):
    pk = uuid7()
    ways = [
        of_stop(patient, pk, red_flags=[], numb_or_weak=True),
        partial(alone, patient, pk, flags=[], numb_or_weak=True),
    ]
    first, second = reversed(ways) if is_alone_first else ways
    first()
    opened_again(patient)

    assert second().json()["kept"] == [str(pk)]
    assert told(patient) == ([pk], ["numb_or_weak"])
    assert status_of(patient) == Program.Status.HOME
    assert Stop.objects.get().rule == "numb-or-weak"


def test_a_sign_told_in_another_tab_and_sent_again_pauses_nothing_anew(patient):
    begin(patient)
    pk = uuid7()
    send = of_begin(patient, pk)
    send()
    opened_again(patient)

    assert send().json()["kept"] == [str(pk)]
    assert told(patient) == ([pk], ["red_flag"])
    assert status_of(patient) == Program.Status.HOME


@EACH
def test_a_report_whose_id_is_of_another_patients_signs_is_nobodys(patient, made):
    other, pk = at_home().program.patient, uuid7()
    send = made(patient, pk)
    alone(other, pk)

    refused = send()

    assert (refused.status_code, refused.json()["refused"]) == (404, [str(pk)])
    assert told(patient) == ([], [])
    assert told(other) == ([pk], ["red_flag"])
    assert not Stop.objects.exists()
    assert not Session.objects.exclude(status="running").exists()


def test_signs_that_an_earlier_phone_tells_under_an_id_of_their_own_are_kept_too(patient):
    pk, own = uuid7(), uuid7()
    send = of_stop(patient, pk)

    assert alone(patient, own).json() == {"kept": [str(own)]}
    assert send().json()["kept"] == [str(pk)]
    assert told(patient)[0] == [own, pk]


@pytest.mark.usefixtures("transactional_db")
@EACH
def test_a_report_and_its_signs_that_come_at_once_are_told_once(patient, made):
    pk, together = uuid7(), Barrier(2)
    codes: list[int] = []

    def sent(send: Send) -> None:
        together.wait()
        codes.append(send().status_code)
        connection.close()

    ways = [made(patient, pk), partial(alone, patient, pk)]
    threads = [Thread(target=sent, args=[send]) for send in ways]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    # A beginning may find the plan paused already.
    assert set(codes) <= {200, 409}
    assert told(patient) == ([pk], ["red_flag"])
    assert status_of(patient) == Program.Status.SUSPENDED
