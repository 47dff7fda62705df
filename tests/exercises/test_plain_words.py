import re

import pytest

from exercises.codes import Position
from exercises.content import ExerciseText, read_library
from tests.exercises.easy_words import hard_words

TEXTS = read_library()
AMPLITUDE = "as far as is comfortable, without pain or sudden movement"
LONGEST_SENTENCE = 14  # words; the clinical rules ask for fewer than 15
LONGEST_HOLD = 60  # seconds; the clinical rules call a longer one a resting position
PROMISES = re.compile(
    r"side effect|removes? the cause|cures?\b|heals?\b|guarantee|always works|pain.free for",
    re.IGNORECASE,
)
PUSHING = re.compile(r"maxim|as far as (you can|possible)|through the pain|no pain", re.IGNORECASE)


def lines_of(text: ExerciseText) -> list[str]:
    return [
        text.set_up, *text.steps, text.breathing, *text.mistakes, *text.stop_if, text.why, text.cue
    ]  # fmt: skip


def is_moving(text: ExerciseText) -> bool:
    return text.dose.hold <= LONGEST_HOLD or text.position == Position.WALKING


every_exercise = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.slug)


@every_exercise
def test_every_sentence_has_fewer_than_fifteen_words(text):
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(lines_of(text)))

    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


@every_exercise
def test_every_word_is_one_that_a_ten_year_old_knows(text):
    assert hard_words(" ".join(lines_of(text))) == []


@pytest.mark.parametrize(
    ("words", "hard"),
    [
        ("Slowly bend both knees.", []),
        ("Draw your thighs closer, breathing gently.", []),
        ("Activate the transversus.", ["activate", "transversus"]),
    ],
)
def test_a_word_is_known_in_all_its_forms_and_a_hard_one_is_named(words, hard):
    assert hard_words(words) == hard


@every_exercise
def test_every_line_is_whole_sentences(text):
    assert [line for line in lines_of(text) if not re.fullmatch(r"[A-Z].*[.!]", line)] == []


@every_exercise
def test_nothing_promises_an_outcome(text):
    assert PROMISES.findall(" ".join(lines_of(text))) == []


@every_exercise
def test_requirement_21_the_range_is_comfort_and_nothing_pushes_further(text):
    told = [step for step in text.steps if AMPLITUDE in step]

    assert len(told) == is_moving(text)
    assert PUSHING.findall(" ".join(lines_of(text))) == []


@every_exercise
def test_requirement_10_every_movement_is_told_to_be_slow(text):
    slow = [step for step in text.steps if "slow" in step.lower()]

    assert bool(slow) == is_moving(text)


@every_exercise
def test_requirement_11_every_exercise_says_when_to_stop(text):
    assert [line for line in text.stop_if if not line.startswith("Stop ")] == []


def test_patients_can_tell_the_exercises_apart_by_name():
    names = [text.patient_name for text in TEXTS]

    assert sorted(set(names)) == sorted(names)
