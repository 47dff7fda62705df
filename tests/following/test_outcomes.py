"""Outcome measures: what answers come to, which change matters, and when one is asked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from following.outcomes import (
    MEASURES,
    PSFS,
    RMDQ,
    SBI,
    Change,
    Code,
    change_of,
    is_due,
    next_on,
    next_question,
    score_of,
)
from following.outcomes.schedule import EARLY, OPEN_FOR, askings

RELEASE = date(2026, 9, 1)
DAY = timedelta(days=1)
measures = st.sampled_from(list(MEASURES.values()))
codes = st.sampled_from(list(Code))
days = st.integers(min_value=0, max_value=400).map(lambda ago: RELEASE + ago * DAY)


@st.composite
def sheets(draw):
    measure = draw(measures)
    count = len(measure.questions) or draw(st.integers(min_value=1, max_value=3))
    each = st.integers(min_value=0, max_value=measure.highest_answer)
    return measure, draw(st.lists(each, min_size=count, max_size=count))


def due_days(code: Code, count: int, *, answers: bool = True) -> list[int]:
    """The days since the release on which it is asked of somebody who answers at once, or never."""
    last, asked = None, []
    for ago in range(count):
        if is_due(code, released_on=RELEASE, last=last, on=RELEASE + ago * DAY):
            asked.append(ago)
            last = RELEASE + ago * DAY if answers else None
    return asked


def test_the_measures_are_those_that_ship_with_their_ranges():
    assert {one.name: (len(one.questions), one.highest) for one in MEASURES.values()} == {
        "RMDQ-24": (24, 24),
        "SBI": (4, 24),
        "PSFS": (0, 10),
    }


@given(sheets())
def test_a_score_lies_between_no_trouble_and_the_most_whatever_the_order(sheet):
    measure, answers = sheet

    score = score_of(measure, answers)

    assert 0 <= score <= measure.highest
    assert score == score_of(measure, answers[::-1])


@given(sheets(), st.data())
def test_a_missing_answer_leaves_no_score_and_is_the_next_to_be_asked(sheet, data):
    measure, answers = sheet
    missing = data.draw(st.integers(min_value=1, max_value=len(answers)))

    left = [*answers[: missing - 1], None, *answers[missing:]]

    assert (score_of(measure, left), next_question(left)) == (None, missing)
    assert next_question(answers) is None


@pytest.mark.parametrize(
    ("measure", "answers", "score"),
    [
        (RMDQ, [1] * 7 + [0] * 17, "7"),
        (SBI, [6, 3, 0, 2], "11"),
        (PSFS, [3, 4, 4], "3.7"),
        (PSFS, [3, 4, 0], "2.3"),
    ],
)
def test_a_score_is_the_sum_of_the_answers_or_the_mean_of_the_activities(measure, answers, score):
    assert score_of(measure, answers) == Decimal(score)


@pytest.mark.parametrize(
    ("measure", "first", "latest", "change"),
    [
        (RMDQ, "20", "15", Change.BETTER),  # five points
        (RMDQ, "20", "16", Change.SAME),
        (RMDQ, "10", "7", Change.BETTER),  # 30 %
        (RMDQ, "10", "8", Change.SAME),
        (RMDQ, "10", "13", Change.WORSE),
        (RMDQ, "0", "4", Change.SAME),  # nothing to take 30 % of
        (RMDQ, "0", "5", Change.WORSE),
        (RMDQ, "0", "0", Change.SAME),
        (PSFS, "3", "5", Change.BETTER),
        (PSFS, "3", "4.9", Change.SAME),
        (PSFS, "5", "3", Change.WORSE),
        (SBI, "20", "2", Change.UNKNOWN),  # no limit is known
    ],
)
def test_a_change_matters_from_the_published_limit_on(measure, first, latest, change):
    assert change_of(measure, first=Decimal(first), latest=Decimal(latest)) == change


@given(st.integers(min_value=0, max_value=24), st.integers(min_value=0, max_value=24))
def test_more_trouble_is_never_called_better(first, latest):
    change = change_of(RMDQ, first=Decimal(first), latest=Decimal(latest))

    assert change != (Change.WORSE if latest <= first else Change.BETTER)


def test_who_answers_at_once_is_asked_on_the_days_of_the_schedule():
    assert due_days(Code.RMDQ, 200) == [0, 14, 42, 84]
    assert due_days(Code.SBI, 30) == [0, 7, 14, 21, 28]
    assert due_days(Code.PSFS, 50) == [0, 14, 28, 42]


def test_what_was_never_answered_is_asked_for_two_weeks_and_then_not_any_more():
    assert due_days(Code.RMDQ, 200, answers=False) == [
        *range(28),
        *range(42, 56),
        *range(84, 98),
    ]


@given(codes, days, days)
def test_nobody_is_asked_again_within_the_days_that_count_as_early(code, last, on):
    if last <= on <= last + EARLY:
        assert not is_due(code, released_on=RELEASE, last=last, on=on)


@given(codes, days, st.none() | days)
def test_the_next_day_is_one_on_which_it_is_asked(code, on, last):
    last = last and min(last, on)
    day = next_on(code, released_on=RELEASE, last=last, on=on)

    assert day is None or (day > on and is_due(code, released_on=RELEASE, last=last, on=day))


@given(codes, days)
def test_something_is_due_only_after_an_asking_that_is_still_open(code, on):
    asked = [day for day in askings(code, RELEASE, until=on) if day + OPEN_FOR > on]

    assert is_due(code, released_on=RELEASE, last=None, on=on) == bool(asked)


def test_nothing_is_due_before_the_release():
    assert not is_due(Code.SBI, released_on=RELEASE, last=None, on=RELEASE - DAY)
