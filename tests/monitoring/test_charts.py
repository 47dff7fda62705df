import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring import charts
from monitoring.charts import Bar, Day, Kind, Marker

START = date(2026, 10, 26)


def days(*legs: int | None, done: int = 3, prescribed: int = 3) -> list[Day]:
    return [
        Day(START + timedelta(days=index), back=0, leg=leg, done=done, prescribed=prescribed)
        for index, leg in enumerate(legs)
    ]


def test_pain_ten_is_at_the_top_and_pain_zero_at_the_bottom():
    assert [charts.pain_y(pain) for pain in (10, 5, 0)] == [
        charts.PAIN_TOP,
        (charts.PAIN_TOP + charts.PAIN_BOTTOM) // 2,
        charts.PAIN_BOTTOM,
    ]


def test_a_line_joins_the_days_from_left_to_right():
    assert charts.pain_and_sessions(days(10, 0), []).leg == "M266 48h0L718 188"


def test_a_day_without_an_answer_is_bridged_and_a_long_silence_breaks_the_line():
    bridged = charts.pain_and_sessions(days(4, None, 4), []).leg
    broken = charts.pain_and_sessions(days(4, None, None, None, 4), []).leg

    assert (bridged.count("M"), broken.count("M")) == (1, 2)


def test_a_lone_answer_is_a_dot():
    assert charts.pain_and_sessions(days(None, 5, None), []).leg == "M492 118h0"


def test_without_any_answer_there_is_no_line():
    assert charts.pain_and_sessions(days(None, None), []).leg == ""


@pytest.mark.parametrize(
    ("done", "prescribed", "tone", "height"),
    [(3, 3, Bar.FULL, 36), (1, 3, Bar.PART, 12), (0, 3, Bar.NONE, 2)],
)
def test_a_bar_shows_the_sessions_done_of_those_prescribed(done, prescribed, tone, height):
    (bar,) = charts.pain_and_sessions(days(0, done=done, prescribed=prescribed), []).bars

    assert (bar.tone, bar.height, bar.y + bar.height) == (tone, height, charts.BARS_BOTTOM)


def test_a_day_with_nothing_prescribed_and_nothing_done_has_no_bar():
    assert charts.pain_and_sessions(days(0, done=0, prescribed=0), []).bars == ()


def test_a_marker_stands_at_its_day_and_one_outside_the_period_is_left_out():
    inside = Marker(START + timedelta(days=1), "Revision 2", Kind.REVISION)
    outside = Marker(START - timedelta(days=1), "Revision 1", Kind.REVISION)

    (placed,) = charts.pain_and_sessions(days(3, 2, 1), [inside, outside]).markers

    assert (placed.marker, placed.x, placed.label, placed.anchor) == (
        inside,
        492,
        "Revision 2",
        "start",
    )


def test_a_label_at_the_right_edge_is_written_to_the_left_of_its_line():
    last = Marker(START + timedelta(days=27), "Sitting opened", Kind.OPENING)

    (placed,) = charts.pain_and_sessions(days(*[1] * 28), [last]).markers

    assert (placed.anchor, placed.label_x) == ("end", placed.x - 6)


def test_a_stop_keeps_its_label_where_there_is_no_room_for_all():
    same_day = [Marker(START, f"Revision {number}", Kind.REVISION) for number in (2, 3, 4)]
    stop = Marker(START, "Stop: leg pain spread or grew", Kind.STOP)

    placed = charts.pain_and_sessions(days(*[1] * 28), [*same_day, stop]).markers

    assert [one.label for one in placed] == [
        "Stop: leg pain spread or grew",
        "Revision 2",
        "",
        "",
    ]


@pytest.mark.parametrize(("count", "labels"), [(7, 1), (28, 4), (42, 6), (60, 5), (84, 6)])
def test_at_most_six_dates_stand_below_the_chart(count, labels):
    assert len(charts.pain_and_sessions(days(*[1] * count), []).date_ticks) == labels


@given(
    legs=st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=90),
    marked=st.lists(st.tuples(st.integers(0, 89), st.text(max_size=30)), max_size=12),
)
def test_labels_never_overlap_and_nothing_leaves_the_picture(legs, marked):
    markers = [Marker(START + timedelta(days=day), text, Kind.STOP) for day, text in marked]

    chart = charts.pain_and_sessions(days(*legs), markers)

    spans = sorted(
        (one.label_y, left, left + len(one.label) * charts.CHARACTER)
        for one in chart.markers
        if one.label
        for left in [
            one.label_x
            if one.anchor == "start"
            else one.label_x - len(one.label) * charts.CHARACTER
        ]
    )
    assert all(left >= 0 and right <= charts.WIDTH for _lane, left, right in spans)
    assert all(
        first[0] != second[0] or first[2] < second[1] for first, second in itertools.pairwise(spans)
    )
    assert all(bar.x >= 0 and bar.x + bar.width <= charts.WIDTH for bar in chart.bars)
