"""How much a session asks for: less after a worse morning, the doctor's least on a bad day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from following.document import document_of
from following.models import Session
from following.work import NotNow, Work, work_at_home, work_of
from programs.models import PrescribedLine, Revision
from tests.factories import (
    LYING,
    SITTING,
    FlareDayFactory,
    MorningCheckFactory,
    PrescribedLineFactory,
    SessionFactory,
    SignOffFactory,
    exercise,
)
from tests.following.phone import at_home, at_home_with, begin

pytestmark = pytest.mark.django_db

#: A Monday, 8:00 in Warsaw.
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(MORNING, tick=False):
        yield


def work_today(revision: Revision, slot: int = 1) -> Work:
    patient = revision.program.patient
    return work_at_home(patient, day=patient.local(timezone.now()).date(), slot=slot)


def doses(work: Work) -> list[tuple[int, int]]:
    return [(line.sets, line.repetitions) for line in work.lines]


def with_a_small_plan(**terms: object) -> Revision:
    """Three sessions a day of two exercises, of which one counts on a bad day, twice."""
    flare = {"sets": 2, "repetitions": 8, "flare_sets": 1, "flare_repetitions": 4}
    revision = at_home_with(flare | {"times_a_day": 2}, **terms)
    other = exercise("superman")
    PrescribedLineFactory(revision=revision, exercise=other, place=1)
    SignOffFactory(program=revision.program, exercise=other)
    return revision


def test_without_a_worse_morning_the_dose_is_the_prescribed_one():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision)

    work = work_today(revision)

    assert (work.percent, work.is_flare, doses(work)) == (100, False, [(1, 8)])


def test_after_a_worse_morning_the_next_session_is_at_60_percent():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True)

    work = work_today(revision)

    assert (work.percent, doses(work)) == (60, [(1, 5)])
    assert PrescribedLine.objects.get(revision=revision).repetitions == 8


def test_the_share_is_the_one_published_with_the_revision():
    revision = at_home_with({"repetitions": 10})
    rules = revision.stop_rules | {"next_session_percent": 30}
    other = at_home_with({"repetitions": 10}, stop_rules=rules)
    MorningCheckFactory(revision=other, worse=True)

    assert doses(work_today(other)) == [(1, 3)]


def test_only_the_one_session_after_the_morning_is_less():
    revision = at_home_with({"repetitions": 8})
    patient = revision.program.patient
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(minutes=5))

    first = begin(patient)

    assert (first.dose_percent, work_of(first).lines[0].repetitions) == (60, 5)
    assert doses(work_today(revision, slot=2)) == [(1, 8)]


def test_a_session_that_was_refused_at_its_check_in_does_not_use_up_the_smaller_dose():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(hours=1))
    SessionFactory(revision=revision, status="refused")

    assert work_today(revision, slot=2).percent == 60


def test_a_session_done_before_the_morning_was_answered_does_not_use_it_up():
    revision = at_home_with({"repetitions": 8})
    SessionFactory(revision=revision, started_at=MORNING - timedelta(hours=2))
    MorningCheckFactory(revision=revision, worse=True)

    assert work_today(revision, slot=2).percent == 60


def test_a_session_of_an_older_page_at_the_whole_dose_does_not_use_up_the_smaller_one():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(hours=1))
    yesterday = (MORNING - timedelta(days=1)).date()
    SessionFactory(revision=revision, local_date=yesterday, dose_percent=100)

    assert work_today(revision).percent == 60


def test_the_smaller_dose_waits_for_the_next_session_however_many_days():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(days=3))

    assert work_today(revision).percent == 60


def test_a_later_morning_that_was_better_gives_the_dose_back():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(days=1))
    MorningCheckFactory(revision=revision)

    assert work_today(revision).percent == 100


def test_the_phone_is_told_the_smaller_dose_and_why():
    revision = at_home_with({"repetitions": 8})
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(hours=1))

    document = document_of(begin(revision.program.patient), at=MORNING)

    assert document["lines"][0]["repetitions"] == 5
    assert document["today_words"] == "Today a little less: 60 %."


def test_on_a_bad_day_only_the_small_plan_is_asked_for():
    revision = with_a_small_plan()
    FlareDayFactory(program=revision.program)

    work = work_today(revision)

    assert (work.is_flare, work.percent, doses(work)) == (True, 100, [(1, 4)])
    assert (work.slot.count, work.sets) == (2, 1)


def test_on_a_bad_day_there_are_as_many_sessions_as_the_small_plan_has():
    revision = with_a_small_plan()
    assert work_today(revision, slot=3).lines
    FlareDayFactory(program=revision.program)

    with pytest.raises(NotNow, match="There is no session at this time of day"):
        work_today(revision, slot=3)


def test_a_bad_day_without_a_small_plan_asks_for_nothing():
    revision = at_home()
    FlareDayFactory(program=revision.program)

    with pytest.raises(NotNow):
        work_today(revision)


def test_the_next_day_is_no_bad_day_any_more():
    revision = with_a_small_plan()
    FlareDayFactory(program=revision.program)

    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        assert doses(work_today(revision)) == [(2, 8), (1, 5)]


def test_a_session_of_a_bad_day_keeps_that_it_was_one():
    revision = with_a_small_plan()
    FlareDayFactory(program=revision.program)

    session = begin(revision.program.patient)

    kept = Session.objects.get(pk=session.pk)
    assert (kept.is_flare, kept.dose_percent, kept.sets_prescribed) == (True, 100, 1)


def test_a_session_begun_before_the_day_turned_bad_keeps_its_own_dose():
    revision = with_a_small_plan()
    session = begin(revision.program.patient)
    FlareDayFactory(program=revision.program)

    assert doses(work_of(session)) == [(2, 8), (1, 5)]


def test_the_small_plan_does_not_use_up_the_smaller_dose():
    revision = with_a_small_plan()
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - timedelta(hours=1))
    bad = FlareDayFactory(program=revision.program)
    begin(revision.program.patient)
    bad.delete()

    assert work_today(revision, slot=2).percent == 60


def test_requirement_15_no_small_plan_opens_a_stage():
    flare = {"flare_sets": 1, "flare_repetitions": 1}
    revision = at_home_with(flare)
    sitting = exercise(SITTING)
    PrescribedLineFactory(revision=revision, exercise=sitting, place=1, **flare)
    SignOffFactory(program=revision.program, exercise=sitting)
    FlareDayFactory(program=revision.program)

    assert [line.exercise.slug for line in work_today(revision).lines] == [LYING]


def test_past_midnight_the_day_is_the_patients_own():
    revision = with_a_small_plan()
    # 23:30 on Sunday in London, half past midnight of Monday in Warsaw.
    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), tick=False):
        FlareDayFactory(program=revision.program)

    assert work_today(revision).is_flare
