"""What must hold of the stop rules for whatever a patient answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.stop_rules import Decision, Outcome, Policy, check_in_table, decide, table

NPRS = st.integers(0, 10)
YES_NO = st.booleans()
ANSWERS = {
    "red_flag": YES_NO,
    "chest_pain_or_faint": YES_NO,
    "numb_or_weak": YES_NO,
    "ill": YES_NO,
    "dizzy_or_breathless": YES_NO,
    "back": NPRS,
    "leg": NPRS,
    "back_before": NPRS,
    "leg_before": NPRS,
    "moved": st.sampled_from(["down", "same", "up"]),
    "times_peripheralised_before": st.integers(0, 3),
    "directional_preference": YES_NO,
    "can_be_reduced": YES_NO,
}
ANSWERED = st.fixed_dictionaries(ANSWERS)
# Warning signs hide the pain rows, so that they are seldom drawn here.
CALM = dict.fromkeys(
    ["red_flag", "chest_pain_or_faint", "numb_or_weak", "ill", "dizzy_or_breathless"], False
)
FINDINGS = st.one_of(ANSWERED, ANSWERED.map(lambda finding: finding | CALM))
POLICIES = st.sampled_from(Policy)


def during(policy: Policy, finding: dict[str, Any]) -> Decision:
    return decide(table(policy), finding)


@given(FINDINGS)
def test_strict_is_never_milder_than_monitored(finding):
    assert during(Policy.STRICT, finding).severity >= during(Policy.MONITORED, finding).severity


@given(POLICIES, FINDINGS, st.sampled_from(["back", "leg"]), NPRS)
def test_more_pain_is_never_treated_more_mildly(policy, finding, where, more):
    worse = finding | {where: min(finding[where] + more, 10)}

    assert during(policy, worse).severity >= during(policy, finding).severity


@given(POLICIES, FINDINGS, st.sets(st.sampled_from(list(ANSWERS))))
def test_answers_left_out_are_never_treated_more_mildly(policy, finding, left_out):
    silent = finding | dict.fromkeys(left_out, None)

    assert during(policy, silent).severity >= during(policy, finding).severity


@given(POLICIES, FINDINGS, st.integers(0, 3))
def test_spreading_once_more_is_never_treated_more_mildly(policy, finding, more):
    times = finding["times_peripheralised_before"] + more
    again = finding | {"times_peripheralised_before": times}

    assert during(policy, again).severity >= during(policy, finding).severity


@given(FINDINGS.filter(lambda finding: finding["back"] or finding["leg"]))
def test_requirement_11_strict_stops_the_exercise_at_least_for_any_pain(finding):
    order = list(Outcome)

    decided = during(Policy.STRICT, finding).outcome

    assert order.index(decided) >= order.index(Outcome.STOP_EXERCISE)


@given(POLICIES, FINDINGS)
def test_a_row_that_pauses_the_plan_always_tells_a_doctor(policy, finding):
    decision = during(policy, finding)

    assert not decision.suspend or decision.alert != "none"


@pytest.mark.parametrize("where", ["back", "leg"])
@given(ill=YES_NO, other=NPRS, pain=NPRS, more=NPRS)
def test_more_pain_at_check_in_is_never_treated_more_mildly(where, ill, other, pain, more):
    finding = {"ill": ill, "back": other, "leg": other, where: pain}
    worse = finding | {where: min(pain + more, 10)}
    rows = check_in_table()

    assert decide(rows, worse).severity >= decide(rows, finding).severity


@given(ANSWERED, st.sets(st.sampled_from(["ill", "back", "leg"])))
def test_answers_left_out_at_check_in_are_never_treated_more_mildly(finding, left_out):
    silent = finding | dict.fromkeys(left_out, None)
    rows = check_in_table()

    assert decide(rows, silent).severity >= decide(rows, finding).severity


@pytest.mark.parametrize("rows", [table(Policy.STRICT), table(Policy.MONITORED), check_in_table()])
def test_graver_rows_come_before_milder_ones(rows):
    warnings = [row for row in rows if row["suspend"] or row["alert"] != "none"]
    severities = [decide([row | {"when": []}], {}).severity for row in warnings]

    assert severities == sorted(severities, reverse=True)
    assert rows[: len(warnings)] == warnings
