from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from following.today import SessionState, State, Today, today
from programs.schedule import LineSchedule, slots_on

WARSAW = ZoneInfo("Europe/Warsaw")
SUNDAY = date(2026, 11, 22)
EVERY_DAY = tuple(range(7))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{SUNDAY} {clock}").replace(tzinfo=WARSAW)


DONE = SessionState(done_at=at("08:10"), stopped=False)
STOPPED = SessionState(done_at=at("08:10"), stopped=True)


def day(done: dict[int, SessionState], *, clock: str, times_a_day: int = 3) -> Today:
    lines = [LineSchedule(id=1, times_a_day=times_a_day, days_of_week=EVERY_DAY)]
    return today(slots_on(SUNDAY, lines), done, at(clock))


def states(seen: Today) -> list[State]:
    return [each.state for each in seen.slots]


def test_after_the_morning_two_sessions_are_left_and_midday_is_now():
    seen = day({1: DONE}, clock="12:30")

    assert seen.headline == "Two sessions left today"
    assert states(seen) == [State.DONE, State.NOW, State.LATER]
    assert seen.slots[0].done_at == at("08:10")
    assert seen.next == seen.slots[1].slot
    assert seen.all_done is False


@pytest.mark.parametrize(
    ("clock", "state"), [("11:59", State.LATER), ("12:00", State.NOW), ("23:59", State.NOW)]
)
def test_the_next_session_is_now_from_an_hour_before_its_time(clock, state):
    assert states(day({1: DONE}, clock=clock)) == [State.DONE, state, State.LATER]


def test_a_session_that_was_missed_is_simply_next():
    seen = day({}, clock="20:00")

    assert seen.headline == "Three sessions left today"
    assert states(seen) == [State.NOW, State.LATER, State.LATER]
    assert seen.next == seen.slots[0].slot


def test_requirement_11_a_stopped_session_is_over_and_no_failure():
    seen = day({1: DONE, 2: STOPPED}, clock="13:30")

    assert seen.headline == "One session left today"
    assert states(seen) == [State.DONE, State.STOPPED, State.LATER]


def test_when_all_is_done_nothing_is_next():
    seen = day({1: DONE, 2: STOPPED, 3: DONE}, clock="20:00")

    assert seen.headline == "All done for today"
    assert seen.next is None
    assert seen.all_done is True


def test_a_day_with_nothing_due_is_a_rest_day_and_not_an_achievement():
    assert today((), {}, at("09:00")) == Today(
        headline="A rest day today", slots=(), next=None, all_done=False
    )


@pytest.mark.parametrize(
    ("left", "headline"),
    [
        (1, "One session left today"),
        (4, "Four sessions left today"),
        (5, "Five sessions left today"),
        (6, "Six sessions left today"),
    ],
)
def test_the_number_of_sessions_left_is_told_as_a_word(left, headline):
    assert day({}, clock="09:00", times_a_day=left).headline == headline


def test_sessions_done_out_of_order_leave_the_earliest_as_next():
    seen = day({2: DONE}, clock="14:00")

    assert states(seen) == [State.NOW, State.DONE, State.LATER]
