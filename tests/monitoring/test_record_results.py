"""What a doctor's record shows of a patient's questionnaires and notes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories import AnswerSheetFactory, NoteFactory, ProgramFactory
from tests.following.pages import words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_the_record_shows_scores_with_their_dates_the_change_and_the_notes_shown(client):
    program = ProgramFactory(at_home=True)
    patient = program.patient
    before = {"program": program, "started_at": NOON - timedelta(days=14)}
    AnswerSheetFactory(measure="rmdq", answer=1, **before)
    AnswerSheetFactory(program=program, measure="rmdq", answer=0)
    AnswerSheetFactory(measure="psfs", answer=6, **before)
    AnswerSheetFactory(program=program, measure="psfs", answer=4)
    AnswerSheetFactory(program=program, measure="sbi", is_open=True)
    for text, is_shown in (("May I drive?", True), ("My own words.", False)):
        NoteFactory(patient=patient, text=text, is_shown=is_shown)
    client.force_login(program.doctor.user)

    page = words(client.get(reverse("monitoring:patient", args=[patient.pk])))

    assert (
        "RMDQ-24 23 Nov 0 of 24 Better, by enough to matter All dates, less is better "
        "23 November 2026 0 9 November 2026 24"
    ) in page
    assert (
        "PSFS 23 Nov 4 of 10 Worse, by enough to matter All dates, more is better "
        "23 November 2026 4 9 November 2026 6 Tie my shoes"
    ) in page
    assert "SBI" not in page
    assert "From the patient's diary 23 Nov May I drive?" in page
    assert "My own words." not in page
