"""The rows as data: what is refused, and that each has its words."""

import json
import re
from typing import Any

import pytest

from programs.stop_rules import (
    Policy,
    TableRefused,
    all_words,
    check_in_table,
    check_table,
    decide,
    table,
    words,
)

TABLES = [table(Policy.STRICT), table(Policy.MONITORED), check_in_table()]


@pytest.mark.parametrize("rows", TABLES)
def test_our_own_tables_are_accepted_and_survive_json(rows):
    check_table(rows)

    assert json.loads(json.dumps(rows)) == rows


def test_changing_a_table_that_was_handed_out_changes_no_other():
    table(Policy.STRICT)[0]["when"].clear()

    assert table(Policy.STRICT)[0]["when"] == [["red_flag", "may_be", True]]


def with_first_row(**changes: Any) -> list[dict[str, Any]]:
    first, *rest = table(Policy.STRICT)
    return [first | changes, *rest]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"outcome": "panic"}, "Row 'red-flag': there is no outcome 'panic'."),
        ({"alert": "soon"}, "Row 'red-flag': there is no alert 'soon'."),
        ({"reason": "bad_luck"}, "Row 'red-flag': there are no words for the reason 'bad_luck'."),
        ({"suspend": 1}, "Row 'red-flag': suspend must be true or false, not 1."),
        ({"when": [["mood", "is", True]]}, "Row 'red-flag': there is no field 'mood'."),
        (
            {"when": [["pain", "about", 3]]},
            "Row 'red-flag': 'pain' cannot be compared by 'about'.",
        ),
        (
            {"when": [["ill", "at_least", True]]},
            "Row 'red-flag': 'ill' cannot be compared by 'at_least'.",
        ),
        (
            {"when": [["leg", "may_be", 3]]},
            "Row 'red-flag': 'leg' cannot be compared by 'may_be'.",
        ),
        ({"when": [["moved", "is", "away"]]}, "Row 'red-flag': 'moved' cannot be 'away'."),
        ({"when": [["ill", "is", 1]]}, "Row 'red-flag': 'ill' cannot be 1."),
        ({"when": [["pain", "at_least", "6"]]}, "Row 'red-flag': 'pain' cannot be '6'."),
        ({"when": [["pain", "at_least", True]]}, "Row 'red-flag': 'pain' cannot be True."),
        ({"id": "ill"}, "Row 'ill': another row has the same name."),
    ],
)
def test_a_table_that_cannot_be_followed_is_refused_by_the_name_of_its_row(changes, refusal):
    with pytest.raises(TableRefused, match=re.escape(refusal)):
        check_table(with_first_row(**changes))


@pytest.mark.parametrize("rows", [[], table(Policy.STRICT)[:-1]])
def test_a_table_that_could_leave_a_finding_undecided_is_refused(rows):
    with pytest.raises(TableRefused, match="last row must hold always"):
        check_table(rows)


def test_a_finding_that_no_row_holds_for_is_never_passed_over_in_silence():
    with pytest.raises(TableRefused, match="No row holds"):
        decide([], {"back": 0})


def test_a_missing_answer_never_meets_a_reassuring_condition():
    first, *_between, last = table(Policy.STRICT)
    hopeful = first | {"id": "hopeful", "when": [["back_rise", "at_most", 2]]}

    assert decide([hopeful, last], {"leg": 0}).rule == last["id"]


def test_every_reason_of_the_tables_has_words_and_no_words_are_idle():
    assert {row["reason"] for rows in TABLES for row in rows} == set(all_words())


def test_the_words_of_a_decision_are_those_that_the_phone_keeps_for_its_reason():
    decision = decide(table(Policy.STRICT), {"red_flag": True})

    assert words(decision).as_json() == all_words()["red_flag"]


@pytest.mark.parametrize("reason", all_words())
def test_words_for_patients_are_short_sentences_that_say_what_comes_next(reason):
    said = all_words()[reason]
    texts = [said["title"], said["sentence"], *said["next_steps"]]

    sentences = [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text)]

    assert [each for each in sentences if len(each.split()) >= 15] == []
    assert said["next_steps"] != []


@pytest.mark.parametrize("reason", ["red_flag", "chest_pain_or_faint"])
def test_an_emergency_first_says_to_call_the_emergency_number(reason):
    assert all_words()[reason]["next_steps"][0] == "Call the emergency number now."


@pytest.mark.parametrize("rows", TABLES)
def test_the_words_say_that_the_plan_is_paused_exactly_when_it_is(rows):
    says_so = {
        row["id"]: "until your doctor opens" in str(all_words()[row["reason"]]) for row in rows
    }

    assert says_so == {row["id"]: row["suspend"] for row in rows}
