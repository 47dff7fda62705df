"""The table for the answers given before a session, which may forbid it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from programs.stop_rules.limits import Limits
from programs.stop_rules.rows import Alert, Outcome, Row, emergency, from_, row, said

# No session at or above 180/110 mmHg (clinical rules 4), asked where hypertension was cleared.
BLOOD_PRESSURE_DUE = said("blood_pressure_due")
HIGH_PRESSURE = {"systolic": 180, "diastolic": 110}

# Pain of 7 comes from the rules over days, pain of 6 from the rule that would end the session as
# soon as it began.
FORBIDS = (
    emergency("red-flag-before", "red_flag"),
    row(
        "severe-pain-before",
        [from_("pain", 7)],
        Outcome.NO_SESSION,
        suspend=True,
        alert=Alert.SAME_DAY,
        reason="severe_pain_before",
    ),
    *(
        row(
            name,
            [said(sign)],
            Outcome.NO_SESSION,
            suspend=True,
            alert=Alert.WORKING_DAY,
            reason=sign,
        )
        for name, sign in (("ill-before", "ill"), ("new-condition-before", "new_condition"))
    ),
    *(
        row(
            f"{measure}-pressure-before",
            [BLOOD_PRESSURE_DUE, from_(measure, high)],
            Outcome.NO_SESSION,
            alert=Alert.SAME_DAY,
            reason="blood_pressure",
        )
        for measure, high in HIGH_PRESSURE.items()
    ),
    row(
        "strong-pain-before",
        [from_("pain", 6)],
        Outcome.NO_SESSION,
        alert=Alert.SAME_DAY,
        reason="strong_pain_before",
    ),
)
READY = row("ready", [], Outcome.CONTINUE, reason="ready")


def table(limits: Limits) -> list[Row]:
    """The rows before a session: pain that would end it forbids it."""
    return deepcopy([*FORBIDS, *_limit(limits), READY])


def _limit(limits: Limits) -> Iterator[Row]:
    if limits.stop_session_at is not None:
        yield row(
            "limit-session-before",
            [from_("pain", limits.stop_session_at)],
            Outcome.NO_SESSION,
            alert=Alert.SAME_DAY,
            reason="limit_session",
        )
