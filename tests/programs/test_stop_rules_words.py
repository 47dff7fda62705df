"""What the patient reads after each decision."""

import re

import pytest

from programs.stop_rules import all_words, decide, words
from tests.factories import published
from tests.vectors.tables import TABLES

ROWS = [row for rows in TABLES.values() for row in rows]
#: Told when the patient chooses the minimal plan; no row decides that.
CHOSEN = {"flare_day"}


def sentences(reason: str) -> list[str]:
    said = all_words()[reason]
    texts = [said["title"], said["sentence"], *said["next_steps"]]
    return [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text)]


def test_every_reason_of_the_tables_has_words_and_no_words_are_idle():
    assert {row["reason"] for row in ROWS} | CHOSEN == set(all_words())


def test_the_words_of_a_decision_are_those_that_the_phone_keeps_for_its_reason():
    decision = decide(published()["tables"]["during"], {"red_flag": True})

    assert words(decision).as_json() == all_words()["red_flag"]


@pytest.mark.parametrize("reason", all_words())
def test_words_for_patients_are_short_sentences_that_say_what_comes_next(reason):
    assert [each for each in sentences(reason) if len(each.split()) >= 15] == []
    assert all_words()[reason]["next_steps"] != []


@pytest.mark.parametrize("reason", all_words())
def test_words_for_patients_never_reproach(reason):
    said = " ".join(sentences(reason)).lower()

    reproaches = ("failed", "missed", "should have", "must have", "too little", "your fault")
    assert [each for each in reproaches if each in said.replace("not your fault", "")] == []


@pytest.mark.parametrize("reason", ["red_flag", "chest_pain_or_faint"])
def test_an_emergency_first_says_to_call_the_emergency_number(reason):
    assert all_words()[reason]["next_steps"][0] == "Call the emergency number now."


@pytest.mark.parametrize("rows", TABLES.values(), ids=str)
def test_the_words_say_that_the_plan_is_paused_exactly_when_it_is(rows):
    says_so = {
        row["id"]: "until your doctor opens" in str(all_words()[row["reason"]]) for row in rows
    }

    assert says_so == {row["id"]: row["suspend"] for row in rows}


@pytest.mark.parametrize("rows", TABLES.values(), ids=str)
def test_the_words_promise_that_the_doctor_is_told_today_only_when_that_is_so(rows):
    promised = [row for row in rows if "told today" in str(all_words()[row["reason"]])]

    assert {row["alert"] for row in promised} <= {"same_day"}
