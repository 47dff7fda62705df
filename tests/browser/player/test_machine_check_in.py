"""The state machine before a session: one question after another, only those that are due."""

from typing import Any

import pytest

from programs.stop_rules import Limits
from tests.browser.player.machine import (
    GO_ON,
    NO_SIGNS,
    WELL,
    document,
    feeling,
    measured,
    new,
    signs,
    where,
)

ALL = ("red_flags", "blood_pressure", "new_condition")
BACK = {"type": "back"}


def screens(steps: list[dict[str, Any]]) -> list[str]:
    return [step["at"] for step in steps]


def test_who_feels_no_pain_is_asked_nothing_more(play):
    *_, ready = play(document(), feeling())

    assert (ready["at"], ready["place"]) == ("ready", {"line": "one", "number": 1})
    (report,) = ready["reports"]
    assert (report["to"], report["expected"]["outcome"]) == ("begin", "continue")
    assert report["body"] == {
        "slot": 2,
        "day": "2026-11-23",
        "revision_id": "the-revision",
        "back": 0,
        "leg": 0,
        "ill": False,
        "places": [],
        "red_flags": None,
        "systolic": None,
        "diastolic": None,
        "new_condition": None,
    }


def test_where_it_hurts_and_the_warning_signs_are_asked_after_any_pain(play):
    steps = play(document(), *WELL)

    assert screens(steps) == ["check-in", "where", "red-flags", "ready"]
    body = steps[-1]["reports"][0]["body"]
    assert (body["places"], body["red_flags"]) == (["low_back_left", "thigh_back_left"], [])


def test_what_is_due_is_asked_one_after_another(play):
    steps = play(document(due=ALL), feeling(), NO_SIGNS, measured(120, 80), new())

    assert screens(steps) == [
        "check-in",
        "red-flags",
        "blood-pressure",
        "new-condition",
        "ready",
    ]
    body = steps[-1]["reports"][0]["body"]
    assert (body["systolic"], body["diastolic"], body["new_condition"]) == (120, 80, [])


def test_back_leads_through_the_questions_that_were_asked(play):
    doc = document(due=("blood_pressure", "new_condition"))
    steps = play(doc, *WELL, measured(120, 80), BACK, BACK, BACK, BACK, BACK)

    assert screens(steps)[4:] == [
        "new-condition",
        "blood-pressure",
        "red-flags",
        "where",
        "check-in",
        "check-in",
    ]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([feeling(ill=True)], "ill"),
        ([feeling(back=6), where(), NO_SIGNS], "strong_pain_before"),
        ([feeling(leg=7), where(), NO_SIGNS], "severe_pain_before"),
    ],
)
def test_requirement_18_fever_or_strong_pain_before_a_session_means_none(play, answers, reason):
    *_, decided = play(document(), *answers, GO_ON)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", reason)


@pytest.mark.parametrize(
    ("answer", "at", "reason"),
    [
        (measured(179, 109), "ready", None),
        (measured(180, 80), "decision", "blood_pressure"),
        (measured(120, 110), "decision", "blood_pressure"),
        ({"type": "unmeasured"}, "decision", "blood_pressure"),
    ],
)
def test_high_or_unknown_blood_pressure_means_no_session(play, answer, at, reason):
    *_, decided = play(document(due=("blood_pressure",)), feeling(), answer)

    assert (decided["at"], (decided["decision"] or {}).get("reason")) == (at, reason)


@pytest.mark.parametrize(
    ("systolic", "diastolic"),
    [(59, 40), (261, 80), (120, 29), (200, 161), (80, 80), (80, 120), (None, 80), (120.5, 80)],
)
def test_a_blood_pressure_that_nobody_has_is_asked_again(play, systolic, diastolic):
    doc = document(due=("blood_pressure",))
    *_, asked, ready = play(doc, feeling(), measured(systolic, diastolic), measured(120, 80))

    assert (asked["at"], asked["isImplausible"], asked["reports"]) == ("blood-pressure", True, [])
    assert (ready["at"], ready["isImplausible"]) == ("ready", False)


@pytest.mark.parametrize("measures", [(60, 30), (260, 160)])
def test_the_outermost_blood_pressures_are_taken(play, measures):
    *_, decided = play(document(due=("blood_pressure",)), feeling(), measured(*measures))

    assert decided["isImplausible"] is False


def test_a_new_pregnancy_operation_or_illness_waits_for_the_doctor(play):
    *_, decided = play(document(due=("new_condition",)), feeling(), new("surgery"))

    assert (decided["decision"]["reason"], decided["decision"]["suspend"]) == (
        "new_condition",
        True,
    )
    assert decided["reports"][0]["body"]["new_condition"] == ["surgery"]


def test_the_gravest_warning_sign_gives_the_words_and_ends_the_questions(play):
    *_, decided = play(document(due=ALL), feeling(), signs("foot_drop", "bladder"))

    assert decided["decision"]["outcome"] == "emergency"
    assert decided["decision"]["words"] == "red_flag_emergency"


def test_a_limit_of_the_program_is_kept_before_the_session_too(play):
    doc = document(limits=Limits(stop_session_at=2))
    *_, decided = play(doc, *WELL)

    assert decided["decision"]["reason"] == "limit_session"
