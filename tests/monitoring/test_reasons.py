import pytest

from monitoring import reasons
from programs import stop_rules

# What lets a patient begin is no news for the doctor.
NO_NEWS = {"ready"}
#: What the doctor hears that no row of a table decides.
OF_NO_RULE = {"stale_plan"}


def test_every_reason_of_the_stop_rules_has_a_title_for_the_doctor():
    assert set(stop_rules.REASONS) - NO_NEWS == set(reasons.TITLES) - OF_NO_RULE


@pytest.mark.parametrize("reach", ["thigh", "knee", "calf", "foot"])
def test_spreading_pain_says_how_far_it_went(reach):
    assert reasons.title("leg_pain_spread", {"reach": reach}) == f"Pain spread to the {reach}"


def test_spreading_pain_without_a_place_is_told_without_one():
    assert reasons.title("leg_pain_spread", {"reach": ""}) == "Leg pain spread or grew"


def test_a_reason_of_an_older_table_still_has_a_title():
    assert reasons.title("no_longer_known", {}) == "Reported by the patient"


def test_the_evidence_says_where_how_much_and_what_followed():
    kept = {
        "exercise": "Knees to chest",
        "back": 2,
        "leg": 5,
        "outcome": "stop_session",
        "suspended": True,
    }

    assert reasons.evidence_in_words(kept) == (
        "Knees to chest, leg 5 of 10, back 2 of 10. Session stopped, program paused."
    )


def test_the_evidence_of_a_red_flag_is_what_the_patient_said_yes_to():
    kept = {"flags": ["bowels"], "outcome": "emergency", "suspended": True}

    assert reasons.evidence_in_words(kept) == (
        "Cannot control or feel bowel movements. Emergency, program paused."
    )


def test_pain_that_was_not_answered_is_not_made_up():
    assert reasons.evidence_in_words({"leg": None, "back": 0}) == "Back 0 of 10."
