"""The month, the weeks of pain and the kind words: pure, and never a reproach."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from following import pain_weeks
from following.calendar import Logged, Mark, mark_of, month
from following.encouragement import Counts, headline, words
from following.pain_weeks import BOTTOM, LEFT, RIGHT, TOP, PainWeek, Reading

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 2)
counts = st.builds(Counts, *(st.integers(min_value=0, max_value=200),) * 3)
logged = st.builds(
    Logged, st.integers(min_value=0, max_value=5), st.integers(min_value=0, max_value=5)
)
pains = st.none() | st.integers(min_value=0, max_value=10)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_has_each_of_its_days_once_in_weeks_from_monday(any_day):
    first = any_day.replace(day=1)

    weeks = month(first, {}, free=frozenset(), today=any_day)

    shown = [cell.on for week in weeks for cell in week if cell.on]
    assert shown == [first + ago * DAY for ago in range(len(shown))]
    assert (shown[-1] + DAY).day == 1
    assert {len(week) for week in weeks} == {7}
    assert all(cell.on.weekday() == at for week in weeks for at, cell in enumerate(week) if cell.on)


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        (Logged(done=3, prescribed=3), Mark.ALL),
        (Logged(done=1, prescribed=0), Mark.ALL),
        (Logged(done=2, prescribed=3), Mark.SOME),
        (Logged(done=0, prescribed=3), Mark.OPEN),
        (Logged(done=0, prescribed=3, rested=True), Mark.RESTED),
        (Logged(done=3, prescribed=3, rested=True), Mark.RESTED),
    ],
)
def test_a_day_is_marked_by_what_was_done_on_it(day, mark):
    assert mark_of(day, is_ahead=False) == mark


@given(logged)
def test_to_have_done_more_never_makes_a_day_look_like_less(day):
    order = [Mark.OPEN, Mark.SOME, Mark.ALL]
    more = Logged(day.done + 1, day.prescribed)

    assert order.index(mark_of(more, is_ahead=False)) >= order.index(mark_of(day, is_ahead=False))


def test_a_day_without_anything_says_nothing_and_one_without_a_plan_is_a_rest_day():
    weeks = month(date(2026, 11, 1), {}, free=frozenset({MONDAY}), today=MONDAY)

    cells = [cell for week in weeks for cell in week]
    assert [(cell.mark, str(cell.words)) for cell in cells[6:9]] == [
        (Mark.OPEN, ""),
        (Mark.FREE, "Rest day"),
        (Mark.AHEAD, ""),
    ]


def test_each_week_has_the_middle_of_its_answers_and_a_silent_one_has_none():
    readings = [
        *(Reading(MONDAY + ago * DAY, back, leg) for ago, back, leg in ((0, 1, 2), (6, 2, 8))),
        Reading(MONDAY + 3 * DAY, None, 3),
        Reading(MONDAY + 14 * DAY, 0, 0),
    ]

    assert pain_weeks.by_week(readings, first=MONDAY, last=MONDAY + 14 * DAY) == (
        PainWeek(MONDAY, 1.5, 3.0),
        PainWeek(MONDAY + 7 * DAY, None, None),
        PainWeek(MONDAY + 14 * DAY, 0.0, 0.0),
    )


@given(st.lists(st.tuples(pains, pains), min_size=1, max_size=60))
def test_the_chart_stays_in_its_frame_and_has_a_point_for_each_answered_week(levels):
    weeks = [PainWeek(MONDAY + 7 * at * DAY, *level) for at, level in enumerate(levels)]

    chart = pain_weeks.chart(weeks)

    for line, answered in zip((chart.back, chart.leg), zip(*levels, strict=True), strict=True):
        assert len(line.points) == sum(pain is not None for pain in answered)
        assert all(LEFT <= at.x <= RIGHT and TOP <= at.y <= BOTTOM for at in line.points)
        assert line.path.count("M") + line.path.count("L") == len(line.points)
    assert 1 <= len(chart.dates) <= pain_weeks.DATES
    assert chart.dates[-1].label == weeks[-1].monday


def test_a_silent_week_breaks_the_line():
    weeks = [PainWeek(MONDAY + 7 * at * DAY, pain, None) for at, pain in enumerate((1, 2, None, 3))]

    path = pain_weeks.chart(weeks).back.path

    assert [letter for letter in path if letter.isalpha()] == ["M", "L", "M"]


@given(counts)
def test_what_is_said_is_true_and_never_a_reproach(count):
    said = " ".join((headline(count), *words(count))).lower()

    for reproach in ("streak", "miss", "only", "fail", "should", "must", "forgot", "broke", "but "):
        assert reproach not in said
    if sessions := count.done + count.stopped:
        assert said.startswith(f"{sessions} session")
    assert ("you stopped" in said) == bool(count.stopped)
    assert ("bad day" in said) == bool(count.bad_days)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (
            Counts(done=1),
            ["1 session in 4 weeks", "Every session helps, and so does every rest you need."],
        ),
        (
            Counts(done=10, stopped=2),
            ["12 sessions in 4 weeks", "You stopped 2 times when it hurt. That was right."],
        ),
        (
            Counts(bad_days=1),
            ["You looked after yourself", "You were gentle on a bad day. That counts too."],
        ),
        (
            Counts(),
            ["You can begin at any time", "Every session helps, and so does every rest you need."],
        ),
    ],
)
def test_stops_and_bad_days_count_as_doing_right(count, said):
    assert [headline(count), *words(count)] == said
