"""A phone's clock may be wrong: what it says is held against the server's."""

from datetime import UTC, datetime, timedelta

import pytest

from following.clock import MOST_SKEW, OLDEST, PhoneClock

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)
WRONG = [
    timedelta(hours=3),
    timedelta(hours=-3),
    timedelta(days=2),
    timedelta(days=-2),
    datetime(1970, 1, 1, tzinfo=UTC) - NOW,
    datetime(2150, 1, 1, tzinfo=UTC) - NOW,
]


@pytest.mark.parametrize("ahead", WRONG)
def test_a_wrong_clock_is_told_by_what_it_shows_when_it_sends(ahead):
    clock = PhoneClock(NOW, sent_at=NOW + ahead)

    assert clock.skew == max(-MOST_SKEW, min(ahead.total_seconds(), MOST_SKEW))
    assert clock.corrected(NOW + ahead - TEN_MINUTES) == NOW - TEN_MINUTES
    assert clock.waited(NOW + ahead - TEN_MINUTES) == TEN_MINUTES


@pytest.mark.parametrize("minutes", [-5, -1, 0, 1, 5])
def test_a_clock_that_is_a_little_wrong_is_believed(minutes):
    clock = PhoneClock(NOW, sent_at=NOW + timedelta(minutes=minutes))

    assert clock.corrected(NOW - TEN_MINUTES) == NOW - TEN_MINUTES


@pytest.mark.parametrize("sent_at", [None, NOW, NOW - timedelta(hours=3)])
def test_nothing_lies_ahead(sent_at):
    assert PhoneClock(NOW, sent_at).corrected(NOW + timedelta(days=1)) == NOW


def test_what_waited_for_three_days_happened_three_days_ago():
    moment = NOW - timedelta(days=3)

    assert PhoneClock(NOW, sent_at=NOW).corrected(moment) == moment


def test_a_clock_that_was_set_right_in_between_leaves_only_now():
    assert PhoneClock(NOW, sent_at=NOW).corrected(datetime(1970, 1, 1, tzinfo=UTC)) == NOW


@pytest.mark.parametrize(
    ("ago", "taken_as"),
    [(OLDEST, NOW - OLDEST), (OLDEST + timedelta(seconds=1), NOW)],
)
def test_what_is_too_long_ago_to_be_true_counts_as_now(ago, taken_as):
    assert PhoneClock(NOW, sent_at=NOW).corrected(NOW - ago) == taken_as


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_no_trouble(year):
    moment = datetime(year, 6, 1, tzinfo=UTC)

    assert PhoneClock(NOW, sent_at=moment).corrected(moment) == NOW
    assert PhoneClock(NOW, sent_at=moment).skew in (MOST_SKEW, -MOST_SKEW)
    assert PhoneClock(NOW).corrected(moment) == NOW


def test_a_set_is_never_done_before_its_session_began():
    began = NOW - TEN_MINUTES

    assert PhoneClock(NOW).corrected(NOW - timedelta(days=1), not_before=began) == began
    assert PhoneClock(NOW).corrected(NOW - timedelta(minutes=1), not_before=began) > began


def test_a_phone_that_tells_no_time_is_believed():
    clock = PhoneClock(NOW)

    assert (clock.skew, clock.waited(NOW - TEN_MINUTES)) == (None, timedelta())
    assert clock.corrected(NOW - TEN_MINUTES) == NOW - TEN_MINUTES
