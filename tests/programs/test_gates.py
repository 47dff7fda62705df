"""Gates between the stages (clinical rules 1.7, 1.13 to 1.15, 1.19 and 6)."""

from typing import Any

import pytest

from programs.evidence import Evidence
from programs.gates import (
    LYING,
    SITTING,
    STANDING,
    Condition,
    acute,
    home,
    is_locked,
    opens_in_words,
    prevention,
    recurs,
    sitting,
    standing,
)
from programs.thresholds import DEFAULTS, Thresholds
from tests.factories import evidence

GOOD: dict[str, Any] = {
    "good_sessions": 5,
    "sits_ten_minutes": True,
    "leg_pain": 2,
    "pain_free_days": 7,
}


def but(**changes: Any) -> Evidence:
    return evidence(**GOOD | changes)


def test_requirement_14_sitting_opens_after_five_good_sessions_with_little_leg_pain():
    assert sitting(but()).may_open is True


@pytest.mark.parametrize(
    "lacking",
    [
        {"good_sessions": 4},
        {"sits_ten_minutes": False},
        {"sits_ten_minutes": None},
        {"leg_pain": 3},
        {"leg_pain": None},
    ],
)
def test_sitting_stays_locked_while_anything_is_lacking_or_unknown(lacking):
    state = sitting(but(**lacking))

    assert state.may_open is False
    assert [condition.met for condition in state.conditions].count(False) == 1


def test_sitting_shows_what_is_met_and_what_is_not():
    assert sitting(but(good_sessions=1, leg_pain=0)).conditions == (
        Condition(
            "1 session in a row without a stop (5 needed by default).",
            met=False,
            found="20 Nov.",
            value=1,
            needed=5,
        ),
        Condition("Sits for 10 minutes without more leg pain.", met=True),
        Condition(
            "Leg pain is 2 (default) or less.",
            met=True,
            found="Leg pain 0 on 20 Nov.",
            value=0,
            needed=2,
        ),
    )


@pytest.mark.parametrize(("days", "may_open"), [(0, False), (6, False), (7, True), (8, True)])
def test_requirement_15_standing_stays_locked_until_pain_is_gone(days, may_open):
    assert standing(but(pain_free_days=days)).may_open is may_open


def test_many_days_are_told_by_the_first_and_the_last():
    assert standing(but(pain_free_days=8)).conditions[0].found == "13 Nov to 20 Nov."


OWN = Thresholds(
    good_sessions_for_sitting=3,
    most_leg_pain_for_sitting=1,
    pain_free_days_for_standing=10,
    pain_free_weeks_for_prevention=20,
)


def test_a_clinics_own_numbers_are_not_called_default():
    conditions = (*sitting(but(), OWN).conditions, *standing(but(), OWN).conditions)

    assert [one.text for one in conditions] == [
        "5 sessions in a row without a stop (3 needed).",
        "Sits for 10 minutes without more leg pain.",
        "Leg pain is 1 or less.",
        "7 days without back or leg pain (10 needed).",
    ]


@pytest.mark.parametrize(
    ("known", "may_open"),
    [
        ({"good_sessions": 3, "leg_pain": 1}, True),
        ({"good_sessions": 2, "leg_pain": 1}, False),
        ({"good_sessions": 3, "leg_pain": 2}, False),
    ],
)
def test_sitting_opens_at_the_clinics_own_numbers(known, may_open):
    assert sitting(but(**known), OWN).may_open is may_open


@pytest.mark.parametrize(("days", "may_open"), [(9, False), (10, True)])
def test_standing_opens_at_the_clinics_own_number(days, may_open):
    assert standing(but(pain_free_days=days), OWN).may_open is may_open


@pytest.mark.parametrize(("days", "may_open"), [(139, False), (140, True)])
def test_prevention_opens_at_the_clinics_own_number(days, may_open):
    assert prevention(pain_free_days=days, thresholds=OWN).may_open is may_open


@pytest.mark.parametrize(
    ("stage", "numbers", "said"),
    [
        (SITTING, DEFAULTS, "opens after 5 sessions without a stop (default)"),
        (SITTING, OWN, "opens after 3 sessions without a stop"),
        (STANDING, DEFAULTS, "only when pain has been gone for 7 days (default)"),
        (STANDING, OWN, "only when pain has been gone for 10 days"),
    ],
)
def test_the_builder_says_what_opens_a_stage_and_which_number_is_a_default(stage, numbers, said):
    assert opens_in_words(stage, numbers) == said


