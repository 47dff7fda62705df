from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.schedule import TIMES, LineSchedule, Slot, slots_on

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
EVERY_DAY = tuple(range(7))


def line(number: int, times_a_day: int, days: tuple[int, ...] = EVERY_DAY) -> LineSchedule:
    return LineSchedule(id=number, times_a_day=times_a_day, days_of_week=days)


def test_requirement_8_three_times_a_day_makes_three_sessions():
    assert slots_on(MONDAY, [line(1, 3)]) == (
        Slot(number=1, count=3, name="Morning", about=time(8), lines=(1,)),
        Slot(number=2, count=3, name="Midday", about=time(13), lines=(1,)),
        Slot(number=3, count=3, name="Evening", about=time(19), lines=(1,)),
    )


def test_a_day_on_which_no_line_is_due_has_no_session():
    assert slots_on(TUESDAY, [line(1, 3, days=(0, 2, 4))]) == ()
    assert slots_on(MONDAY, []) == ()


def test_only_the_lines_that_are_due_count_for_the_number_of_sessions():
    lines = [line(1, 1), line(2, 4, days=(0,))]

    assert [slot.lines for slot in slots_on(MONDAY, lines)] == [(1, 2), (2,), (2,), (2,)]
    assert [slot.lines for slot in slots_on(TUESDAY, lines)] == [(1,)]


def test_a_line_done_less_often_is_spread_over_the_day():
    lines = [line(1, 3), line(2, 2), line(3, 1)]

    assert [slot.lines for slot in slots_on(MONDAY, lines)] == [(1, 2, 3), (1,), (1, 2)]


@pytest.mark.parametrize("count", range(1, 7))
def test_the_sessions_of_a_day_follow_each_other_at_least_two_hours_apart(count):
    hours = [slot.about.hour for slot in slots_on(MONDAY, [line(1, count)])]

    assert len(hours) == count
    assert all(later - earlier >= 2 for earlier, later in pairwise(hours))


@pytest.mark.parametrize("count", range(1, 7))
def test_no_two_sessions_of_a_day_have_one_name(count):
    names = [str(name) for name, _ in TIMES[count]]

    assert len(set(names)) == count


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_every_line_is_done_as_often_as_prescribed_and_always_in_the_first_session(times):
    lines = [line(number, often) for number, often in enumerate(times)]

    slots = slots_on(MONDAY, lines)

    done = [number for slot in slots for number in slot.lines]
    assert [done.count(number) for number, _ in enumerate(times)] == times
    assert slots[0].lines == tuple(range(len(times)))
