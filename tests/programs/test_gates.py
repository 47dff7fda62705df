"""Gates between the stages (clinical rules 1.7, 1.13 to 1.15, 1.19 and 6)."""

from dataclasses import replace
from typing import Any

import pytest

from programs.gates import (
    LYING,
    SITTING,
    STANDING,
    Condition,
    Evidence,
    home,
    is_locked,
    prevention,
    sitting,
    standing,
)

GOOD = Evidence(
    sessions_in_a_row_without_stop=5, sits_ten_minutes=True, leg_pain_now=2, pain_free_days=7
)


def but(**changes: Any) -> Evidence:
    return replace(GOOD, **changes)


def test_requirement_14_sitting_opens_after_five_good_sessions_with_little_leg_pain():
    assert sitting(GOOD).may_open is True


@pytest.mark.parametrize(
    "lacking",
    [
        {"sessions_in_a_row_without_stop": 4},
        {"sits_ten_minutes": False},
        {"sits_ten_minutes": None},
        {"leg_pain_now": 3},
        {"leg_pain_now": None},
    ],
)
def test_sitting_stays_locked_while_anything_is_lacking_or_unknown(lacking):
    state = sitting(but(**lacking))

    assert state.may_open is False
    assert [condition.met for condition in state.conditions].count(False) == 1


def test_sitting_shows_what_is_met_and_what_is_not():
    assert sitting(but(sessions_in_a_row_without_stop=1, leg_pain_now=0)).conditions == (
        Condition("1 session in a row without a stop (5 needed).", met=False),
        Condition("Sits for 10 minutes without more leg pain.", met=True),
        Condition("Leg pain is 2 or less.", met=True),
    )


def test_requirement_15_standing_stays_locked_until_pain_is_gone():
    assert standing(but(pain_free_days=7)).may_open is True
    assert standing(but(pain_free_days=6)).may_open is False


def test_standing_says_how_many_days_without_pain_there_were():
    assert standing(but(pain_free_days=3)).conditions == (
        Condition("3 days without back or leg pain (7 needed).", met=False),
    )


def test_requirement_19_effortful_exercises_wait_for_twelve_weeks_without_pain():
    assert prevention(pain_free_days=84).may_open is True
    assert prevention(pain_free_days=83).may_open is False


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
