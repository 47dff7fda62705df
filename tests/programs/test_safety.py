"""Red flags and contraindications (clinical rules 3 and 4)."""

from datetime import date, timedelta

import pytest

from exercises.codes import Contraindication
from programs.safety import (
    FINDINGS,
    RED_FLAGS,
    Action,
    BlockReason,
    Clearance,
    Kind,
    blocks,
    finding,
    red_flags_to_ask,
    strongest_action,
)

TODAY = date(2026, 11, 22)

ACTIONS = {
    "saddle_numbness": Action.EMERGENCY,
    "bladder": Action.EMERGENCY,
    "bowels": Action.EMERGENCY,
    "sexual_function": Action.EMERGENCY,
    "both_legs_or_weakness": Action.EMERGENCY,
    "accident_chest_or_collapse": Action.EMERGENCY,
    "leg_and_breathless": Action.EMERGENCY,
    "pregnancy_warning": Action.STOP_MATERNITY,
    "foot_drop": Action.SAME_DAY,
    "fever_with_back_pain": Action.SAME_DAY,
    "fall_with_fragile_bones": Action.SAME_DAY,
    "swollen_or_cold_leg": Action.SAME_DAY,
    "cancer_or_weight_or_night": Action.PROMPT,
}

KINDS = {
    "sciatica_exacerbation": Kind.ABSOLUTE_TEMPORARY,
    "chronic_disease_flare": Kind.ABSOLUTE_TEMPORARY,
    "inflammation": Kind.ABSOLUTE_TEMPORARY,
    "fever": Kind.ABSOLUTE_TEMPORARY,
    "progressive_deficit": Kind.ABSOLUTE,
    "unstable_spine": Kind.ABSOLUTE,
    "suspected_dvt": Kind.ABSOLUTE,
    "unstable_cardiac": Kind.ABSOLUTE,
    "diabetes": Kind.NEEDS_CLEARANCE,
    "endocrine": Kind.NEEDS_CLEARANCE,
    "hypertension": Kind.NEEDS_CLEARANCE,
    "musculoskeletal": Kind.NEEDS_CLEARANCE,
    "recent_spinal_surgery": Kind.NEEDS_CLEARANCE,
    "spinal_surgery": Kind.NEEDS_CLEARANCE,
    "under_18": Kind.NEEDS_CLEARANCE,
}


def blocked(contraindications: list[str], *findings: str) -> list[str]:
    reasons = blocks(contraindications, findings, clearances=(), on=TODAY)
    return [reason.code for reason in reasons]


def test_each_red_flag_asks_for_its_action():
    assert {flag.code: flag.action for flag in RED_FLAGS} == ACTIONS


def test_codes_fit_where_they_are_kept_and_never_name_two_things():
    for listed in (RED_FLAGS, FINDINGS):
        codes = [each.code for each in listed]
        assert len(set(codes)) == len(codes)
        assert max(map(len, codes)) <= 30


def test_the_red_flags_of_pregnancy_are_asked_in_pregnancy_only():
    asked = {flag.code for flag in red_flags_to_ask(pregnant=False)}

    assert set(ACTIONS) - asked == {"pregnancy_warning"}
    assert red_flags_to_ask(pregnant=True) == RED_FLAGS


def test_the_most_urgent_red_flag_says_what_to_do():
    assert strongest_action([]) is None
    assert strongest_action(["cancer_or_weight_or_night"]) == Action.PROMPT
    assert strongest_action(["cancer_or_weight_or_night", "foot_drop"]) == Action.SAME_DAY
    assert strongest_action(["pregnancy_warning", "foot_drop"]) == Action.STOP_MATERNITY
    assert strongest_action(["foot_drop", "bladder", "pregnancy_warning"]) == Action.EMERGENCY


def test_a_swollen_calf_is_an_emergency_once_the_patient_is_breathless():
    assert strongest_action(["swollen_or_cold_leg"]) == Action.SAME_DAY
    assert strongest_action(["swollen_or_cold_leg", "leg_and_breathless"]) == Action.EMERGENCY


def test_each_finding_weighs_as_the_rules_say_and_all_others_are_relative():
    relative = {each.code for each in FINDINGS if each.kind == Kind.RELATIVE}

    assert {each.code: each.kind for each in FINDINGS if each.code not in relative} == KINDS


def test_requirement_17_the_sources_diseases_need_a_clearance():
    for code in ("diabetes", "endocrine", "hypertension", "musculoskeletal"):
        assert finding(code).kind == Kind.NEEDS_CLEARANCE


def test_requirement_18_the_sources_prohibitions_forbid_exercise_while_they_last():
    for code in ("sciatica_exacerbation", "chronic_disease_flare", "inflammation", "fever"):
        assert finding(code).kind == Kind.ABSOLUTE_TEMPORARY
        assert finding(code).forbids_exercise


def test_requirement_16_pregnancy_is_no_bar_but_blocks_what_strains():
    assert not finding("pregnancy").forbids_exercise
    assert blocked(["PS", "PP", "PA", "SX"], "pregnancy") == ["PS", "PP", "PA"]
    assert blocked(["SX", "HP"], "pregnancy") == []


@pytest.mark.parametrize("code", Contraindication)
def test_every_code_of_the_library_is_blocked_by_some_finding(code):
    assert [each.code for each in FINDINGS if code in each.blocks] != []


def test_findings_block_no_code_that_the_library_does_not_know():
    assert {code for each in FINDINGS for code in each.blocks} == set(Contraindication)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ("osteoporosis", "OP"),
        ("stenosis", "EI"),
        ("spondylolisthesis", "EI"),
        ("hypertension", "HT"),
        ("diabetes", "DM"),
        ("recent_spinal_surgery", "SX"),
    ],
)
def test_a_finding_blocks_its_exercises(found, code):
    assert blocked([code, "PP"], found) == [code]


def test_a_blocked_exercise_says_why_in_words():
    assert blocks(["HP", "OP"], ["osteoporosis"], clearances=(), on=TODAY) == (
        BlockReason("OP", "Osteoporosis: avoid loaded bending and twisting of the spine."),
    )


def test_two_findings_with_the_same_consequence_give_one_reason():
    assert blocked(["EI"], "stenosis", "spondylolisthesis") == ["EI"]


def test_a_clearance_lifts_the_block_through_its_review_day_and_no_longer():
    clearances = [Clearance("hypertension", review_on=TODAY)]

    assert blocks(["HT"], ["hypertension"], clearances=clearances, on=TODAY) == ()
    late = blocks(["HT"], ["hypertension"], clearances=clearances, on=TODAY + timedelta(days=1))
    assert [reason.code for reason in late] == ["HT"]


def test_a_clearance_for_one_finding_does_not_lift_what_another_blocks():
    clearances = [Clearance("diabetes", review_on=TODAY)]

    reasons = blocks(["DM"], ["diabetes", "neuropathy"], clearances=clearances, on=TODAY)

    assert [reason.code for reason in reasons] == ["DM"]


def test_exercises_barred_after_recent_surgery_stay_blocked_in_spite_of_a_clearance():
    clearances = [Clearance("recent_spinal_surgery", review_on=TODAY)]

    reasons = blocks(["SX"], ["recent_spinal_surgery"], clearances=clearances, on=TODAY)

    assert [reason.code for reason in reasons] == ["SX"]


def test_hypertension_is_shown_with_its_advice():
    assert finding("hypertension").advice == "No breath-holding. No session at 180/110 or above."
