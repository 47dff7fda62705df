"""What must be known before a program may be prescribed (clinical rules 1.4, 1.5, 3 and 4)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from programs.safety import FINDINGS, Clearance, Kind, Missing, ScreeningFacts, what_is_missing

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)

READY = ScreeningFacts(
    age=47,
    neurologist_decided_on=date(2026, 11, 10),
    exercise_indicated=True,
    inflammation_settled_on=date(2026, 11, 12),
    red_flags_asked_on=TODAY,
    red_flags=(),
    findings_reviewed_on=TODAY,
    findings=(),
    clearances=(),
)


def missing(**changes: Any) -> list[tuple[str, str]]:
    return [
        (each.code, str(each.sentence))
        for each in what_is_missing(replace(READY, **changes), on=TODAY)
    ]


def test_nothing_is_missing_from_a_full_screening():
    assert missing() == []


def test_an_empty_record_lists_everything_in_the_order_it_is_done():
    nothing = ScreeningFacts(
        age=None,
        neurologist_decided_on=None,
        exercise_indicated=None,
        inflammation_settled_on=None,
        red_flags_asked_on=None,
        red_flags=(),
        findings_reviewed_on=None,
        findings=(),
        clearances=(),
    )

    assert what_is_missing(nothing, on=TODAY) == (
        Missing("neurologist", "Record the neurologist's decision on whether exercise is needed."),
        Missing("inflammation", "State, with a date, that the acute inflammation has settled."),
        Missing("findings", "Go through the contraindications with the patient."),
        Missing("red_flags", "Ask the patient about every red flag."),
        Missing("age", "Record the patient's birth year."),
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"neurologist_decided_on": None},
            "Record the neurologist's decision on whether exercise is needed.",
        ),
        (
            {"exercise_indicated": None},
            "Record the neurologist's decision on whether exercise is needed.",
        ),
        (
            {"neurologist_decided_on": TOMORROW},
            "The neurologist's decision is dated in the future.",
        ),
        (
            {"exercise_indicated": False},
            "The neurologist decided that exercise is not needed.",
        ),
    ],
)
def test_requirement_4_a_neurologist_must_have_found_exercise_needed(changes, sentence):
    assert missing(**changes) == [("neurologist", sentence)]


@pytest.mark.parametrize(
    ("settled_on", "sentence"),
    [
        (None, "State, with a date, that the acute inflammation has settled."),
        (TOMORROW, "The day on which the acute inflammation has settled lies in the future."),
    ],
)
def test_requirement_5_the_acute_inflammation_must_have_settled(settled_on, sentence):
    assert missing(inflammation_settled_on=settled_on) == [("inflammation", sentence)]


def test_what_was_done_today_counts():
    assert missing(neurologist_decided_on=TODAY, inflammation_settled_on=TODAY) == []


def test_the_contraindications_must_have_been_gone_through():
    assert missing(findings_reviewed_on=TOMORROW) == [
        ("findings", "The review of contraindications is dated in the future.")
    ]


def test_answers_to_the_red_flags_hold_for_seven_days():
    assert missing(red_flags_asked_on=TODAY - timedelta(days=7)) == []
    assert missing(red_flags_asked_on=TODAY - timedelta(days=8)) == [
        ("red_flags", "Ask about the red flags again: the last answers are from 14 November 2026.")
    ]
    assert missing(red_flags_asked_on=TOMORROW) == [
        ("red_flags", "The red flags are dated in the future.")
    ]


def test_every_red_flag_found_stands_in_the_way():
    assert missing(red_flags=("foot_drop", "bowels")) == [
        (
            "red_flag",
            "Red flag: The foot newly drops or slaps when walking. Refer before any exercise.",
        ),
        (
            "red_flag",
            "Red flag: Cannot control or feel bowel movements. Refer before any exercise.",
        ),
    ]


@pytest.mark.parametrize(
    "code", [each.code for each in FINDINGS if each.kind == Kind.ABSOLUTE_TEMPORARY]
)
def test_requirement_18_what_is_prohibited_cannot_be_cleared(code):
    clearances = (Clearance(code, review_on=TOMORROW),)

    assert [found for found, _ in missing(findings=(code,), clearances=clearances)] == [code]


def test_a_passing_prohibition_and_a_lasting_one_are_told_apart():
    assert missing(findings=("fever", "suspected_dvt")) == [
        ("fever", "Fever: no exercise while it lasts."),
        (
            "suspected_dvt",
            "Suspected deep vein thrombosis: refer; no program can be prescribed.",
        ),
    ]


@pytest.mark.parametrize(
    "code", [each.code for each in FINDINGS if each.kind == Kind.NEEDS_CLEARANCE]
)
def test_requirement_17_a_disease_bars_until_a_clearance_whose_review_is_not_past(code):
    def cleared_to(day: date) -> list[str]:
        clearances = (Clearance(code, review_on=day),)
        return [found for found, _ in missing(findings=(code,), clearances=clearances)]

    assert [found for found, _ in missing(findings=(code,))] == [code]
    assert cleared_to(TODAY) == []
    assert cleared_to(TODAY - timedelta(days=1)) == [code]


def test_a_lacking_and_an_ended_clearance_say_so():
    ended = Clearance("diabetes", review_on=date(2026, 11, 1))

    assert missing(findings=("diabetes", "hypertension"), clearances=(ended,)) == [
        ("diabetes", "Diabetes mellitus: the clearance ended on 1 November 2026. Review it."),
        (
            "hypertension",
            "Hypertension: record a clearance with its reason and a review date.",
        ),
    ]


def test_a_minor_needs_a_clearance_whether_or_not_anyone_ticked_it():
    sentence = "Age under 18: record a clearance with its reason and a review date."

    assert missing(age=17) == [("under_18", sentence)]
    assert missing(age=17, findings=("under_18",)) == [("under_18", sentence)]
    assert missing(age=17, clearances=(Clearance("under_18", review_on=TOMORROW),)) == []
    assert missing(age=18) == []


@pytest.mark.parametrize("code", [each.code for each in FINDINGS if each.kind == Kind.RELATIVE])
def test_requirement_16_a_relative_finding_such_as_pregnancy_bars_nothing_by_itself(code):
    assert missing(findings=(code,)) == []
