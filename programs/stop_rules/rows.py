"""The decision tables of the stop rules (clinical rules 5), one row after another as data.

A row's `when` lists (field, operator, value); all must hold, and the first row that holds decides.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy

from exercises.codes import Code

#: Kept with each revision; raised whenever a row changes.
VERSION = 1

Row = dict[str, Any]


class Policy(Code):
    STRICT = "strict", gettext_lazy("Strict: any pain stops the exercise")
    MONITORED = "monitored", gettext_lazy("Monitored: pain up to 3 is allowed")


class Outcome(Code):
    """What happens next, from the mildest to the gravest."""

    CONTINUE = "continue", gettext_lazy("Went on")
    REDUCE = "reduce", gettext_lazy("Went on with less")
    STOP_EXERCISE = "stop_exercise", gettext_lazy("Exercise stopped")
    STOP_SESSION = "stop_session", gettext_lazy("Session stopped")
    NO_SESSION = "no_session", gettext_lazy("No session")
    EMERGENCY = "emergency", gettext_lazy("Emergency")


class Alert(Code):
    """How soon a doctor must see it, from not at all to at once."""

    NONE = "none", gettext_lazy("No alert")
    NOTICE = "notice", gettext_lazy("When you can")
    WORKING_DAY = "working_day", gettext_lazy("Next working day")
    SAME_DAY = "same_day", gettext_lazy("Today")
    NOW = "now", gettext_lazy("Now")


CONTINUE, REDUCE, STOP_EXERCISE, STOP_SESSION, NO_SESSION, EMERGENCY = Outcome


def _row(
    name: str,
    when: list[list[Any]],
    outcome: Outcome,
    *,
    reason: str,
    suspend: bool = False,
    alert: Alert = Alert.NONE,
) -> Row:
    return {
        "id": name,
        "when": when,
        "outcome": outcome.value,
        "suspend": suspend,
        "alert": alert.value,
        "reason": reason,
    }


RED_FLAG = ["red_flag", "may_be", True]
CHEST_PAIN_OR_FAINT = ["chest_pain_or_faint", "may_be", True]
NUMB_OR_WEAK = ["numb_or_weak", "may_be", True]
ILL = ["ill", "may_be", True]
DIZZY_OR_BREATHLESS = ["dizzy_or_breathless", "may_be", True]
MOVED_DOWN = ["moved", "may_be", "down"]
MOVED_UP = ["moved", "is", "up"]
LEG_PAIN_GREW = ["leg_rise", "at_least", 1]
NOT_THE_FIRST_TIME = ["times_peripheralised_before", "at_least", 1]
BACK_UP_AT_MOST_2 = ["back_rise", "at_most", 2]
PREFERS_A_DIRECTION = ["directional_preference", "is", True]
PAIN_FROM_1 = ["pain", "at_least", 1]
PAIN_FROM_4 = ["pain", "at_least", 4]
PAIN_FROM_6 = ["pain", "at_least", 6]
PAIN_FROM_7 = ["pain", "at_least", 7]
ROSE_BY_MORE_THAN_2 = ["rise", "at_least", 3]
CAN_BE_REDUCED = ["can_be_reduced", "is", True]

EITHER_POLICY = (
    _row("red-flag", [RED_FLAG], EMERGENCY, suspend=True, alert=Alert.NOW, reason="red_flag"),
    _row(
        "chest-pain-or-faint",
        [CHEST_PAIN_OR_FAINT],
        EMERGENCY,
        suspend=True,
        alert=Alert.NOW,
        reason="chest_pain_or_faint",
    ),
    _row(
        "numb-or-weak",
        [NUMB_OR_WEAK],
        STOP_SESSION,
        suspend=True,
        alert=Alert.NOW,
        reason="numb_or_weak",
    ),
    # The source names no alert here, but a paused plan must be seen by the doctor who reopens it.
    _row("ill", [ILL], NO_SESSION, suspend=True, alert=Alert.WORKING_DAY, reason="ill"),
    _row(
        "dizzy-or-breathless",
        [DIZZY_OR_BREATHLESS],
        STOP_SESSION,
        alert=Alert.SAME_DAY,
        reason="dizzy_or_breathless",
    ),
    _row("strong-pain", [PAIN_FROM_6], STOP_SESSION, alert=Alert.SAME_DAY, reason="strong_pain"),
    _row(
        "leg-pain-moved-down-again",
        [MOVED_DOWN, NOT_THE_FIRST_TIME],
        STOP_SESSION,
        alert=Alert.NOTICE,
        reason="leg_pain_spread_again",
    ),
    _row(
        "leg-pain-grew-again",
        [LEG_PAIN_GREW, NOT_THE_FIRST_TIME],
        STOP_SESSION,
        alert=Alert.NOTICE,
        reason="leg_pain_spread_again",
    ),
    _row("leg-pain-moved-down", [MOVED_DOWN], STOP_EXERCISE, reason="leg_pain_spread"),
    _row("leg-pain-grew", [LEG_PAIN_GREW], STOP_EXERCISE, reason="leg_pain_spread"),
)

STRICT = (
    _row("leg-pain-moved-up", [MOVED_UP, BACK_UP_AT_MOST_2], STOP_EXERCISE, reason="moved_up"),
    _row("moderate-pain", [PAIN_FROM_4], STOP_EXERCISE, reason="moderate_pain"),
    _row("pain-rose", [ROSE_BY_MORE_THAN_2], STOP_EXERCISE, reason="pain_rose"),
    _row("mild-pain", [PAIN_FROM_1], STOP_EXERCISE, reason="mild_pain"),
)

MONITORED = (
    _row(
        "leg-pain-moved-up-as-preferred",
        [MOVED_UP, PREFERS_A_DIRECTION, BACK_UP_AT_MOST_2],
        CONTINUE,
        reason="moved_up_as_preferred",
    ),
    _row("leg-pain-moved-up", [MOVED_UP, BACK_UP_AT_MOST_2], STOP_EXERCISE, reason="moved_up"),
    # Otherwise a back pain up by 3 would be treated more mildly than one up by 2.
    _row("back-pain-rose-as-leg-pain-moved-up", [MOVED_UP], STOP_EXERCISE, reason="pain_rose"),
    _row("moderate-pain-reduced", [PAIN_FROM_4, CAN_BE_REDUCED], REDUCE, reason="reduced"),
    _row("moderate-pain", [PAIN_FROM_4], STOP_EXERCISE, reason="moderate_pain"),
    _row("pain-rose-reduced", [ROSE_BY_MORE_THAN_2, CAN_BE_REDUCED], REDUCE, reason="reduced"),
    _row("pain-rose", [ROSE_BY_MORE_THAN_2], STOP_EXERCISE, reason="pain_rose"),
    _row("mild-pain-allowed", [PAIN_FROM_1], CONTINUE, reason="mild_pain_allowed"),
)

NO_PAIN = _row("no-pain", [], CONTINUE, reason="no_pain")

# Red flags are not asked at every check-in, so here only a yes counts; pain of 7 comes from the
# rules over days, pain of 6 from the rule that would end the session as soon as it began.
CHECK_IN = (
    _row(
        "red-flag-before",
        [["red_flag", "is", True]],
        EMERGENCY,
        suspend=True,
        alert=Alert.NOW,
        reason="red_flag",
    ),
    _row(
        "severe-pain-before",
        [PAIN_FROM_7],
        NO_SESSION,
        suspend=True,
        alert=Alert.SAME_DAY,
        reason="severe_pain_before",
    ),
    _row("ill-before", [ILL], NO_SESSION, suspend=True, alert=Alert.WORKING_DAY, reason="ill"),
    _row(
        "strong-pain-before",
        [PAIN_FROM_6],
        NO_SESSION,
        alert=Alert.SAME_DAY,
        reason="strong_pain_before",
    ),
    _row("ready", [], CONTINUE, reason="ready"),
)


def table(policy: Policy) -> list[Row]:
    """The rows for pain during exercise, as kept with a revision."""
    rows = STRICT if policy == Policy.STRICT else MONITORED
    return deepcopy([*EITHER_POLICY, *rows, NO_PAIN])


def check_in_table() -> list[Row]:
    """The rows for the answers given before a session, which may forbid it."""
    return deepcopy([*CHECK_IN])
