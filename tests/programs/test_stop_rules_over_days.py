"""Every row of the rules over days (clinical rules 5), at its boundaries."""

from dataclasses import replace
from typing import Any

import pytest

from programs.stop_rules import Alert, Outcome, decide, rules_of
from programs.thresholds import DEFAULTS
from tests.factories import published

PAUSES_TODAY = (Outcome.NO_SESSION, True, Alert.SAME_DAY)
PAUSES_WITHIN_A_WORKING_DAY = (Outcome.NO_SESSION, True, Alert.WORKING_DAY)
ON_COURSE = (Outcome.CONTINUE, False, Alert.NONE, "on_course")


def judged(thresholds=DEFAULTS, **facts: Any) -> tuple[Outcome, bool, Alert, str]:
    calm = {
        "new_condition": False,
        "clearance_lapsed": False,
        "worst_pain": 0,
        "stopped_sessions": 0,
        "leg_two_days_running": 0,
        "median_rise": 0,
        "silent_days": 0,
        "adherence_percent": 100,
    }
    decision = decide(rules_of(published(thresholds=thresholds)).over_days, calm | facts)
    return decision.outcome, decision.suspend, decision.alert, decision.reason


@pytest.mark.parametrize(
    ("facts", "decided"),
    [
        ({"worst_pain": 7}, (*PAUSES_TODAY, "severe_pain")),
        ({"worst_pain": 6}, ON_COURSE),
        ({"stopped_sessions": 2}, (*PAUSES_TODAY, "stopped_twice")),
        ({"stopped_sessions": 1}, ON_COURSE),
        ({"new_condition": True}, (*PAUSES_WITHIN_A_WORKING_DAY, "new_condition")),
        ({"clearance_lapsed": True}, (*PAUSES_WITHIN_A_WORKING_DAY, "clearance_lapsed")),
        ({"leg_two_days_running": 4}, (*PAUSES_WITHIN_A_WORKING_DAY, "leg_pain_lasting")),
        ({"leg_two_days_running": 3}, ON_COURSE),
        ({"median_rise": 2}, (*PAUSES_WITHIN_A_WORKING_DAY, "pain_median_rose")),
        ({"median_rise": 1.5}, ON_COURSE),
        ({"median_rise": -3}, ON_COURSE),
        ({"silent_days": 14}, (Outcome.NO_SESSION, True, Alert.NOTICE, "silent_long")),
        ({"silent_days": 13}, (Outcome.REMIND, False, Alert.NOTICE, "silent")),
        ({"silent_days": 7}, (Outcome.REMIND, False, Alert.NOTICE, "silent")),
        ({"silent_days": 6}, ON_COURSE),
        (
            {"adherence_percent": 49},
            (Outcome.SUGGEST_SIMPLER, False, Alert.NOTICE, "low_adherence"),
        ),
        ({"adherence_percent": 50}, ON_COURSE),
        ({}, ON_COURSE),
    ],
)
def test_each_row_at_its_boundary(facts, decided):
    assert judged(**facts) == decided


@pytest.mark.parametrize(
    ("threshold", "number", "fact"),
    [
        ("severe_pain", 5, "worst_pain"),
        ("stopped_sessions", 1, "stopped_sessions"),
        ("lasting_leg_pain", 3, "leg_two_days_running"),
        ("median_rise", 1, "median_rise"),
        ("release_again_after_days", 10, "silent_days"),
        ("reminder_after_days", 3, "silent_days"),
    ],
)
def test_the_clinics_own_number_moves_the_boundary(threshold, number, fact):
    clinic = replace(DEFAULTS, **{threshold: number})

    assert judged(clinic, **{fact: number}) != ON_COURSE
    assert judged(clinic, **{fact: number}) != judged(clinic, **{fact: number - 1})


def test_the_clinics_own_number_of_percent_moves_the_boundary():
    clinic = replace(DEFAULTS, low_adherence_percent=80)

    assert judged(clinic, adherence_percent=79)[3] == "low_adherence"
    assert judged(clinic, adherence_percent=80) == ON_COURSE


def test_what_a_doctor_must_see_today_is_not_hidden_by_what_may_wait_a_day():
    assert judged(worst_pain=8, new_condition=True, silent_days=20) == (
        *PAUSES_TODAY,
        "severe_pain",
    )
