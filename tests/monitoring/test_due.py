from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from monitoring import due

WARSAW = ZoneInfo("Europe/Warsaw")
CLINIC = {"zone": WARSAW, "day_ends_at": time(17)}


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
    assert due.same_day(warsaw(raised), **CLINIC) == warsaw(expected)


def test_the_day_is_the_clinics_and_not_the_servers():
    late_in_warsaw = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert due.same_day(late_in_warsaw, **CLINIC) == warsaw("2026-11-20 17:00")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-19 09:00", "2026-11-20 17:00"),  # Thursday to Friday
        ("2026-11-20 09:00", "2026-11-23 17:00"),  # Friday to Monday
        ("2026-11-21 09:00", "2026-11-23 17:00"),  # Saturday to Monday
        ("2026-11-22 23:00", "2026-11-23 17:00"),  # Sunday to Monday
    ],
)
def test_a_working_day_alert_is_due_at_the_end_of_the_next_monday_to_friday(raised, expected):
    assert due.working_day(warsaw(raised), **CLINIC) == warsaw(expected)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("2026-11-20 09:00", "2026-11-27 17:00"),
        ("2026-11-21 09:00", "2026-11-30 17:00"),
    ],
)
def test_a_notice_is_due_within_a_week_and_never_at_a_weekend(raised, expected):
    assert due.within_a_week(warsaw(raised), **CLINIC) == warsaw(expected)


def test_the_clock_change_does_not_move_the_end_of_the_day():
    before_the_change = warsaw("2026-10-23 12:00")

    assert due.working_day(before_the_change, **CLINIC).isoformat() == "2026-10-26T17:00:00+01:00"


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
