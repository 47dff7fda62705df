"""The table for the morning after a session: the 24-hour check."""

from __future__ import annotations

from collections.abc import Iterator

from programs.stop_rules.rows import (
    MOVED_DOWN,
    Alert,
    Condition,
    Outcome,
    Row,
    emergency,
    from_,
    row,
    said,
)
from programs.thresholds import Thresholds

NOT_THE_FIRST_MORNING = from_("worse_mornings_before", 1)


def table(thresholds: Thresholds) -> list[Row]:
    """The rows for pain and sleep the next morning, against the level before the session."""
    worse = {
        "pain-higher": from_("rise", thresholds.worse_morning_points),
        "sleep-disturbed": said("sleep_disturbed"),
    }
    return [
        emergency("red-flag-in-the-morning", "red_flag"),
        row(
            "leg-pain-lower-in-the-morning",
            [MOVED_DOWN],
            Outcome.NO_SESSION,
            suspend=True,
            alert=Alert.SAME_DAY,
            reason="morning_spread",
        ),
        *_again(worse),
        *_once(worse),
        row("no-worse-in-the-morning", [], Outcome.CONTINUE, reason="morning_same"),
    ]


def _again(worse: dict[str, Condition]) -> Iterator[Row]:
    for name, condition in worse.items():
        yield row(
            f"{name}-in-the-morning-again",
            [condition, NOT_THE_FIRST_MORNING],
            Outcome.NO_SESSION,
            suspend=True,
            alert=Alert.SAME_DAY,
            reason="morning_worse_again",
        )


def _once(worse: dict[str, Condition]) -> Iterator[Row]:
    for name, condition in worse.items():
        yield row(
            f"{name}-in-the-morning",
            [condition],
            Outcome.LESS_NEXT_TIME,
            reason="morning_worse",
        )
