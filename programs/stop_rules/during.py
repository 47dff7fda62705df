"""The table for pain during exercise, under either pain policy."""

from __future__ import annotations

from copy import deepcopy

from programs.stop_rules.limits import Limits, limits_of_exercises, limits_of_sessions
from programs.stop_rules.rows import (
    MOVED_DOWN,
    Alert,
    Outcome,
    Policy,
    Row,
    emergency,
    from_,
    row,
    said,
)

MOVED_UP = ["moved", "is", "up"]
LEG_PAIN_GREW = from_("leg_rise", 1)
NOT_THE_FIRST_TIME = from_("times_peripheralised_before", 1)
BACK_UP_AT_MOST_2 = ["back_rise", "at_most", 2]
PREFERS_A_DIRECTION = ["directional_preference", "is", True]
CAN_BE_EASED = ["can_be_eased", "is", True]
CAN_BE_REDUCED = ["can_be_reduced", "is", True]
PAIN_FROM_1, PAIN_FROM_4, PAIN_FROM_6 = (from_("pain", least) for least in (1, 4, 6))
ROSE_BY_MORE_THAN_2 = from_("rise", 3)

STOPS = (
    emergency("red-flag", "red_flag"),
    emergency("chest-pain-or-faint", "chest_pain_or_faint"),
    row(
        "numb-or-weak",
        [said("numb_or_weak")],
        Outcome.STOP_SESSION,
        suspend=True,
        alert=Alert.NOW,
        reason="numb_or_weak",
    ),
    # The source names no alert here, but a paused plan must be seen by the doctor who reopens it.
    row(
        "ill",
        [said("ill")],
        Outcome.NO_SESSION,
        suspend=True,
        alert=Alert.WORKING_DAY,
        reason="ill",
    ),
    row(
        "dizzy-or-breathless",
        [said("dizzy_or_breathless")],
        Outcome.STOP_SESSION,
        alert=Alert.SAME_DAY,
        reason="dizzy_or_breathless",
    ),
    row(
        "strong-pain",
        [PAIN_FROM_6],
        Outcome.STOP_SESSION,
        alert=Alert.SAME_DAY,
        reason="strong_pain",
    ),
)

PERIPHERALISES = (
    row(
        "leg-pain-moved-down-again",
        [MOVED_DOWN, NOT_THE_FIRST_TIME],
        Outcome.STOP_SESSION,
        alert=Alert.NOTICE,
        reason="leg_pain_spread_again",
    ),
    row(
        "leg-pain-grew-again",
        [LEG_PAIN_GREW, NOT_THE_FIRST_TIME],
        Outcome.STOP_SESSION,
        alert=Alert.NOTICE,
        reason="leg_pain_spread_again",
    ),
    row("leg-pain-moved-down", [MOVED_DOWN], Outcome.STOP_EXERCISE, reason="leg_pain_spread"),
    row("leg-pain-grew", [LEG_PAIN_GREW], Outcome.STOP_EXERCISE, reason="leg_pain_spread"),
)

MODERATE_PAIN = row("moderate-pain", [PAIN_FROM_4], Outcome.STOP_EXERCISE, reason="moderate_pain")
PAIN_ROSE = row("pain-rose", [ROSE_BY_MORE_THAN_2], Outcome.STOP_EXERCISE, reason="pain_rose")
CENTRALISES = row(
    "leg-pain-moved-up",
    [MOVED_UP, BACK_UP_AT_MOST_2],
    Outcome.STOP_EXERCISE,
    reason="moved_up",
)

STRICT = (
    CENTRALISES,
    MODERATE_PAIN,
    PAIN_ROSE,
    row("mild-pain", [PAIN_FROM_1], Outcome.STOP_EXERCISE, reason="mild_pain"),
)


def _modified(stop: Row) -> tuple[Row, ...]:
    """An easier variant if the doctor approved one, or else less of it, or else the stop."""
    name, when = stop["id"], stop["when"]
    return (
        row(f"{name}-eased", [*when, CAN_BE_EASED], Outcome.EASE, reason="eased"),
        row(f"{name}-reduced", [*when, CAN_BE_REDUCED], Outcome.REDUCE, reason="reduced"),
        stop,
    )


MONITORED = (
    row(
        "leg-pain-moved-up-as-preferred",
        [MOVED_UP, PREFERS_A_DIRECTION, BACK_UP_AT_MOST_2],
        Outcome.CONTINUE,
        reason="moved_up_as_preferred",
    ),
    CENTRALISES,
    # Otherwise a back pain up by 3 would be treated more mildly than one up by 2.
    row(
        "back-pain-rose-as-leg-pain-moved-up",
        [MOVED_UP],
        Outcome.STOP_EXERCISE,
        reason="pain_rose",
    ),
    *_modified(MODERATE_PAIN),
    *_modified(PAIN_ROSE),
    row("mild-pain-allowed", [PAIN_FROM_1], Outcome.CONTINUE, reason="mild_pain_allowed"),
)

NO_PAIN = row("no-pain", [], Outcome.CONTINUE, reason="no_pain")


def table(policy: Policy, limits: Limits) -> list[Row]:
    """The rows for pain during exercise, with the limits that this program sets."""
    # Under STRICT any pain stops the exercise already.
    by_policy = STRICT if policy == Policy.STRICT else (*limits_of_exercises(limits), *MONITORED)
    rows = (*STOPS, *limits_of_sessions(limits), *PERIPHERALISES, *by_policy, NO_PAIN)
    return deepcopy([*rows])
