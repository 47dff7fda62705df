from dataclasses import replace
from datetime import date, timedelta

import pytest

from following.evidence import gather, looked_back
from following.models import MorningCheck, Session
from monitoring.logged import LoggedSession
from people.ids import uuid7
from programs import gates
from programs.evidence import Evidence, LegPain
from programs.thresholds import DEFAULTS

TODAY = date(2026, 11, 22)
PROGRAM = uuid7()


def session(days_ago: int = 0, slot: int = 1, pain: int | None = 0, **fields) -> LoggedSession:
    values = {
        "program_id": PROGRAM,
        "local_date": TODAY - timedelta(days=days_ago),
        "slot": slot,
        "status": Session.Status.DONE,
        "sets_done": 6,
        "stops": 0,
        "back_before": pain,
        "leg_before": pain,
        "back_after": pain,
        "leg_after": pain,
        **fields,
    }
    return LoggedSession(**values)


def morning(days_ago: int = 0, *, back: int = 0, leg: int = 0) -> MorningCheck:
    return MorningCheck(local_date=TODAY - timedelta(days=days_ago), back=back, leg=leg)


def gathered(*answers: LoggedSession | MorningCheck, since: date | None = None) -> Evidence:
    mornings = [one for one in answers if isinstance(one, MorningCheck)]
    sessions = [one for one in answers if isinstance(one, LoggedSession)]
    return gather(sessions, mornings, on=TODAY, since=since)


def test_without_any_session_nothing_speaks_for_opening():
    assert gathered() == Evidence()


def test_sessions_count_back_to_the_last_one_that_was_stopped():
    after = [session(0), session(1, slot=2), session(1)]
    stopped = session(2, status=Session.Status.STOPPED, stops=1)

    assert gathered(*after, stopped, session(3)).good_sessions == (
        TODAY - timedelta(days=1),
        TODAY - timedelta(days=1),
        TODAY,
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"status": Session.Status.STOPPED},
        {"status": Session.Status.REFUSED},
        {"stops": 1},
        {"status": Session.Status.RUNNING, "stops": 1},
    ],
)
def test_whatever_went_wrong_ends_the_row(broken):
    assert gathered(session(0, **broken), session(1)).good_sessions == ()


@pytest.mark.parametrize("empty", [{"sets_done": 0}, {"status": Session.Status.RUNNING}])
def test_an_empty_or_unfinished_session_neither_counts_nor_ends_the_row(empty):
    yesterday = TODAY - timedelta(days=1)

    assert gathered(session(0, **empty), session(1)).good_sessions == (yesterday,)


def test_leg_pain_now_is_the_newest_answer():
    newest = session(0, slot=2, leg_before=2, leg_after=3)

    assert gathered(session(0, slot=1, pain=1), newest).leg_pain_now == 3


def test_leg_pain_before_counts_where_none_was_given_after():
    assert gathered(session(0, leg_before=4, leg_after=None)).leg_pain_now == 4


def test_an_answer_of_last_week_says_nothing_of_now():
    assert (gathered(session(3)).leg_pain_now, gathered(session(4)).leg_pain_now) == (0, None)


def test_seven_days_without_pain_are_seven_days():
    week = [session(days_ago, slot=slot) for days_ago in range(7) for slot in (1, 2, 3)]

    assert len(gathered(*week).pain_free_on) == 7


def test_one_point_of_pain_ends_the_row_of_pain_free_days():
    sore = session(2, slot=3, back_after=1)

    assert len(gathered(session(0), session(1), session(2), sore, session(3)).pain_free_on) == 2


def test_a_missing_answer_does_not_count_as_a_pain_free_day():
    assert len(gathered(session(0), session(1, leg_after=None), session(2)).pain_free_on) == 2


def test_a_long_silence_ends_the_row_of_pain_free_days():
    assert len(gathered(session(0), session(3), session(7)).pain_free_on) == 2


def test_requirement_15_standing_may_open_only_after_seven_days_without_any_pain():
    six = [session(days_ago) for days_ago in range(6)]

    assert [
        gates.standing(gathered(*six)).may_open,
        gates.standing(gathered(*six, session(6, pain=1))).may_open,
        gates.standing(gathered(*six, session(6))).may_open,
    ] == [False, False, True]


@pytest.mark.parametrize(("days", "may_open"), [(6, False), (7, True), (8, True)])
def test_requirement_15_a_morning_without_pain_counts_with_the_sessions(days, may_open):
    week = [session(days_ago) for days_ago in range(days)]
    mornings = [morning(days_ago) for days_ago in range(days)]

    assert gates.standing(gathered(*week, *mornings)).may_open is may_open


@pytest.mark.parametrize("hurt", [{"back": 1}, {"leg": 1}])
def test_requirement_15_a_morning_with_pain_of_1_ends_the_row(hurt):
    week = [session(days_ago) for days_ago in range(8)]

    assert gathered(*week, morning(3, **hurt)).pain_free_on == tuple(
        TODAY - timedelta(days=days_ago) for days_ago in (2, 1, 0)
    )


def test_a_day_of_rest_with_a_calm_morning_is_a_day_without_pain():
    assert len(gathered(session(0), morning(1), session(2)).pain_free_on) == 3


def test_a_missed_day_neither_counts_nor_ends_the_row():
    assert len(gathered(session(0), session(2)).pain_free_on) == 2


def test_pain_after_the_session_of_today_leaves_no_day():
    week = [session(days_ago) for days_ago in range(1, 8)]

    assert gathered(*week, session(0, leg_after=1)).pain_free_on == ()


def test_a_session_not_finished_yet_leaves_today_uncounted():
    week = [session(days_ago) for days_ago in range(1, 7)]
    running = session(0, status="running", back_after=None, leg_after=None)

    assert len(gathered(*week, running).pain_free_on) == 6


def test_leg_pain_is_told_by_the_last_answer_of_each_day():
    answers = (
        morning(2, leg=3),
        session(2, leg_before=3, leg_after=2),
        session(1, slot=2, leg_after=1),
        session(1, slot=1, leg_after=4),
        morning(0, leg=0),
    )

    assert gathered(*answers).leg_pain == (
        LegPain(TODAY - timedelta(days=2), 2),
        LegPain(TODAY - timedelta(days=1), 1),
        LegPain(TODAY, 0),
    )


def test_leg_pain_of_this_morning_is_leg_pain_now():
    assert gathered(session(1, pain=0), morning(0, leg=3)).leg_pain_now == 3


def test_after_a_closing_only_later_days_count():
    week = [session(days_ago) for days_ago in range(8)]

    found = gathered(*week, morning(3), since=TODAY - timedelta(days=2))

    later = (TODAY - timedelta(days=1), TODAY)
    assert (found.good_sessions, found.pain_free_on) == (later, later)
    assert [one.day for one in found.leg_pain] == list(later)


@pytest.mark.parametrize(
    ("numbers", "days"),
    [
        ({}, 28),
        ({"pain_free_days_for_standing": 28}, 84),
        ({"good_sessions_for_sitting": 20}, 60),
    ],
)
def test_the_gates_look_back_as_long_as_their_numbers_need(numbers, days):
    assert looked_back(replace(DEFAULTS, **numbers)) == timedelta(days=days)
