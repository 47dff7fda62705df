"""What must hold of the stop rules for whatever a patient answers, at every moment."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.stop_rules import (
    Decision,
    ExerciseLimits,
    Limits,
    Outcome,
    Policy,
    decide,
    publish,
    rules_of,
    stricter,
)
from programs.stop_rules.fields import FIELDS, MEASURES, MOMENTS, Number
from programs.thresholds import DEFAULTS
from tests.vectors.tables import SIGNS, TABLES

EXERCISES = ["bird-dog", "clamshell", "cat-cow"]
#: The graver an answer, the later it stands; directional_preference and its like are no answers.
GRAVER = {
    **dict.fromkeys([*SIGNS, "blood_pressure_due", "sleep_disturbed"], (False, True)),
    **dict.fromkeys(["directional_preference", "can_be_reduced", "can_be_eased"], (True, False)),
}
YES_NO = st.booleans()


def _answer(field: str) -> st.SearchStrategy[Any]:
    domain = FIELDS[field]
    if field == "exercise":
        return st.sampled_from(EXERCISES)
    if field == "moved":
        return st.sampled_from(["up", "same", "down"])
    if isinstance(domain, Number):
        return st.integers(domain.least, min(domain.most, 200))
    return YES_NO


def _asked(moment: str) -> list[str]:
    return [field for field in MOMENTS[moment] if field not in MEASURES]


def _findings(moment: str) -> st.SearchStrategy[dict[str, Any]]:
    """Half of them with no warning sign, which would hide all the rest."""
    answered = st.fixed_dictionaries({field: _answer(field) for field in _asked(moment)})
    calm = {sign: False for sign in SIGNS if sign in _asked(moment)}
    return st.one_of(answered, answered.map(lambda finding: finding | calm))


FINDINGS = {moment: _findings(moment) for moment in MOMENTS}
DURING, POLICIES = FINDINGS["during"], st.sampled_from(Policy)
LIMIT_OF_EXERCISE, LIMIT_OF_SESSION = (st.none() | st.integers(1, most) for most in (3, 5))
LIMITS = st.builds(
    Limits,
    LIMIT_OF_EXERCISE,
    LIMIT_OF_SESSION,
    st.dictionaries(
        st.sampled_from(EXERCISES), st.builds(ExerciseLimits, LIMIT_OF_EXERCISE, LIMIT_OF_SESSION)
    ),
)
KEYS = pytest.mark.parametrize("key", TABLES, ids=" ".join)


def during(policy: Policy, finding: dict[str, Any], limits: Limits | None = None) -> Decision:
    made = publish(policy=policy, limits=limits or Limits(), thresholds=DEFAULTS)
    return decide(rules_of(made).during, finding)


@KEYS
@given(st.data())
def test_a_graver_answer_is_never_treated_more_mildly(key, data):
    moment, _name = key
    finding = data.draw(FINDINGS[moment])
    field = data.draw(st.sampled_from([one for one in _asked(moment) if one in GRAVER]))
    mild, grave = (finding | {field: answer} for answer in GRAVER[field])

    assert decide(TABLES[key], grave).severity >= decide(TABLES[key], mild).severity


@KEYS
@given(st.data())
def test_more_of_what_is_bad_is_never_treated_more_mildly(key, data):
    moment, _name = key
    finding = data.draw(FINDINGS[moment])
    numbers = [field for field in _asked(moment) if isinstance(FIELDS[field], Number)]
    field = data.draw(st.sampled_from(numbers))
    one, other = sorted([finding[field], data.draw(_answer(field))])
    # What was before, and what was done, are good to be high.
    less_is_worse = field.endswith("_before") and field != "times_peripheralised_before"
    if (less_is_worse and field != "worse_mornings_before") or field == "adherence_percent":
        one, other = other, one

    milder, graver = (decide(TABLES[key], finding | {field: each}) for each in (one, other))
    assert graver.severity >= milder.severity


@KEYS
@given(st.data())
def test_answers_left_out_are_never_treated_more_mildly(key, data):
    moment, _name = key
    finding = data.draw(FINDINGS[moment])
    # Which exercise it is, is no answer: at the end of a session there is none.
    asked = [field for field in _asked(moment) if field != "exercise"]
    silent = finding | dict.fromkeys(data.draw(st.sets(st.sampled_from(asked))), None)

    assert decide(TABLES[key], silent).severity >= decide(TABLES[key], finding).severity


@pytest.mark.parametrize("key", [key for key in TABLES if key[0] != "over_days"], ids=" ".join)
@given(st.data())
def test_a_red_flag_always_wins(key, data):
    moment, _name = key

    decision = decide(TABLES[key], data.draw(FINDINGS[moment]) | {"red_flag": True})

    assert (decision.outcome, decision.alert, decision.suspend) == ("emergency", "now", True)


@given(DURING, LIMITS)
def test_strict_is_never_milder_than_monitored(finding, limits):
    strict, monitored = (during(policy, finding, limits) for policy in Policy)

    assert strict.severity >= monitored.severity


@given(POLICIES, DURING, LIMITS)
def test_with_limits_the_rules_are_never_milder_than_without(policy, finding, limits):
    assert during(policy, finding, limits).severity >= during(policy, finding).severity


@given(FINDINGS["check_in"], LIMITS)
def test_with_limits_the_check_in_is_never_milder_than_without(finding, limits):
    limited, free = (
        rules_of(publish(policy=Policy.STRICT, limits=each, thresholds=DEFAULTS)).check_in
        for each in (limits, Limits())
    )

    assert decide(limited, finding).severity >= decide(free, finding).severity


@given(POLICIES, DURING, st.integers(1, 3), st.integers(1, 5), st.integers(0, 2))
def test_a_tighter_limit_is_never_milder(policy, finding, exercise, session, tighter):
    loose = Limits(exercise, session)
    tight = Limits(max(exercise - tighter, 1), max(session - tighter, 1))

    assert during(policy, finding, tight).severity >= during(policy, finding, loose).severity


@given(POLICIES, DURING, LIMITS)
def test_limits_leave_every_warning_sign_to_the_tables(policy, finding, limits):
    warned = finding | {"numb_or_weak": True}

    assert during(policy, warned, limits) == during(policy, warned)


@given(DURING.filter(lambda finding: finding["back"] or finding["leg"]), LIMITS)
def test_requirement_11_strict_stops_the_exercise_at_least_for_any_pain(finding, limits):
    order = list(Outcome)

    decided = during(Policy.STRICT, finding, limits).outcome

    assert order.index(decided) >= order.index(Outcome.STOP_EXERCISE)


@KEYS
def test_a_row_that_pauses_the_plan_or_forbids_exercise_always_tells_a_doctor(key):
    grave = {Outcome.STOP_SESSION, Outcome.NO_SESSION, Outcome.EMERGENCY}
    rows = [row for row in TABLES[key] if row["suspend"] or row["outcome"] in grave]

    assert [row["id"] for row in rows if row["alert"] == "none"] == []


@KEYS
def test_graver_rows_come_before_milder_ones(key):
    warnings = [row for row in TABLES[key] if row["suspend"] or row["alert"] != "none"]
    severities = [decide([row | {"when": []}], {}).severity for row in warnings]

    assert severities == sorted(severities, reverse=True)
    assert TABLES[key][: len(warnings)] == warnings


@given(DURING, LIMITS)
def test_the_stricter_of_some_decisions_is_one_of_them_and_none_is_graver(finding, limits):
    decisions = [during(policy, finding, limits) for policy in Policy]

    gravest = stricter(*decisions)

    assert gravest in decisions
    assert gravest.severity == max(decision.severity for decision in decisions)
