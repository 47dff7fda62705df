import pytest

from exercises.codes import (
    Contraindication,
    Position,
    StopRule,
    days_in_words,
    duration_in_words,
    stage_of,
)


@pytest.mark.parametrize(
    ("position", "stage"),
    [("SUP", 1), ("PRO", 1), ("SID", 1), ("QUA", 1), ("SIT", 2), ("STA", 3), ("WAL", 3)],
)
def test_every_position_belongs_to_a_stage(position, stage):
    assert stage_of(Position(position)) == stage_of(position) == stage


def test_every_contraindication_is_told_in_a_sentence():
    words = [str(code.label) for code in Contraindication]

    assert [text for text in words if not text.endswith(".")] == []
    assert len(set(words)) == len(words) == 17


def test_every_stop_rule_begins_with_stop():
    assert [rule.value for rule in StopRule if str(rule.label).startswith("Stop if")] == [
        "K0", "K1", "K2", "K3", "K4", "K5", "K6"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (60, "60 seconds"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (300, "5 minutes"),
        (630, "10 minutes 30 seconds"),
        (1800, "30 minutes"),
    ],
)
def test_a_long_time_is_told_in_minutes(seconds, words):
    assert duration_in_words(seconds) == words


def test_days_are_told_in_the_order_of_the_week():
    assert days_in_words((4, 0, 2)) == "Mon, Wed, Fri"


def test_a_whole_week_is_every_day():
    assert days_in_words(range(7)) == "every day"
