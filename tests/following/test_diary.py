"""The diary: what was done on which day, in plain words."""

import re
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
    AnswerSheetFactory,
    FlareDayFactory,
    MorningCheckFactory,
    NoteFactory,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
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

    weeks = diary.read(patient, at=NOON).weeks

    assert [(week.monday, week.sunday, len(week.days)) for week in weeks] == [
        (date(2026, 11, 23), date(2026, 11, 29), 1),
        (date(2026, 11, 16), date(2026, 11, 22), 2),
        (date(2026, 11, 9), date(2026, 11, 15), 1),
    ]


def test_a_week_counts_finished_and_stopped_sessions_but_not_refused_ones(patient, revision):
    for slot, status in enumerate(("done", "stopped", "refused", "running"), start=1):
        SessionFactory(revision=revision, slot=slot, status=status, started_at=NOON)

    assert diary.read(patient, at=NOON).weeks[0].sessions == 2


def test_each_month_is_a_page_and_nothing_is_lost_between(client, patient, revision):
    made = {SessionFactory(revision=revision, started_at=days_ago(days)).pk for days in range(90)}
    NoteFactory(patient=patient, written_at=days_ago(120))
    seen, months, address = set(), [], DIARY
    while address:
        read = get(client, patient, address).context["diary"]
        months.append(read.month.month)
        seen |= {entry.session.pk for w in read.weeks for d in w.days for entry in d.entries}
        address = f"{DIARY}?month={read.earlier:%Y-%m}" if read.earlier else ""

    assert (seen, months) == (made, [11, 10, 9, 8, 7])


def test_months_without_anything_are_stepped_over_both_ways(patient, revision):
    SessionFactory(revision=revision, started_at=days_ago(0))
    SessionFactory(revision=revision, started_at=days_ago(200))

    newest = diary.read(patient, at=NOON)
    oldest = diary.read(patient, at=NOON, month=newest.earlier)
    between = diary.read(patient, at=NOON, month=date(2026, 8, 1))

    assert (newest.earlier, newest.later) == (date(2026, 5, 1), None)
    assert (oldest.earlier, oldest.later) == (None, date(2026, 11, 1))
    assert (between.earlier, between.later, between.weeks) == (
        date(2026, 5, 1),
        date(2026, 11, 1),
        (),
    )


@pytest.mark.parametrize("month", ["yesterday", "2026-13", ""])
def test_a_month_that_is_none_shows_the_newest_page(client, patient, revision, month):
    SessionFactory(revision=revision, started_at=NOON)

    page = get(client, patient, f"{DIARY}?month={month}")

    assert "Monday 23 November" in words(page)


def test_an_empty_diary_says_what_will_stand_in_it(client, patient):
    assert "Your diary is empty" in words(get(client, patient, DIARY))


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
        NoteFactory(patient=patient, written_at=days_ago(days))
        AnswerSheetFactory(program=revision.program, started_at=days_ago(days))
    client.force_login(patient.user)

    with django_assert_num_queries(25):
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
    assert diary.earlier == date(2026, 8, 1)


def test_the_calendar_says_what_each_day_was_and_leads_to_it(client):
    program = ProgramFactory(at_home=True, released_at=days_ago(6))
    revision = RevisionFactory(program=program, prescribed_at=days_ago(6))
    PrescribedLineFactory(revision=revision, times_a_day=2, days_of_week=[0, 1, 2, 3, 4, 5])
    for slot in (1, 2):
        SessionFactory(revision=revision, slot=slot, started_at=days_ago(5))
    SessionFactory(revision=revision, started_at=days_ago(4))
    SessionFactory(revision=revision, status="stopped", started_at=days_ago(3))
    FlareDayFactory(program=program, local_date=days_ago(2).date())

    page = get(client, program.patient, DIARY)

    cells = [cell for week in page.context["diary"].calendar for cell in week if cell.on]
    assert [cell.mark for cell in cells[16:24]] == [
        *("open", "all", "some", "rested", "rested", "free", "open", "ahead"),
    ]
    assert [cell.on.day for cell in cells if cell.is_today] == [23]
    assert "18 All done 19 Some done 20 Rested or stopped, rightly" in words(page)
    linked = set(re.findall(r'href="#(day-[\d-]+)"', page.text))
    assert linked == set(re.findall(r'id="(day-[\d-]+)"', page.text))


def test_the_newest_page_says_kindly_what_was_done_and_how_pain_went(client, patient, revision):
    for days, status in ((0, "done"), (1, "done"), (2, "stopped"), (27, "done"), (28, "done")):
        pain = {"leg_before": 5 if days > 20 else 2, "back_before": 1}
        SessionFactory(revision=revision, status=status, started_at=days_ago(days), **pain)
    FlareDayFactory(program=revision.program, local_date=days_ago(5).date())
    MorningCheckFactory(revision=revision, happened_at=days_ago(0), leg=4, back=2)

    page = words(get(client, patient, DIARY))

    assert (
        "4 sessions in 4 weeks You stopped once when it hurt. That was right. "
        "You were gentle on a bad day. That counts too."
    ) in page
    assert "Week from Leg Back 23 Nov 3 1.5 16 Nov 2 1 9 Nov – – 2 Nov – – 26 Oct 5 1" in page


def test_a_note_stands_with_its_day(client, patient):
    NoteFactory(patient=patient, text="Slept well.", is_shown=True, written_at=days_ago(1))

    page = words(get(client, patient, DIARY))

    assert "Sunday 22 November Slept well. Your doctor sees it Change Slept well." in page
