"""The rules as a revision keeps them: what is refused, and what is read again."""

import json
import re
from typing import Any

import pytest

from programs import stop_rules
from programs.stop_rules import ExerciseLimits, TableRefused, check, decide, rules_of
from programs.thresholds import RANGES, Thresholds
from tests.factories import MONITORED, STRICT, RevisionFactory, published

EVERY_LIMIT = {
    "stop_exercise_at": 3,
    "stop_session_at": 5,
    "exercises": {"bird-dog": ExerciseLimits(1, 2), "x" * 60: ExerciseLimits(3, 5)},
}


@pytest.mark.parametrize("policy", [STRICT, MONITORED])
@pytest.mark.parametrize("limits", [{}, EVERY_LIMIT])
@pytest.mark.parametrize("end", [0, 1])
def test_what_is_published_is_accepted_and_survives_json(policy, limits, end):
    thresholds = Thresholds(**{name: ends[end] for name, ends in RANGES.items()})
    made = published(policy, thresholds=thresholds, **limits)

    assert check(made) is None
    assert json.loads(json.dumps(made)) == made


def test_a_revision_reads_the_rules_it_was_published_with(db):
    kept = published(MONITORED, thresholds=Thresholds(next_session_percent=40), stop_session_at=3)
    rules = RevisionFactory.create(stop_rules=kept).rules

    assert kept["version"] == stop_rules.VERSION == 2
    assert rules.during == kept["tables"]["during"]
    assert rules.check_in == kept["tables"]["check_in"]
    assert rules.next_morning == kept["tables"]["next_morning"]
    assert rules.over_days == kept["tables"]["over_days"]
    assert rules.next_session_percent == 40


def test_a_revision_of_version_1_keeps_its_rows_and_gets_the_defaults_for_the_rest(db):
    rows = published(MONITORED)["tables"]["during"][3:]

    old = RevisionFactory.create(stop_rules_version=1, stop_rules=rows).rules

    default = rules_of(published())
    assert old.during == rows
    assert (old.check_in, old.next_morning) == (default.check_in, default.next_morning)
    assert (old.over_days, old.next_session_percent) == (default.over_days, 60)


def test_changing_rules_that_were_handed_out_changes_no_other():
    published()["tables"]["during"][0]["when"].clear()

    assert published()["tables"]["during"][0]["when"] == [["red_flag", "may_be", True]]


def with_first_row(moment: str, **changes: Any) -> dict[str, Any]:
    made = published()
    made["tables"][moment][0] |= changes
    return made


@pytest.mark.parametrize(
    ("moment", "row", "changes", "refusal"),
    [
        ("during", "red-flag", {"outcome": "panic"}, "there is no outcome 'panic'."),
        ("check_in", "red-flag-before", {"alert": "soon"}, "there is no alert 'soon'."),
        (
            "next_morning",
            "red-flag-in-the-morning",
            {"reason": "bad_luck"},
            "there are no words for the reason 'bad_luck'.",
        ),
        ("over_days", "severe-pain", {"suspend": 1}, "suspend must be true or false, not 1."),
        ("during", "ill", {"id": "ill"}, "another row has the same name."),
        ("during", "x" * 41, {"id": "x" * 41}, "its name is longer than 40 letters."),
    ],
)
def test_a_row_that_cannot_be_followed_is_refused_by_the_names_of_its_table_and_itself(
    moment, row, changes, refusal
):
    whole = re.escape(f"Table {moment!r}, row {row!r}: {refusal}")

    with pytest.raises(TableRefused, match=whole):
        check(with_first_row(moment, **changes))


@pytest.mark.parametrize(
    ("condition", "refusal"),
    [
        (["mood", "is", True], "there is no field 'mood'."),
        (["silent_days", "at_least", 7], "there is no field 'silent_days'."),
        (["pain", "about", 3], "'pain' cannot be compared by 'about'."),
        (["ill", "at_least", True], "'ill' cannot be compared by 'at_least'."),
        (["leg", "may_be", 3], "'leg' cannot be compared by 'may_be'."),
        (["exercise", "below", "bird-dog"], "'exercise' cannot be compared by 'below'."),
        (["moved", "is", "away"], "'moved' cannot be 'away'."),
        (["ill", "is", 1], "'ill' cannot be 1."),
        (["pain", "at_least", "6"], "'pain' cannot be '6'."),
        (["pain", "at_least", True], "'pain' cannot be True."),
        (["pain", "at_least", 11], "'pain' cannot be 11."),
        (["exercise", "is", ""], "'exercise' cannot be ''."),
    ],
)
def test_a_condition_that_cannot_be_followed_is_refused_by_the_names_of_its_table_and_row(
    condition, refusal
):
    whole = re.escape(f"Table 'during', row 'red-flag': {refusal}")

    with pytest.raises(TableRefused, match=whole):
        check(with_first_row("during", when=[condition]))


@pytest.mark.parametrize("moment", ["during", "check_in", "next_morning", "over_days"])
def test_a_table_that_could_leave_a_finding_undecided_is_refused(moment):
    unfinished, empty = published(), published()
    unfinished["tables"][moment].pop()
    empty["tables"][moment].clear()

    for made in (unfinished, empty):
        with pytest.raises(TableRefused, match=f"Table '{moment}': the last row must hold always"):
            check(made)


def test_a_missing_table_is_refused():
    made = published()
    del made["tables"]["over_days"]

    with pytest.raises(TableRefused, match="during, check_in, next_morning, over_days"):
        check(made)


@pytest.mark.parametrize("percent", [0, 101, 60.5, None, "60"])
def test_a_dose_after_a_worse_morning_that_is_no_share_is_refused(percent):
    with pytest.raises(TableRefused, match="The next session cannot be done at"):
        check(published() | {"next_session_percent": percent})


def test_thresholds_that_make_no_table_are_refused_at_publication():
    with pytest.raises(TableRefused, match="'over_days', row 'severe-pain': 'worst_pain'"):
        published(thresholds=Thresholds(severe_pain=11))


def test_a_finding_that_no_row_holds_for_is_never_passed_over_in_silence():
    with pytest.raises(TableRefused, match="No row holds"):
        decide([], {"back": 0})


def test_a_missing_answer_never_meets_a_reassuring_condition():
    first, *_between, last = published()["tables"]["during"]
    hopeful = first | {"id": "hopeful", "when": [["back_rise", "at_most", 2]]}

    assert decide([hopeful, last], {"leg": 0}).rule == last["id"]
