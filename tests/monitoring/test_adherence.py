from datetime import date, timedelta

import pytest

from monitoring.adherence import (
    Reading,
    SessionCount,
    Trend,
    in_words,
    median,
    pain_trend,
    sessions_done,
)

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def readings(*, first_day: int, pains: list[int]) -> list[Reading]:
    """One reading a day from that many days ago on."""
    start = TODAY - timedelta(days=first_day)
    return [Reading(start + timedelta(days=number), pain) for number, pain in enumerate(pains)]


def test_sessions_done_are_counted_of_those_prescribed():
    count = sessions_done({YESTERDAY: 3, TODAY: 3}, {YESTERDAY: 3, TODAY: 1})

    assert count == SessionCount(done=4, prescribed=6)
    assert count.share == pytest.approx(2 / 3)


def test_doing_more_on_one_day_does_not_make_up_for_another():
    assert sessions_done({YESTERDAY: 2, TODAY: 2}, {YESTERDAY: 4}) == SessionCount(2, 4)


def test_sessions_on_a_day_without_a_prescription_do_not_count():
    assert sessions_done({TODAY: 2}, {YESTERDAY: 1, TODAY: 1}) == SessionCount(1, 2)


def test_with_nothing_prescribed_there_is_no_share():
    assert sessions_done({}, {TODAY: 1}).share is None


def test_the_median_of_nothing_is_unknown():
    assert median([]) is None
    assert median([5, 1, 2]) == 2
    assert median([1, 2]) == 1.5


def test_the_trend_sets_the_last_seven_days_against_the_first_seven():
    pains = [6] * 7 + [9] * 7 + [1] * 7

    assert pain_trend(readings(first_day=20, pains=pains), today=TODAY) == Trend(
        last_week=1, first_week=6
    )


def test_the_last_week_is_today_and_the_six_days_before():
    trend = pain_trend(readings(first_day=7, pains=[8, 1, 1, 1, 1, 1, 1, 1]), today=TODAY)

    assert trend == Trend(last_week=1, first_week=8)
    assert trend.change == -7


def test_several_readings_on_a_day_all_count():
    twice = [Reading(TODAY, 2), Reading(TODAY, 4)]

    assert pain_trend(twice, today=TODAY).last_week == 3


def test_readings_of_a_later_day_are_not_yet_known():
    tomorrow = Reading(TODAY + timedelta(days=1), 9)

    assert pain_trend([Reading(TODAY, 1), tomorrow], today=TODAY).last_week == 1


def test_the_first_week_itself_has_nothing_to_be_compared_with():
    trend = pain_trend(readings(first_day=3, pains=[5, 4, 4, 3]), today=TODAY)

    assert trend == Trend(last_week=4, first_week=None)
    assert trend.change is None
    assert in_words(trend) == "no earlier week to compare with"


def test_a_silent_week_has_no_pain_to_tell():
    trend = pain_trend(readings(first_day=20, pains=[5]), today=TODAY)

    assert trend == Trend(last_week=None, first_week=5)
    assert trend.change is None


@pytest.mark.parametrize(
    ("last_week", "words"),
    [
        (0.4, "down 5.2 since the start"),
        (6.6, "up 1.0 since the start"),
        (5.6, "no change since the start"),
        (5.58, "no change since the start"),
    ],
)
def test_the_trend_reads_as_one_would_say_it(last_week, words):
    assert in_words(Trend(last_week=last_week, first_week=5.6)) == words


@pytest.mark.parametrize(
    ("first_week", "last_week", "matters"),
    [
        (8, 6, True),
        (8, 6.1, False),
        (3, 2.1, True),
        (3, 2.2, False),
        (3, 3.9, True),
        (0, 1.9, False),
        (0, 2, True),
        (0, 0, False),
        (None, 3, False),
        (3, None, False),
    ],
)
def test_a_change_matters_from_two_points_or_thirty_percent(first_week, last_week, matters):
    assert Trend(last_week=last_week, first_week=first_week).is_meaningful is matters
