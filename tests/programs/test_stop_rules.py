"""Every row of the table "During exercise" (clinical rules 5), at its boundaries."""

from typing import Any

import pytest

from programs.stop_rules import Alert, Decision, Outcome, Policy, decide, rules_of
from tests.factories import MONITORED, STRICT, published

BOTH = pytest.mark.parametrize("policy", [STRICT, MONITORED])


def judged(policy: Policy, **answers: Any) -> Decision:
    """The decision for a finding without pain or warning signs, but for these answers."""
    calm = {
        "red_flag": False,
        "chest_pain_or_faint": False,
        "numb_or_weak": False,
        "ill": False,
        "dizzy_or_breathless": False,
        "back": 0,
        "leg": 0,
        "back_before": 0,
        "leg_before": 0,
        "moved": "same",
        "times_peripheralised_before": 0,
        "directional_preference": False,
        "can_be_reduced": True,
        "can_be_eased": False,
        "exercise": "bird-dog",
    }
    return decide(rules_of(published(policy)).during, calm | answers)


def outcome(policy: Policy, **answers: Any) -> tuple[Outcome, str]:
    decision = judged(policy, **answers)
    return decision.outcome, decision.reason


@BOTH
@pytest.mark.parametrize("answer", [True, None])
@pytest.mark.parametrize(
    ("question", "decided", "suspend", "alert"),
    [
        ("red_flag", Outcome.EMERGENCY, True, Alert.NOW),
        ("chest_pain_or_faint", Outcome.EMERGENCY, True, Alert.NOW),
        ("numb_or_weak", Outcome.STOP_SESSION, True, Alert.NOW),
        ("ill", Outcome.NO_SESSION, True, Alert.WORKING_DAY),
        ("dizzy_or_breathless", Outcome.STOP_SESSION, False, Alert.SAME_DAY),
    ],
)
def test_a_warning_sign_decides_whether_said_or_left_unsaid(
    policy, answer, question, decided, suspend, alert
):
    decision = judged(policy, **{question: answer})

    assert (decision.outcome, decision.suspend, decision.alert, decision.reason) == (
        decided,
        suspend,
        alert,
        question,
    )


@BOTH
def test_the_graver_of_two_warning_signs_decides(policy):
    assert outcome(policy, ill=True, red_flag=True, leg=10) == (Outcome.EMERGENCY, "red_flag")


@BOTH
@pytest.mark.parametrize("where", ["back", "leg"])
@pytest.mark.parametrize("pain", [6, 10, None])
def test_pain_of_six_or_unknown_stops_the_session_with_an_alert_the_same_day(policy, where, pain):
    assert judged(policy, **{where: pain}) == Decision(
        rule="strong-pain",
        outcome=Outcome.STOP_SESSION,
        suspend=False,
        alert=Alert.SAME_DAY,
        reason="strong_pain",
    )


@BOTH
@pytest.mark.parametrize(
    "spread", [{"moved": "down"}, {"moved": None}, {"leg": 3, "leg_before": 2}, {"leg": 1}]
)
@pytest.mark.parametrize(
    ("times_before", "decided", "alert"),
    [
        (0, (Outcome.STOP_EXERCISE, "leg_pain_spread"), Alert.NONE),
        (1, (Outcome.STOP_SESSION, "leg_pain_spread_again"), Alert.NOTICE),
        (2, (Outcome.STOP_SESSION, "leg_pain_spread_again"), Alert.NOTICE),
        (None, (Outcome.STOP_SESSION, "leg_pain_spread_again"), Alert.NOTICE),
    ],
)
def test_leg_pain_that_spreads_or_grows_stops_the_exercise_and_the_second_time_the_session(
    policy, spread, times_before, decided, alert
):
    decision = judged(policy, **spread, times_peripheralised_before=times_before)

    assert (decision.outcome, decision.reason) == decided
    assert decision.alert == alert


@pytest.mark.parametrize("directional_preference", [False, True])
def test_strict_stops_the_exercise_and_keeps_that_leg_pain_moved_up(directional_preference):
    assert outcome(STRICT, moved="up", back=2, directional_preference=directional_preference) == (
        Outcome.STOP_EXERCISE,
        "moved_up",
    )


def test_monitored_goes_on_when_leg_pain_moved_up_in_the_preferred_direction():
    assert outcome(MONITORED, moved="up", back=4, back_before=2, directional_preference=True) == (
        Outcome.CONTINUE,
        "moved_up_as_preferred",
    )


