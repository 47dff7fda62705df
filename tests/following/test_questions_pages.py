"""Outcome measures as they are answered: one question a screen, each answer kept as given."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from following import sheets
from following.models import AnswerSheet
from following.outcomes import PSFS, RMDQ, SBI
from following.services import outcomes as services
from following.services.outcomes import open_sheet
from following.work import NotNow
from people.models import Patient
from programs.models import Program
from tests.factories import AnswerSheetFactory, DoctorFactory, PatientFactory, ProgramFactory
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def program() -> Program:
    return ProgramFactory(at_home=True, released_at=NOON)


@pytest.fixture
def patient(client, program) -> Patient:
    client.force_login(program.patient.user)
    return program.patient


def page(name: str, *args: object) -> str:
    return reverse(f"following:{name}", args=args)


def due_names(patient: Patient) -> list[str]:
    return [one.measure.name for one in sheets.due_of(patient, at=NOON)]


def test_each_answer_is_kept_and_the_last_one_gives_the_score(client, patient):
    answer = client.post(page("questions", "sbi"))
    for number, given in enumerate((6, 0, 3, 2), 1):
        assert answer.url == page("question", "sbi", number)
        answer = client.post(answer.url, {"answer": given})

    sheet = AnswerSheet.objects.get()
    assert answer.url == page("questions_done", "sbi")
    assert (sheet.answers, sheet.score) == ([6, 0, 3, 2], Decimal(11))
    assert (sheet.finished_at, sheet.finished_on) == (NOON, date(2026, 11, 23))
    assert due_names(patient) == ["RMDQ-24", "PSFS"]
    # A second press of the last button, one after the other or both at once.
    assert client.post(page("question", "sbi", 4), {"answer": 6}).url == answer.url
    assert services.answer(patient=patient, measure=SBI, question=4, value=6, at=NOON) is None
    assert AnswerSheet.objects.get().score == Decimal(11)


def test_one_may_leave_and_go_on_where_one_was_and_go_back_to_change_an_answer(client, patient):
    client.post(page("questions", "rmdq"))
    for number in (1, 2, 3):
        client.post(page("question", "rmdq", number), {"answer": 1})

    card = words(client.get(reverse("following:diary")))
    assert "Your questions wait for you Your back in daily life · 3 of 24 answered Go on" in card
    assert client.post(page("questions", "rmdq")).url == page("question", "rmdq", 4)
    back = client.get(page("question", "rmdq", 2))
    assert "Yes, this is me today your answer" in words(back)
    assert client.post(page("question", "rmdq", 2), {"answer": 0}).url.endswith("/3/")
    assert AnswerSheet.objects.get().answers == [1, 0, 1] + [None] * 21


def test_a_question_shows_its_words_its_place_and_an_answer_that_is_none_is_told(client, patient):
    client.post(page("questions", "rmdq"))

    asked = words(client.get(page("question", "rmdq", 1)))
    refused = [client.post(page("question", "rmdq", 1), {"answer": x}) for x in ("2", "-1", "")]

    assert "Question 1 of 24" in asked
    assert "I stay at home most of the time because of my back." in asked
    assert all("Choose one of the answers." in words(one) for one in refused)
    assert AnswerSheet.objects.get().answers == [None] * 24


def test_the_patient_names_up_to_three_things_and_is_asked_about_the_same_later(client, patient):
    assert client.post(page("questions", "psfs")).url == page("activities", "psfs")
    nothing = client.post(page("activities", "psfs"), {"first": " "})
    assert "Name one thing. One is enough." in words(nothing)
    named = {"first": "Tie my shoes", "second": "Sit at table", "third": "Tie my shoes"}

    answer = client.post(page("activities", "psfs"), named)

    for given in (3, 4):
        assert "How well can you do this today?" in words(client.get(answer.url))
        answer = client.post(answer.url, {"answer": given})
    sheet = AnswerSheet.objects.get()
    assert (sheet.activities, sheet.score) == (["Tie my shoes", "Sit at table"], Decimal("3.5"))
    later = open_sheet(patient=patient, measure=PSFS, at=NOON + 14 * DAY)
    assert (later.activities, later.answers) == (sheet.activities, [None, None])


def test_what_was_left_for_days_is_begun_anew(client, patient, program):
    old = AnswerSheetFactory(program=program, is_open=True, started_at=NOON - 3 * DAY)

    assert client.get(page("question", "sbi", 2)).url == page("questions", "sbi")
    client.post(page("questions", "sbi"))

    assert AnswerSheet.objects.get().pk != old.pk


def test_nothing_is_asked_of_a_patient_who_is_not_at_home_or_has_answered(client, patient, program):
    AnswerSheetFactory(program=program)
    said = words(client.get(page("questions", "sbi")))
    assert "There is nothing to answer now. We ask you again on 30 November." in said
    assert client.post(page("questions", "sbi")).url == page("questions", "sbi")

    Program.objects.update(status="suspended", suspended_at=NOON, suspended_because="ill")

    assert due_names(patient) == []
    with pytest.raises(NotNow):
        open_sheet(patient=patient, measure=RMDQ, at=NOON)


@pytest.mark.parametrize(
    ("first", "latest", "said"),
    [
        (1, 1, "It is much the same as on 26 October."),
        (1, 0, "It goes better than on 26 October."),
        (0, 1, "It is harder than on 26 October. It is good that you say so."),
        (None, 1, "This is where you start from."),
    ],
)
def test_the_thanks_say_in_plain_words_how_it_went(client, patient, program, first, latest, said):
    if first is not None:
        before = {"started_at": NOON - 28 * DAY, "answer": first}
        AnswerSheetFactory(program=program, measure="rmdq", **before)
    AnswerSheetFactory(program=program, measure="rmdq", answer=latest)

    thanks = words(client.get(page("questions_done", "rmdq")))

    assert said in thanks
    assert "24" not in thanks.partition("A few questions")[0]


@pytest.mark.parametrize(
    ("answers", "is_asked"), [([6, 0, 0, 6], False), ([0, 1, 0, 0], True), ([0, 0, 1, 0], True)]
)
def test_numbness_and_weakness_are_asked_after_at_once(client, patient, program, answers, is_asked):
    AnswerSheetFactory(program=program, answers=answers)

    thanks = words(client.get(page("questions_done", "sbi")))

    assert ("Is the numbness or weakness new, or does it grow?" in thanks) == is_asked


def test_thanks_are_for_those_who_answered_and_an_unknown_measure_is_nowhere(client, patient):
    assert client.get(page("questions_done", "sbi")).url == page("questions", "sbi")
    assert client.get(page("questions", "odi")).status_code == 404


def test_another_patient_neither_sees_nor_answers_a_sheet(client, program):
    sheet = AnswerSheetFactory(program=program, is_open=True)
    other = PatientFactory()

    assert get(client, other, page("question", "sbi", 1)).url == page("questions", "sbi")
    assert client.post(page("question", "sbi", 1), {"answer": 1}).url == page("questions", "sbi")
    sheet.refresh_from_db()
    assert sheet.answers == [None] * 4


def test_a_clinic_sees_what_is_finished_and_no_other_clinic_does(program):
    begun = AnswerSheetFactory(program=program, is_open=True)
    finished = AnswerSheetFactory(program=program, measure="rmdq")
    visible = AnswerSheet.objects.visible_to

    assert set(visible(program.patient.user)) == {begun, finished}
    assert set(visible(program.doctor.user)) == {finished}
    assert set(visible(DoctorFactory().user)) == set()


def test_there_is_one_open_sheet_of_a_measure_and_a_finished_one_stays_as_it_is(program):
    finished = AnswerSheetFactory(program=program)
    AnswerSheetFactory(program=program, is_open=True)

    with pytest.raises(IntegrityError, match="one_open_sheet_per_measure"), transaction.atomic():
        AnswerSheetFactory(program=program, is_open=True)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        AnswerSheet.objects.filter(pk=finished.pk).update(score=0)
    with pytest.raises(IntegrityError, match="has_a_score"), transaction.atomic():
        AnswerSheetFactory(program=program, measure="rmdq", score=None)
    with pytest.raises(IntegrityError, match="three_activities"), transaction.atomic():
        AnswerSheetFactory(program=program, measure="psfs", activities=list("abcd"))


def test_the_words_of_a_measure_are_its_own():
    assert [str(words) for words in SBI.questions] == [
        "Leg pain",
        "Numbness or tingling in your leg, foot or groin",
        "Weakness in your leg or foot",
        "Back or leg pain while you sit",
    ]
