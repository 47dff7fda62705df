from datetime import date, timedelta

import pytest

from following.models import Session
from monitoring import evidence
from monitoring.logged import LoggedSession
from people.ids import uuid7
from programs import gates

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


def gathered(*sessions: LoggedSession) -> gates.Evidence:
    return evidence.gather(sessions, on=TODAY)


def test_without_any_session_nothing_speaks_for_opening():
    assert gathered() == gates.Evidence(
        sessions_in_a_row_without_stop=0,
        sits_ten_minutes=None,
        leg_pain_now=None,
        pain_free_days=0,
    )


def test_sessions_count_back_to_the_last_one_that_was_stopped():
    after = [session(0), session(1, slot=2), session(1)]
    stopped = session(2, status=Session.Status.STOPPED, stops=1)

    assert gathered(*after, stopped, session(3)).sessions_in_a_row_without_stop == 3


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
    assert gathered(session(0, **broken), session(1)).sessions_in_a_row_without_stop == 0


@pytest.mark.parametrize("empty", [{"sets_done": 0}, {"status": Session.Status.RUNNING}])
def test_an_empty_or_unfinished_session_neither_counts_nor_ends_the_row(empty):
    assert gathered(session(0, **empty), session(1)).sessions_in_a_row_without_stop == 1


def test_leg_pain_now_is_the_newest_answer():
    newest = session(0, slot=2, leg_before=2, leg_after=3)

    assert gathered(session(0, slot=1, pain=1), newest).leg_pain_now == 3


def test_leg_pain_before_counts_where_none_was_given_after():
    assert gathered(session(0, leg_before=4, leg_after=None)).leg_pain_now == 4


def test_an_answer_of_last_week_says_nothing_of_now():
    assert (gathered(session(3)).leg_pain_now, gathered(session(4)).leg_pain_now) == (0, None)


def test_seven_days_without_pain_are_seven_days():
    week = [session(days_ago, slot=slot) for days_ago in range(7) for slot in (1, 2, 3)]

    assert gathered(*week).pain_free_days == 7


def test_one_point_of_pain_ends_the_row_of_pain_free_days():
    sore = session(2, slot=3, back_after=1)

    assert gathered(session(0), session(1), session(2), sore, session(3)).pain_free_days == 2


def test_a_missing_answer_does_not_count_as_a_pain_free_day():
    assert gathered(session(0), session(1, leg_after=None), session(2)).pain_free_days == 2


def test_a_long_silence_ends_the_row_of_pain_free_days():
    assert gathered(session(0), session(3), session(7)).pain_free_days == 2


def test_requirement_15_standing_may_open_only_after_seven_days_without_any_pain():
    six = [session(days_ago) for days_ago in range(6)]

    assert [
        gates.standing(gathered(*six)).may_open,
        gates.standing(gathered(*six, session(6, pain=1))).may_open,
        gates.standing(gathered(*six, session(6))).may_open,
    ] == [False, False, True]
