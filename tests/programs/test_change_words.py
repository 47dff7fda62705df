"""The changes of a revision, as patient and doctor read them."""

import pytest

from programs import change_words, changes
from programs.models import Revision
from tests.factories import LYING, PrescribedLineFactory, exercise

pytestmark = pytest.mark.django_db

SINGLE = "single-knee-to-chest"


def said_of(before: dict, after: dict) -> list[str]:
    """What is said when a line with the one becomes a line with the other."""
    old, new = (
        PrescribedLineFactory.build(exercise=exercise(LYING), **one) for one in (before, after)
    )
    return list(change_words.sentences(changes.between([old], [new])))


def said_of_terms(before: dict, after: dict) -> list[str]:
    old, new = (Revision(**({"pain_policy": "strict"} | one)) for one in (before, after))
    return list(change_words.sentences(changes.of_terms(old, new)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            {},
            {"stop_exercise_at": 2},
            "Double knee-to-chest: stop it from pain 2.",
        ),
        (
            {"stop_session_at": 5},
            {"stop_session_at": 4},
            "Double knee-to-chest: the session stops from pain 4.",
        ),
        (
            {},
            {"stop_exercise_at": 2, "stop_session_at": 4},
            "Double knee-to-chest: stop it from pain 2; the session stops from pain 4.",
        ),
        (
            {"stop_exercise_at": 2},
            {},
            "Double knee-to-chest: the usual limits for pain again.",
        ),
        (
            {},
            {"sets": 2, "flare_sets": 1, "flare_repetitions": 4},
            "On bad days: Double knee-to-chest, 1 set of 4.",
        ),
        (
            {"flare_sets": 1, "flare_repetitions": 4},
            {},
            "Not on bad days any more: Double knee-to-chest.",
        ),
    ],
)
def test_each_safeguard_of_a_line_is_said_in_a_sentence(before, after, said):
    assert said_of({"sets": 2} | before, {"sets": 2} | after) == [said]


def test_an_easier_version_is_named_when_it_comes_and_when_it_goes():
    easier = {"easier": exercise(SINGLE)}

    assert said_of({}, easier) == [
        "If it hurts: Single knee-to-chest in place of Double knee-to-chest."
    ]
    assert said_of(easier, {}) == ["No easier version any more: Double knee-to-chest."]


def test_a_new_exercise_is_told_with_its_plan_for_bad_days():
    line = PrescribedLineFactory.build(exercise=exercise(LYING), flare_sets=1, flare_repetitions=2)

    assert list(change_words.sentences(changes.between([], [line]))) == [
        "New: Double knee-to-chest, 5 times, hold 10 seconds.",
        "On bad days: Double knee-to-chest, 1 set of 2.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"pain_policy": "monitored"}, "You may go on with mild pain, up to 3 of 10."),
        ({"pain_policy": "monitored"}, {}, "Any pain stops the exercise now."),
        (
            {},
            {"directional_preference": "extension"},
            "When leg pain moves up, you may go on (direction: Extension).",
        ),
        (
            {"directional_preference": "flexion"},
            {},
            "When leg pain moves up, stop the exercise.",
        ),
        ({}, {"stop_session_at": 5}, "All exercises: the session stops from pain 5."),
        ({"stop_exercise_at": 1}, {}, "All exercises: the usual limits for pain again."),
    ],
)
def test_each_rule_of_the_whole_program_is_said_in_a_sentence(before, after, said):
    assert said_of_terms(before, after) == [said]


def test_a_first_revision_changes_no_rule():
    assert changes.of_terms(None, Revision(pain_policy="monitored")) == []


def test_the_patients_names_stand_in_for_the_doctors():
    line = PrescribedLineFactory.build(exercise=exercise(LYING), easier=exercise(SINGLE))
    bare = PrescribedLineFactory.build(exercise=exercise(LYING))
    names = {LYING: "Knees to chest", SINGLE: "One knee to chest"}

    assert list(change_words.sentences(changes.between([bare], [line]), names)) == [
        "If it hurts: One knee to chest in place of Knees to chest."
    ]