@pytest.mark.parametrize("unset", [False, None])
def test_monitored_stops_the_exercise_when_leg_pain_moved_up_with_no_preference_set(unset):
    assert outcome(MONITORED, moved="up", back=2, directional_preference=unset) == (
        Outcome.STOP_EXERCISE,
        "moved_up",
    )


def test_back_pain_up_by_three_is_not_excused_by_leg_pain_that_moved_up():
    answers = {"moved": "up", "back": 3, "directional_preference": True}

    assert outcome(MONITORED, **answers) == (Outcome.STOP_EXERCISE, "pain_rose")
    assert outcome(STRICT, **answers) == (Outcome.STOP_EXERCISE, "pain_rose")


@pytest.mark.parametrize("pain", [4, 5])
def test_pain_of_four_or_five_stops_the_exercise_under_strict(pain):
    assert outcome(STRICT, back=pain, back_before=pain) == (
        Outcome.STOP_EXERCISE,
        "moderate_pain",
    )


@pytest.mark.parametrize("answers", [{"back": 4, "back_before": 4}, {"back": 3}])
def test_monitored_swaps_in_the_approved_easier_version_before_it_reduces(answers):
    assert outcome(MONITORED, **answers, can_be_eased=True) == (Outcome.EASE, "eased")
    assert outcome(MONITORED, **answers, can_be_eased=False) == (Outcome.REDUCE, "reduced")
    assert outcome(MONITORED, **answers, can_be_eased=None) == (Outcome.REDUCE, "reduced")


def test_strict_stops_the_exercise_whatever_could_be_done_instead():
    assert outcome(STRICT, back=4, back_before=4, can_be_eased=True, can_be_reduced=True) == (
        Outcome.STOP_EXERCISE,
        "moderate_pain",
    )


@pytest.mark.parametrize("pain", [4, 5])
def test_pain_of_four_or_five_reduces_the_exercise_under_monitored(pain):
    assert outcome(MONITORED, back=pain, back_before=pain) == (Outcome.REDUCE, "reduced")


@pytest.mark.parametrize("cannot", [False, None])
def test_monitored_stops_the_exercise_that_cannot_be_reduced(cannot):
    assert outcome(MONITORED, back=4, back_before=4, can_be_reduced=cannot) == (
        Outcome.STOP_EXERCISE,
        "moderate_pain",
    )
    assert outcome(MONITORED, back=3, can_be_reduced=cannot) == (
        Outcome.STOP_EXERCISE,
        "pain_rose",
    )


def test_a_rise_of_three_counts_as_moderate_and_a_rise_of_two_as_mild():
    assert outcome(STRICT, back=3) == (Outcome.STOP_EXERCISE, "pain_rose")
    assert outcome(STRICT, back=2) == (Outcome.STOP_EXERCISE, "mild_pain")
    assert outcome(MONITORED, back=3) == (Outcome.REDUCE, "reduced")
    assert outcome(MONITORED, back=2) == (Outcome.CONTINUE, "mild_pain_allowed")


def test_pain_that_was_not_asked_before_counts_as_a_rise_from_none():
    assert outcome(MONITORED, back=3, back_before=None) == (Outcome.REDUCE, "reduced")
    assert outcome(MONITORED, leg=1, leg_before=None) == (
        Outcome.STOP_EXERCISE,
        "leg_pain_spread",
    )


@pytest.mark.parametrize("pain", [1, 2, 3])
def test_requirement_11_any_pain_stops_the_exercise_under_the_sources_rule(pain):
    assert outcome(STRICT, back=pain, back_before=pain) == (Outcome.STOP_EXERCISE, "mild_pain")
    assert outcome(STRICT, leg=pain, leg_before=pain) == (Outcome.STOP_EXERCISE, "mild_pain")


@pytest.mark.parametrize("pain", [1, 2, 3])
def test_monitored_goes_on_with_pain_up_to_three(pain):
    assert outcome(MONITORED, leg=pain, leg_before=pain) == (
        Outcome.CONTINUE,
        "mild_pain_allowed",
    )


@BOTH
def test_no_pain_goes_on(policy):
    assert judged(policy) == Decision(
        rule="no-pain",
        outcome=Outcome.CONTINUE,
        suspend=False,
        alert=Alert.NONE,
        reason="no_pain",
    )


@BOTH
def test_a_stop_with_no_answers_at_all_is_an_emergency(policy):
    assert decide(rules_of(published(policy)).during, {}).outcome == Outcome.EMERGENCY
