from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitoring import due

WARSAW = ZoneInfo("Europe/Warsaw")
TO_FRIDAY = frozenset(range(5))
CLINIC = due.Calendar(zone=WARSAW, day_ends_at=time(17), working_days=TO_FRIDAY)


def warsaw(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-20 09:00", "2026-11-20 17:00"),
        ("2026-11-20 16:59", "2026-11-20 17:00"),
        ("2026-11-20 17:00", "2026-11-21 09:00"),
        ("2026-11-20 23:30", "2026-11-21 09:00"),
    ],
)
def test_a_same_day_alert_is_due_when_the_day_ends_or_early_next_morning(raised, expected):
    assert due.same_day(warsaw(raised), CLINIC) == warsaw(expected)


def test_the_day_is_the_clinics_and_not_the_servers():
    late_in_warsaw = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert due.same_day(late_in_warsaw, CLINIC) == warsaw("2026-11-20 17:00")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-19 09:00", "2026-11-20 17:00"),  # Thursday to Friday
        ("2026-11-20 09:00", "2026-11-23 17:00"),  # Friday to Monday
        ("2026-11-21 09:00", "2026-11-23 17:00"),  # Saturday to Monday
        ("2026-11-22 23:00", "2026-11-23 17:00"),  # Sunday to Monday
    ],
)
def test_a_working_day_alert_is_due_at_the_end_of_the_next_working_day(raised, expected):
    assert due.working_day(warsaw(raised), CLINIC) == warsaw(expected)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-20 09:00", "2026-11-27 17:00"),
        ("2026-11-21 09:00", "2026-11-30 17:00"),
    ],
)
def test_a_notice_is_due_within_a_week_and_never_at_a_weekend(raised, expected):
    assert due.within_a_week(warsaw(raised), CLINIC) == warsaw(expected)


def closed(*days: str, working: set[int] | None = None) -> due.Calendar:
    holidays = frozenset(date.fromisoformat(day) for day in days)
    return due.Calendar(WARSAW, time(17), frozenset(working or TO_FRIDAY), holidays)


def test_a_same_day_alert_does_not_wait_for_a_day_on_which_the_clinic_works():
    saturday = warsaw("2026-11-21 10:00")

    assert due.same_day(saturday, closed("2026-11-21", "2026-11-22")) == warsaw("2026-11-21 17:00")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-12-23 09:00", "2026-12-28 17:00"),  # Thursday 24 and Friday 25 are closed
        ("2026-12-24 09:00", "2026-12-28 17:00"),  # raised on a closed day
        ("2026-12-22 09:00", "2026-12-23 17:00"),  # the day before is not one
    ],
)
def test_a_working_day_alert_skips_holidays_in_a_row_and_the_weekend_after_them(raised, expected):
    christmas = closed("2026-12-24", "2026-12-25", "2026-12-26")

    assert due.working_day(warsaw(raised), christmas) == warsaw(expected)


def test_a_notice_skips_closed_days_too():
    raised = warsaw("2026-12-18 09:00")  # a week on is Friday 25 December

    assert due.within_a_week(raised, closed("2026-12-25")) == warsaw("2026-12-28 17:00")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-19 09:00", "2026-11-22 17:00"),  # Thursday to Sunday
        ("2026-11-21 09:00", "2026-11-22 17:00"),  # Saturday to Sunday
        ("2026-11-22 09:00", "2026-11-23 17:00"),  # Sunday to Monday
    ],
)
def test_a_clinic_may_work_from_sunday_to_thursday(raised, expected):
    assert due.working_day(warsaw(raised), closed(working={6, 0, 1, 2, 3})) == warsaw(expected)


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [((), "2026-11-25 17:00"), (("2026-11-25", "2026-12-02"), "2026-12-09 17:00")],
)
def test_a_clinic_may_work_on_wednesdays_alone(holidays, expected):
    wednesday = warsaw("2026-11-18 09:00")

    assert due.working_day(wednesday, closed(*holidays, working={2})) == warsaw(expected)


def test_a_calendar_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="works on some day"):
        closed(working={7})


@pytest.mark.parametrize(
    ("raised", "ends"),
    [
        ("2026-03-29T00:30:00+00:00", "2026-03-29T17:00:00+02:00"),  # the day is 23 hours long
        ("2026-10-25T00:30:00+00:00", "2026-10-25T17:00:00+01:00"),  # the day is 25 hours long
    ],
)
def test_on_the_day_the_clock_changes_the_clinic_still_closes_at_five(raised, ends):
    found = due.same_day(datetime.fromisoformat(raised), CLINIC)

    assert found.isoformat() == ends


@pytest.mark.parametrize("minutes", range(0, 48 * 60, 97))
def test_every_due_moment_lies_ahead_of_its_alert_and_the_urgent_one_first(minutes):
    raised = datetime(2026, 12, 23, tzinfo=UTC) + timedelta(minutes=minutes)
    calendar = closed("2026-12-24", "2026-12-25", "2027-01-01")

    moments = [rule(raised, calendar) for rule in (due.same_day, due.working_day)]
    moments.append(due.within_a_week(raised, calendar))

    assert [raised, *moments] == sorted([raised, *moments])
    assert moments[0] > raised


def test_the_clock_change_does_not_move_the_end_of_the_day():
    before_the_change = warsaw("2026-10-23 12:00")

    assert due.working_day(before_the_change, CLINIC).isoformat() == "2026-10-26T17:00:00+01:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-20 17:00", "today 17:00"),
        ("2026-11-21 09:00", "tomorrow 09:00"),
        ("2026-12-01 17:00", "1 Dec"),
    ],
)
def test_a_due_moment_is_said_as_a_doctor_would(moment, words):
    assert due.when_in_words(warsaw(moment), warsaw("2026-11-20 14:00")) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-20 17:00", "3\xa0hours left"),
        ("2026-11-20 12:00", "overdue by 2\xa0hours"),
    ],
)
def test_the_time_left_is_told_and_so_is_the_time_overdue(moment, words):
    assert due.left_in_words(warsaw(moment), warsaw("2026-11-20 14:00")) == words
