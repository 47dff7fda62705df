"""Every row of every table, and every answer, has words for the doctor."""

import pytest

from monitoring.rule_words import FIELDS, answers_in_words, row_in_words
from programs import stop_rules
from programs.stop_rules import ExerciseLimits, Limits, Policy
from programs.stop_rules.fields import FIELDS as ASKED
from programs.stop_rules.fields import MEASURES
from programs.thresholds import DEFAULTS

LIMITS = Limits(2, 4, {"double-knee-to-chest": ExerciseLimits(1, 3)})


def tables(policy: Policy) -> dict[str, list[stop_rules.Row]]:
    return stop_rules.publish(policy=policy, limits=LIMITS, thresholds=DEFAULTS)["tables"]


def test_every_field_of_the_tables_has_a_name():
    assert set(FIELDS) == {*ASKED, *MEASURES}


@pytest.mark.parametrize("policy", Policy)
def test_every_row_of_every_table_is_told_in_words_of_its_own(policy):
    for rows in tables(policy).values():
        told = [row_in_words(row) for row in rows]

        assert all(told)
        assert not any("_" in words for words in told)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (["red_flag", "may_be", True], "Red flag: yes, or not answered"),
        (["directional_preference", "is", True], "Directional preference is set: yes"),
        (["moved", "may_be", "down"], "Pain moved: down the leg, or not answered"),
        (["pain", "at_least", 1], "Pain, back or leg: 1 or more, or not answered"),
        (["back_rise", "at_most", 2], "Back pain higher than before by: 2 or less"),
        (["adherence_percent", "below", 50], "Percent of sessions done in two weeks: under 50"),
        (["exercise", "is", "cat-camel"], "Exercise: cat-camel"),
    ],
)
def test_a_condition_is_told_as_it_judges(condition, words):
    assert row_in_words({"when": [condition]}) == words


def test_a_row_without_conditions_holds_when_no_other_does():
    assert row_in_words({"when": []}) == "Whenever no row above holds"


def test_answers_stand_beside_their_questions_and_what_was_not_answered_is_said():
    finding = {"leg": 1, "back": None, "ill": False, "red_flag": True, "exercise": "cat-camel"}

    assert answers_in_words(finding) == (
        ("Red flag", "yes"),
        ("Ill or feverish", "no"),
        ("Back pain", "not answered"),
        ("Leg pain", "1"),
    )
