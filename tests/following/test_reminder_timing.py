"""When a patient is reminded: pure arithmetic of the day's sessions, wishes and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from following.reminders.timing import USEFUL_FOR, Due, Logged, Quiet, Turn, Wish, due
from programs.schedule import LineSchedule, slots_on

WARSAW = ZoneInfo("Europe/Warsaw")
DAY = date(2026, 11, 20)
NIGHT = Quiet(time(22), time(7))
NO_QUIET = Quiet(time(0), time(0))
USUAL = Wish(NIGHT)
NOTHING = Logged()
FIRST, AGAIN = Turn
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def slots(times: int, day: date = DAY):
    return slots_on(day, [LineSchedule(1, times, tuple(range(7)))])


def at(clock: str, zone: ZoneInfo = WARSAW, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def told(found: Due | None) -> tuple[int, Turn] | None:
    return found and (found.slot, found.turn)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("07:59", None),
        ("08:00", (1, FIRST)),
        ("08:59", (1, FIRST)),
        ("09:00", (1, AGAIN)),
        ("10:00", None),
        ("13:00", (2, FIRST)),
        ("20:59", (3, AGAIN)),
        ("23:00", None),
    ],
)
def test_a_session_is_reminded_of_at_its_time_and_an_hour_later(clock, expected):
    assert told(due(slots(3), USUAL, NOTHING, now=at(clock))) == expected


@pytest.mark.parametrize(
    ("what", "wish", "logged", "clock", "expected"),
    [
        ("begun", USUAL, Logged(begun={1}), "09:00", None),
        ("a later one is left", USUAL, Logged(begun={1}), "13:00", (2, FIRST)),
        ("own time", Wish(NIGHT, {time(8): time(7, 30)}), NOTHING, "07:30", (1, FIRST)),
        ("own time, not the gentle one", Wish(NIGHT, {time(8): time(6)}), NOTHING, "08:00", None),
        ("no reminder for this one", Wish(NIGHT, {time(8): None}), NOTHING, "08:30", None),
        ("a bad day, once", USUAL, Logged(is_bad_day=True), "08:00", (1, FIRST)),
        ("a bad day, not again", USUAL, Logged(is_bad_day=True), "09:00", None),
        ("just exercised", USUAL, Logged({1}, busy_at=at("12:10")), "13:00", None),
        ("an hour ago", USUAL, Logged({1}, busy_at=at("11:59")), "13:00", (2, FIRST)),
        ("just exercised, asked later", USUAL, Logged({1}, at("12:10")), "14:00", (2, AGAIN)),
        ("told already", USUAL, Logged(reminded_at=at("08:00")), "08:01", None),
        ("told once, now again", USUAL, Logged(reminded_at=at("08:05")), "09:00", (1, AGAIN)),
    ],
)
def test_who_is_left_in_peace(what, wish, logged, clock, expected):
    assert told(due(slots(3), wish, logged, now=at(clock))) == expected


@pytest.mark.parametrize(
    ("quiet", "clock", "expected"),
    [
        # 08:00 moves to 08:30, where it is still of use; the one of 09:00 stays.
        (Quiet(time(22), time(8, 30)), "08:29", None),
        (Quiet(time(22), time(8, 30)), "08:30", (1, FIRST)),
        (Quiet(time(22), time(8, 30)), "09:00", (1, AGAIN)),
        # By 09:30 the first has become useless, and the second takes its place.
        (Quiet(time(22), time(9, 30)), "09:00", None),
        (Quiet(time(22), time(9, 30)), "09:30", (1, AGAIN)),
        (Quiet(time(7), time(21)), "20:59", None),
        (Quiet(time(19), time(20)), "19:30", None),
    ],
)
def test_in_quiet_hours_nothing_comes_and_what_is_useless_after_them_never(quiet, clock, expected):
    assert told(due(slots(3), Wish(quiet), NOTHING, now=at(clock))) == expected


def test_two_that_were_missed_are_told_as_one():
    wish = Wish(NIGHT, {time(13): time(8, 45)})
    found = due(slots(3), wish, NOTHING, now=at("09:10"))

    assert told(found) == (1, AGAIN)
    after = Logged(reminded_at=at("09:10"))
    assert due(slots(3), wish, after, now=at("09:11")) is None


@pytest.mark.parametrize(
    ("zone", "day", "moment"),
    [
        # 02:30 does not exist on 29 March: it is told an hour of real time after 01:30.
        ("Europe/Warsaw", date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 02:30 comes twice on 25 October: it is told the first time.
        ("Europe/Warsaw", date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Pacific/Auckland", DAY, datetime(2026, 11, 19, 13, 30, tzinfo=UTC)),
    ],
)
def test_the_clock_is_the_patients_own_on_days_of_23_and_25_hours_too(zone, day, moment):
    wish, local = Wish(NO_QUIET, {time(8): time(2, 30)}), moment.astimezone(ZoneInfo(zone))
    one = slots(1, day)

    assert due(one, wish, NOTHING, now=local - MINUTE) is None
    assert told(due(one, wish, NOTHING, now=local)) == (1, FIRST)
    again, later = Logged(reminded_at=moment), (moment + HOUR).astimezone(ZoneInfo(zone))
    assert told(due(one, wish, again, now=later)) == (1, AGAIN)


@given(
    times=st.integers(0, 6),
    own=st.lists(st.none() | st.times(), min_size=6, max_size=6),
    quiet=st.builds(Quiet, st.times(), st.times()),
    downtimes=st.sets(st.integers(0, 47), max_size=40),
)
def test_a_day_brings_each_reminder_once_never_in_quiet_hours_and_no_pile(
    times, own, quiet, downtimes
):
    asked = slots(times)
    wish = Wish(quiet, {slot.about: mine for slot, mine in zip(asked, own, strict=False)})
    told_of: set[tuple[int, Turn]] = set()
    last = None
    for ten in range(144):
        now = datetime.combine(DAY, time(), WARSAW) + timedelta(minutes=10 * ten)
        if ten // 3 in downtimes:
            continue
        found = due(asked, wish, Logged(reminded_at=last), now=now)
        if found is None:
            continue
        assert told(found) not in told_of
        assert not quiet.holds(now.time())
        assert now - found.at < USEFUL_FOR
        assert last is None or found.at > last
        told_of.add((found.slot, found.turn))
        last = now.astimezone(UTC)


@pytest.mark.parametrize(
    ("quiet", "clock", "left"),
    [
        (NIGHT, "21:30", 30 * MINUTE),
        (NIGHT, "21:59:30", timedelta(seconds=30)),
        (NIGHT, "20:59", HOUR),
        (NIGHT, "22:00", timedelta()),
        (NIGHT, "06:59:30", timedelta()),
        (NIGHT, "07:00", HOUR),
        (Quiet(time(0), time(6)), "23:40", 20 * MINUTE),
        (NO_QUIET, "23:40", HOUR),
    ],
)
def test_how_long_it_is_until_the_quiet_hours_is_known_up_to_the_time_asked_about(
    quiet, clock, left
):
    assert quiet.ahead(at(clock), most=HOUR) == left


@pytest.mark.parametrize(
    ("since", "moment", "minutes"),
    [
        # On 29 March the clock goes from 02:00 to 03:00 (01:00 UTC), past the half hour.
        (time(2, 30), datetime(2026, 3, 29, 0, 40, tzinfo=UTC), 20),
        (time(3, 30), datetime(2026, 3, 29, 0, 40, tzinfo=UTC), 50),
        # On 25 October it goes from 03:00 back to 02:00 (01:00 UTC), and 02:30 comes twice.
        (time(2, 30), datetime(2026, 10, 25, 0, 10, tzinfo=UTC), 20),
        (time(2, 30), datetime(2026, 10, 25, 1, 10, tzinfo=UTC), 20),
        (time(3), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 90),
    ],
)
def test_until_the_quiet_hours_real_time_is_counted_when_the_clocks_change(since, moment, minutes):
    quiet = Quiet(since, time(7))

    assert quiet.ahead(moment.astimezone(WARSAW), most=2 * HOUR) == minutes * MINUTE
