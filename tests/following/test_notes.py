"""Notes of the diary: the patient's own, changed on their day, shown by their own tick."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from following.models import Note
from following.services.notes import change_note
from following.work import NotNow
from people.models import Patient
from tests.factories import DoctorFactory, NoteFactory, PatientFactory
from tests.following.pages import words

pytestmark = pytest.mark.django_db

NOTES = reverse("following:notes")
#: Half past midnight in Warsaw: another day than in London.
LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def late():
    with time_machine.travel(LATE, tick=False):
        yield


@pytest.fixture
def patient(client) -> Patient:
    patient = PatientFactory()
    client.force_login(patient.user)
    return patient


def page(name: str, note: Note) -> str:
    return reverse(f"following:{name}", args=[note.pk])


def test_a_note_is_kept_for_the_patient_alone_on_the_patients_own_day(client, patient):
    client.post(NOTES, {"text": "Slept well."})

    assert "23 November 2026 Slept well. Only for you" in words(client.get(NOTES))


def test_a_note_of_today_can_be_changed_shown_and_deleted(client, patient):
    note = NoteFactory(patient=patient)

    client.post(page("note", note), {"text": "Slept badly.", "is_shown": "on"})
    assert "Slept badly. Your doctor sees it" in words(client.get(NOTES))

    client.post(page("note_delete", note))
    assert "No notes yet" in words(client.get(NOTES))


def test_the_words_of_an_older_note_stay_but_it_can_still_be_shown(client, patient):
    note = NoteFactory(patient=patient, text="Slept well.", written_at=LATE - DAY)

    assert "The words stay as you wrote them that day." in words(client.get(page("note", note)))
    client.post(page("note", note), {"text": "I never slept.", "is_shown": "on"})

    note.refresh_from_db()
    assert (note.text, note.is_shown) == ("Slept well.", True)
    with pytest.raises(NotNow):
        change_note(note=note, text="I never slept.", is_shown=True, at=LATE)


def test_an_empty_note_is_asked_for_words_and_none_can_be_kept_without(client, patient):
    assert "Write a few words first." in words(client.post(NOTES, {"text": "  "}))
    with pytest.raises(IntegrityError, match="a_note_says_something"):
        NoteFactory(patient=patient, text="")


def test_the_page_says_that_nobody_reads_notes_right_away(client, patient):
    said = "Nobody reads notes right away. If something is wrong, get help."

    assert said in words(client.get(NOTES))


def test_the_clinic_sees_what_is_shown_and_nothing_else(patient):
    private, shown = NoteFactory(patient=patient), NoteFactory(patient=patient, is_shown=True)
    visible = Note.objects.visible_to

    assert set(visible(patient.user)) == {private, shown}
    assert set(visible(patient.doctor.user)) == {shown}
    assert set(visible(DoctorFactory().user)) == set()
    assert set(visible(PatientFactory(doctor=patient.doctor).user)) == set()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_notes_take_the_same_queries_however_many_there_are(
    client, patient, django_assert_num_queries, rows
):
    NoteFactory.create_batch(rows, patient=patient)

    with django_assert_num_queries(6):
        client.get(NOTES)


def test_older_notes_are_one_page_further(client, patient):
    NoteFactory.create_batch(21, patient=patient)
    first = NoteFactory(patient=patient, text="The first.", written_at=LATE - DAY)

    assert first.text not in words(client.get(NOTES))
    assert first.text in words(client.get(f"{NOTES}?page=2"))
