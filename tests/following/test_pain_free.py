"""How many days without pain a patient's sessions tell of."""

from datetime import date, timedelta

import pytest

from following.models import Session
from following.pain_free import pain_free_on

TODAY = date(2026, 11, 23)
PAINS = ("back_before", "leg_before", "back_after", "leg_after")


def session(days_ago: int, *, stops: int = 0, **pains: int | None) -> Session:
    calm = dict.fromkeys(PAINS, 0)
    return Session(local_date=TODAY - timedelta(days=days_ago), stops=stops, **calm | pains)


def pain_free_days(sessions: list[Session]) -> int:
    return len(pain_free_on(sessions, [], on=TODAY))


def test_nothing_is_known_without_sessions():
    assert pain_free_days([]) == 0


def test_days_count_once_however_many_sessions_they_have():
    assert pain_free_days([session(0), session(0), session(1)]) == 2


@pytest.mark.parametrize("pain", PAINS)
def test_requirement_15_any_pain_in_any_answer_ends_the_row(pain):
    sessions = [session(0), session(1), session(2, **{pain: 1}), session(3)]

    assert pain_free_days(sessions) == 2


def test_requirement_15_a_stop_ends_the_row_though_every_answer_was_zero():
    assert pain_free_days([session(0), session(1, stops=1)]) == 1


def test_a_missing_answer_is_not_a_zero_but_does_not_end_the_row():
    assert pain_free_days([session(0), session(1, leg_after=None), session(2)]) == 2


@pytest.mark.parametrize(("silent", "known"), [(3, 2), (4, 1)])
def test_a_silence_of_more_than_three_days_ends_the_row(silent, known):
    assert pain_free_days([session(0), session(silent)]) == known


def test_old_calm_says_nothing_of_today():
    assert pain_free_days([session(4), session(5)]) == 0
