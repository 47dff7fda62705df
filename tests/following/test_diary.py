"""The diary: what was done on which day, in plain words."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from following import diary
from people.models import Patient
from programs.models import Revision
from tests.factories import (
    LYING,
    STANDING,
    FlareDayFactory,
    PatientFactory,
    SessionFactory,
    StopFactory,
    prescribed,
)
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

DIARY = reverse("following:diary")
NOON = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_afternoon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def revision() -> Revision:
    return prescribed(LYING, STANDING)


@pytest.fixture
def patient(revision) -> Patient:
    return revision.program.patient


def days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


def test_a_session_says_what_was_done_of_what_was_prescribed_and_the_pain(
    client, patient, revision
):
    SessionFactory(revision=revision, started_at=NOON, sets_done=4, leg_before=3, leg_after=2)

    page = words(get(client, patient, DIARY))

    assert "Monday 23 November 14:00 Done 4 of 6 sets Leg pain 3 → then 2" in page
    assert "Back pain 0 → then 0" in page


def test_a_stop_says_where_how_much_and_what_followed(client, patient, revision):
    session = SessionFactory(revision=revision, status="stopped", sets_done=1, started_at=NOON)
    line = revision.lines.get(exercise__slug=LYING)
    StopFactory(session=session, line_id=line.pk, leg=5, back=2, reach="calf")

    page = words(get(client, patient, DIARY))

    assert "Stopped, rightly 1 of 6 sets" in page
    assert "Knees to chest Leg 5 of 10, down to: Calf. Back 2 of 10. Exercise stopped." in page


def test_a_stop_between_exercises_without_answers_still_says_what_followed(
    client, patient, revision
):
    session = SessionFactory(revision=revision, status="stopped", started_at=NOON)
    StopFactory(session=session, leg=None, back=None, reach="", outcome="stop_session")

    assert "Session stopped." in words(get(client, patient, DIARY))


@pytest.mark.parametrize(
    ("status", "said"),
    [("refused", "Rested instead 0 of 6 sets"), ("running", "Not finished 0 of 6 sets")],
)
def test_a_session_that_did_not_run_its_course_is_called_by_a_kind_name(
    client, patient, revision, status, said
):
    SessionFactory(revision=revision, status=status, sets_done=0, started_at=NOON)

    assert said in words(get(client, patient, DIARY))


def test_weeks_run_from_monday_to_sunday_newest_first(patient, revision):
    for days in (0, 1, 7, 8):
        SessionFactory(revision=revision, started_at=days_ago(days))

    weeks = diary.read(patient).weeks

    assert [(week.monday, week.sunday, len(week.days)) for week in weeks] == [
        (date(2026, 11, 23), date(2026, 11, 29), 1),
        (date(2026, 11, 16), date(2026, 11, 22), 2),
        (date(2026, 11, 9), date(2026, 11, 15), 1),
    ]


def test_a_week_counts_finished_and_stopped_sessions_but_not_refused_ones(patient, revision):
    for slot, status in enumerate(("done", "stopped", "refused", "running"), start=1):
        SessionFactory(revision=revision, slot=slot, status=status, started_at=NOON)

    assert diary.read(patient).weeks[0].sessions == 2


def test_older_weeks_are_one_page_further_and_none_is_lost_between(client, patient, revision):
    made = {SessionFactory(revision=revision, started_at=days_ago(days)).pk for days in range(90)}
    seen, address = set(), DIARY
    while address:
        read = get(client, patient, address).context["diary"]
        of_page = {entry.session.pk for w in read.weeks for d in w.days for entry in d.entries}
        assert seen.isdisjoint(of_page)
        seen |= of_page
        address = f"{DIARY}?before={read.earlier}" if read.earlier else ""

    assert seen == made


def test_a_silence_longer_than_a_page_is_stepped_over(patient, revision):
    SessionFactory(revision=revision, started_at=days_ago(0))
    SessionFactory(revision=revision, started_at=days_ago(200))

    first = diary.read(patient)
    second = diary.read(patient, before=first.earlier)

    assert (len(first.weeks), len(second.weeks), second.earlier) == (1, 1, None)


@pytest.mark.parametrize("before", ["yesterday", "2026-13-45", ""])
def test_a_day_that_is_none_shows_the_newest_page(client, patient, revision, before):
    SessionFactory(revision=revision, started_at=NOON)

    page = get(client, patient, f"{DIARY}?before={before}")

    assert "Monday 23 November" in words(page)


def test_an_empty_diary_says_what_will_stand_in_it(client, patient):
    assert "Your diary is empty" in words(get(client, patient, DIARY))


def test_before_the_first_session_the_diary_says_that_it_begins_there(client, patient, revision):
    SessionFactory(revision=revision, started_at=NOON)

    assert "Nothing further back" in words(get(client, patient, f"{DIARY}?before=2026-11-23"))


def test_another_patient_reads_an_empty_diary(client, revision):
    SessionFactory(revision=revision, started_at=NOON)

    assert "Your diary is empty" in words(get(client, PatientFactory(), DIARY))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_diary_takes_the_same_queries_however_much_was_done(
    client, patient, revision, django_assert_num_queries, rows
):
    for days in range(rows):
        session = SessionFactory(revision=revision, status="stopped", started_at=days_ago(days))
        StopFactory(session=session, line_id=revision.lines.first().pk)
    client.force_login(patient.user)

    with django_assert_num_queries(10):
        client.get(DIARY)


def test_a_bad_day_is_called_one_and_never_reproached(client, patient, revision):
    FlareDayFactory(program=revision.program, local_date=days_ago(1).date())
    SessionFactory(revision=revision, started_at=days_ago(1), is_flare=True)
    FlareDayFactory(program=revision.program, local_date=days_ago(2).date())

    page = words(get(client, patient, DIARY))

    assert "A bad day, and you did what was gentle." in page
    assert "A bad day. You rested, and that was right." in page


def test_a_bad_day_alone_makes_a_diary(client, patient, revision):
    FlareDayFactory(program=revision.program, local_date=days_ago(90).date())
    FlareDayFactory(program=revision.program, local_date=days_ago(1).date())

    diary = get(client, patient, DIARY).context["diary"]

    assert [[day.is_bad for day in week.days] for week in diary.weeks] == [[True]]
    assert diary.earlier is not None
