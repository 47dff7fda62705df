"""Every row of the 24-hour check (clinical rules 5), at its boundaries."""

from typing import Any

import pytest

from programs.stop_rules import Alert, Decision, Outcome, decide, rules_of
from programs.thresholds import Thresholds
from tests.factories import published

ONCE = (Outcome.LESS_NEXT_TIME, False, Alert.NONE, "morning_worse")
TWICE_RUNNING = (Outcome.NO_SESSION, True, Alert.SAME_DAY, "morning_worse_again")
AS_BEFORE = (Outcome.CONTINUE, False, Alert.NONE, "morning_same")


def judged(thresholds: Thresholds, **answers: Any) -> Decision:
    same = {
        "red_flag": False,
        "back": 2,
        "leg": 3,
        "back_before": 2,
        "leg_before": 3,
        "sleep_disturbed": False,
        "moved": "same",
        "worse_mornings_before": 0,
    }
    return decide(rules_of(published(thresholds=thresholds)).next_morning, same | answers)


def morning(**answers: Any) -> tuple[Outcome, bool, Alert, str]:
    decision = judged(Thresholds(), **answers)
    return decision.outcome, decision.suspend, decision.alert, decision.reason


@pytest.mark.parametrize("answers", [{}, {"back": 0, "leg": 0}, {"moved": "up"}])
@pytest.mark.parametrize("worse_before", [0, 1, None])
def test_back_to_the_level_before_keeps_the_dose(answers, worse_before):
    assert morning(**answers, worse_mornings_before=worse_before) == AS_BEFORE


WORSE = pytest.mark.parametrize(
    "answers",
    [
        {"back": 4},
        {"leg": 5},
        {"back": None},
        {"leg": None},
        {"leg": 2, "leg_before": None},
        {"sleep_disturbed": True},
        {"sleep_disturbed": None},
    ],
)


@WORSE
def test_two_points_above_or_disturbed_sleep_once_means_less_in_the_next_session(answers):
    assert morning(**answers) == ONCE


@WORSE
@pytest.mark.parametrize("worse_before", [1, 2, None])
def test_the_same_twice_running_pauses_the_plan(answers, worse_before):
    assert morning(**answers, worse_mornings_before=worse_before) == TWICE_RUNNING


@pytest.mark.parametrize("answers", [{"back": 3}, {"leg": 4}])
def test_one_point_above_is_as_before(answers):
    assert morning(**answers) == AS_BEFORE


@pytest.mark.parametrize("moved", ["down", None])
@pytest.mark.parametrize("worse_before", [0, 1])
def test_leg_pain_lower_down_pauses_the_plan_the_first_time(moved, worse_before):
    assert morning(moved=moved, worse_mornings_before=worse_before) == (
        Outcome.NO_SESSION,
        True,
        Alert.SAME_DAY,
        "morning_spread",
    )


@pytest.mark.parametrize("flag", [True, None])
def test_a_red_flag_in_the_morning_is_an_emergency(flag):
    assert morning(red_flag=flag) == (Outcome.EMERGENCY, True, Alert.NOW, "red_flag")


@pytest.mark.parametrize("points", [1, 2, 3])
def test_the_clinic_says_how_many_points_are_worse(points):
    clinic = Thresholds(worse_morning_points=points)

    assert judged(clinic, back=2 + points).reason == "morning_worse"
    assert judged(clinic, back=2 + points - 1).reason == "morning_same"
