"""Every row of the table before a session, at its boundaries."""

from typing import Any

import pytest

from programs.stop_rules import Alert, Outcome, decide, rules_of
from tests.factories import published

READY = (Outcome.CONTINUE, False, Alert.NONE, "ready")
HIGH_PRESSURE = (Outcome.NO_SESSION, False, Alert.SAME_DAY, "blood_pressure")


def checked_in(**answers: Any) -> tuple[Outcome, bool, Alert, str]:
    well = {
        "red_flag": False,
        "back": 0,
        "leg": 0,
        "ill": False,
        "new_condition": False,
        "blood_pressure_due": False,
    }
    decision = decide(rules_of(published()).check_in, well | answers)
    return decision.outcome, decision.suspend, decision.alert, decision.reason


def test_who_is_well_may_begin():
    assert checked_in() == READY


@pytest.mark.parametrize("flag", [True, None])
def test_a_red_flag_is_an_emergency_and_so_is_one_left_unsaid(flag):
    assert checked_in(red_flag=flag) == (Outcome.EMERGENCY, True, Alert.NOW, "red_flag")


@pytest.mark.parametrize("ill", [True, None])
def test_requirement_18_fever_or_illness_forbids_the_session_and_pauses_the_plan(ill):
    assert checked_in(ill=ill) == (Outcome.NO_SESSION, True, Alert.WORKING_DAY, "ill")


@pytest.mark.parametrize("new", [True, None])
def test_a_new_pregnancy_surgery_or_diagnosis_pauses_the_plan_until_it_is_reviewed(new):
    assert checked_in(new_condition=new) == (
        Outcome.NO_SESSION,
        True,
        Alert.WORKING_DAY,
        "new_condition",
    )


@pytest.mark.parametrize("where", ["back", "leg"])
@pytest.mark.parametrize("pain", [7, 10, None])
def test_severe_or_unknown_pain_forbids_the_session_and_pauses_the_plan(where, pain):
    assert checked_in(**{where: pain}) == (
        Outcome.NO_SESSION,
        True,
        Alert.SAME_DAY,
        "severe_pain_before",
    )


@pytest.mark.parametrize("where", ["back", "leg"])
def test_pain_of_six_forbids_this_session_and_five_does_not(where):
    assert checked_in(**{where: 6}) == (
        Outcome.NO_SESSION,
        False,
        Alert.SAME_DAY,
        "strong_pain_before",
    )
    assert checked_in(**{where: 5}) == READY


@pytest.mark.parametrize(
    ("systolic", "diastolic", "decided"),
    [
        (179, 109, READY),
        (180, 109, HIGH_PRESSURE),
        (179, 110, HIGH_PRESSURE),
        (None, 80, HIGH_PRESSURE),
        (120, None, HIGH_PRESSURE),
    ],
)
@pytest.mark.parametrize("due", [True, None])
def test_no_session_at_or_above_180_over_110_or_unmeasured(due, systolic, diastolic, decided):
    measured = {"systolic": systolic, "diastolic": diastolic}

    assert checked_in(blood_pressure_due=due, **measured) == decided


def test_blood_pressure_is_no_matter_where_hypertension_was_not_cleared():
    assert checked_in(blood_pressure_due=False, systolic=None, diastolic=None) == READY
