"""Limits of a program or one exercise: tighter than the tables, never looser."""

import re
from typing import Any

import pytest

from programs.stop_rules import (
    Alert,
    Decision,
    ExerciseLimits,
    LimitRefused,
    Limits,
    Outcome,
    decide,
    rules_of,
)
from tests.factories import MONITORED, STRICT, published

CALM = {
    "red_flag": False,
    "chest_pain_or_faint": False,
    "numb_or_weak": False,
    "ill": False,
    "dizzy_or_breathless": False,
    "leg": 0,
    "leg_before": 0,
    "moved": "same",
    "times_peripheralised_before": 0,
    "directional_preference": False,
    "can_be_reduced": True,
    "can_be_eased": True,
}
BEFORE = CALM | {"new_condition": False, "blood_pressure_due": False}
BOTH = pytest.mark.parametrize("policy", [STRICT, MONITORED])


def at(pain: int, policy=MONITORED, *, exercise: str = "bird-dog", **limits: Any) -> Decision:
    """The decision for back pain that did not rise."""
    finding = CALM | {"back": pain, "back_before": pain, "exercise": exercise}
    return decide(rules_of(published(policy, **limits)).during, finding)


@BOTH
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_the_session_stops_from_the_programs_limit_on_and_a_doctor_is_told_the_same_day(
    policy, limit
):
    assert at(limit, policy, stop_session_at=limit) == Decision(
        rule="limit-session",
        outcome=Outcome.STOP_SESSION,
        suspend=False,
        alert=Alert.SAME_DAY,
        reason="limit_session",
    )
    assert at(limit - 1, policy, stop_session_at=limit) == at(limit - 1, policy)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_exercise_stops_from_the_programs_limit_on_under_monitored(limit):
    assert at(limit, stop_exercise_at=limit) == Decision(
        rule="limit-exercise",
        outcome=Outcome.STOP_EXERCISE,
        suspend=False,
        alert=Alert.NONE,
        reason="limit_exercise",
    )
    assert at(limit - 1, stop_exercise_at=limit) == at(limit - 1)


@pytest.mark.parametrize("pain", [4, 5])
def test_an_exercise_with_a_limit_is_not_merely_eased_above_it(pain):
    assert at(pain).outcome == Outcome.EASE
    assert at(pain, stop_exercise_at=3).outcome == Outcome.STOP_EXERCISE


@pytest.mark.parametrize("pain", [1, 2, 3])
def test_strict_stops_the_exercise_at_any_pain_with_or_without_a_limit(pain):
    assert at(pain, STRICT, stop_exercise_at=3) == at(pain, STRICT)


def test_a_limit_of_one_exercise_holds_for_no_other():
    limits = {"exercises": {"clamshell": ExerciseLimits(2, 4), "bird-dog": ExerciseLimits(1, 2)}}

    assert [at(pain, exercise="clamshell", **limits).rule for pain in (1, 2, 4)] == [
        "mild-pain-allowed",
        "limit-exercise-1",
        "limit-session-1",
    ]
    assert [at(pain, exercise="bird-dog", **limits).rule for pain in (1, 2, 4)] == [
        "limit-exercise-2",
        "limit-session-2",
        "limit-session-2",
    ]
    assert [at(pain, exercise="cat-cow", **limits) for pain in range(11)] == [
        at(pain, exercise="cat-cow") for pain in range(11)
    ]


def test_the_tighter_of_a_programs_and_an_exercises_limit_counts():
    limits = {"stop_session_at": 3, "exercises": {"bird-dog": ExerciseLimits(None, 5)}}

    assert [at(pain, **limits).outcome for pain in (2, 3, 5)] == [
        Outcome.CONTINUE,
        Outcome.STOP_SESSION,
        Outcome.STOP_SESSION,
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pain_that_would_end_the_session_at_once_forbids_it_at_the_check_in(limit):
    rows = rules_of(published(stop_session_at=limit)).check_in

    assert decide(rows, BEFORE | {"back": limit}) == Decision(
        rule="limit-session-before",
        outcome=Outcome.NO_SESSION,
        suspend=False,
        alert=Alert.SAME_DAY,
        reason="limit_session",
    )
    assert decide(rows, BEFORE | {"back": limit - 1}).rule == "ready"


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        ({"stop_exercise_at": 4}, "stop_exercise_at must be 1 to 3, or None, not 4."),
        ({"stop_exercise_at": 0}, "stop_exercise_at must be 1 to 3, or None, not 0."),
        ({"stop_session_at": 6}, "stop_session_at must be 1 to 5, or None, not 6."),
        ({"stop_session_at": 0}, "stop_session_at must be 1 to 5, or None, not 0."),
        ({"stop_session_at": True}, "stop_session_at must be 1 to 5, or None, not True."),
        ({"stop_session_at": "five"}, "stop_session_at must be 1 to 5, or None, not 'five'."),
    ],
)
@pytest.mark.parametrize("kind", [Limits, ExerciseLimits])
def test_a_limit_that_would_not_be_tighter_is_refused(kind, limits, refusal):
    with pytest.raises(LimitRefused, match=re.escape(refusal)):
        kind(**limits)