CALM = {"back": 0, "leg": 0, "spread": False}


@pytest.mark.parametrize(
    ("told", "standing_closes", "sitting_closes"),
    [
        ({}, False, False),
        ({"back": 1}, True, False),
        ({"back": 10}, True, False),
        ({"back": None}, True, False),
        ({"leg": 1}, True, False),
        ({"leg": 2}, True, False),
        ({"leg": 3}, True, True),
        ({"leg": None}, True, True),
        ({"leg": 1, "spread": True}, True, True),
        ({"leg": 1, "spread": None}, True, True),
    ],
)
def test_requirement_15_pain_that_comes_back_closes(told, standing_closes, sitting_closes):
    assert recurs(STANDING, **CALM | told) is standing_closes
    assert recurs(SITTING, **CALM | told) is sitting_closes
    assert recurs(LYING, **CALM | told) is False


@pytest.mark.parametrize(("leg", "closes"), [(1, False), (2, True)])
def test_sitting_closes_at_the_clinics_own_number(leg, closes):
    assert recurs(SITTING, **CALM | {"leg": leg}, thresholds=OWN) is closes


@pytest.mark.parametrize(
    ("released", "flare", "may_open"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_requirement_5_acute_exercises_need_a_release_that_still_holds(released, flare, may_open):
    assert acute(released=released, flare=flare).may_open is may_open


def test_evidence_is_kept_and_read_again():
    known = but(pain_free_days=2)

    assert Evidence.from_json(known.as_json()) == known


def test_evidence_kept_before_days_were_names_none():
    assert Evidence.from_json({"pain_free_days": 7, "leg_pain_now": 0}) == Evidence()


def test_standing_says_how_many_days_without_pain_there_were():
    assert standing(but(pain_free_days=3)).conditions == (
        Condition(
            "3 days without back or leg pain (7 needed by default).",
            met=False,
            found="18 Nov, 19 Nov, 20 Nov.",
            value=3,
            needed=7,
        ),
    )


@pytest.mark.parametrize(("days", "may_open"), [(83, False), (84, True), (85, True)])
def test_requirement_19_effortful_exercises_wait_for_twelve_weeks_without_pain(days, may_open):
    assert prevention(pain_free_days=days).may_open is may_open


def at_home(**changes: Any) -> bool:
    known = {"taught": 3, "of": 3, "inflammation_settled": True, "red_flag": False}
    return home(**(known | changes)).may_open


def test_requirement_7_a_program_goes_home_once_every_exercise_was_taught():
    assert at_home() is True
    assert at_home(taught=2) is False
    assert at_home(taught=0, of=0) is False


def test_requirement_5_a_program_stays_supervised_while_inflammation_lasts():
    assert at_home(inflammation_settled=False) is False


def test_a_red_flag_keeps_a_program_from_going_home():
    assert at_home(red_flag=True) is False


def test_the_step_home_shows_how_many_exercises_are_signed_off():
    state = home(taught=2, of=3, inflammation_settled=True, red_flag=False)

    assert state.conditions == (
        Condition("2 of 3 exercises signed off.", met=False),
        Condition("The acute inflammation has settled.", met=True),
        Condition("No red flag.", met=True),
    )


@pytest.mark.parametrize("opened", [(), (SITTING,), (SITTING, STANDING)])
def test_requirement_13_lying_is_never_locked(opened):
    assert is_locked(LYING, opened=opened) is False


@pytest.mark.parametrize("stage", [SITTING, STANDING])
def test_a_later_stage_is_locked_until_it_is_opened(stage):
    assert is_locked(stage, opened=()) is True
    assert is_locked(stage, opened=(stage,)) is False


def test_opening_sitting_does_not_open_standing():
    assert is_locked(STANDING, opened=(LYING, SITTING)) is True


def test_an_everyday_activity_is_exempt_where_the_doctor_says_so():
    assert is_locked(STANDING, opened=(), everyday_exempt=True) is False
