"""The page that a patient shows to a doctor: a program in brief."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from programs.models import Program
from tests.factories import (
    AnswerSheetFactory,
    FlareDayFactory,
    NoteFactory,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    SessionFactory,
    StopFactory,
)
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

ADDRESS = reverse("following:for_my_doctor")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def program() -> Program:
    """At home for ten days, twice a day."""
    program = ProgramFactory(at_home=True, released_at=NOON - 10 * DAY)
    revision = RevisionFactory(program=program, prescribed_at=NOON - 10 * DAY)
    PrescribedLineFactory(revision=revision, times_a_day=2)
    return program


def test_a_program_in_brief(client, program):
    revision = program.revision_set.get()
    done = {"revision": revision, "leg_before": 3, "back_before": 1}
    for ago, slot in ((10, 1), (10, 2), (9, 1), (0, 1)):
        SessionFactory(slot=slot, started_at=NOON - ago * DAY, **done)
    stopped = SessionFactory(status="stopped", started_at=NOON - 2 * DAY, **done)
    StopFactory(session=stopped, line_id=revision.lines.get().pk)
    FlareDayFactory(program=program, local_date=(NOON - 5 * DAY).date())
    for ago, answer in ((10, 1), (0, 0)):
        sheet = {"answer": answer, "started_at": NOON - ago * DAY}
        AnswerSheetFactory(program=program, measure="rmdq", **sheet)
    NoteFactory(patient=program.patient, text="May I drive?", is_shown=True)
    NoteFactory(patient=program.patient, text="My own words.")

    page = words(get(client, program.patient, ADDRESS))

    # Ten whole days, of which the bad one asked for nothing; today may still be done.
    assert "Sessions done 4 of 18 Stops 1 Bad days 1" in page
    assert "Home exercises since 13 November 2026 As of 23 November 2026" in page
    assert "Week from Leg Back 23 Nov 3 1 16 Nov 3 1 9 Nov 3 1" in page
    assert (
        "RMDQ-24 Your back in daily life, 0 to 24, less is better 13 Nov 24 23 Nov 0 "
        "Better since the first time, by enough to matter."
    ) in page
    felt = "Leg 5 of 10, down to: Calf. Back 2 of 10."
    assert f"21 Nov Knees to chest {felt} Exercise stopped" in page
    assert "May I drive?" in page
    assert "My own words." not in page


def test_before_the_release_there_is_nothing_to_show(client):
    supervised = ProgramFactory(supervised=True)

    assert "Nothing to show yet" in words(get(client, supervised.patient, ADDRESS))


def test_another_patient_sees_nothing_of_it(client, program):
    other = PatientFactory(doctor=program.doctor, name="Jan Kowal")

    assert "Nothing to show yet" in words(get(client, other, ADDRESS))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_long_the_program_was(
    client, program, django_assert_num_queries, rows
):
    revision = program.revision_set.get()
    for ago in range(rows):
        session = SessionFactory(revision=revision, started_at=NOON - ago * DAY / 4, slot=ago + 1)
        StopFactory(session=session, line_id=revision.lines.get().pk)
        NoteFactory(patient=program.patient, is_shown=True)
        AnswerSheetFactory(program=program)
    client.force_login(program.patient.user)

    with django_assert_num_queries(18):
        client.get(ADDRESS)
