"""Who may exercise, and with which exercises (clinical rules 3 and 4)."""

from programs.safety.findings import (
    FINDINGS,
    BlockReason,
    Clearance,
    Finding,
    Kind,
    advice_for,
    blocks,
    finding,
)
from programs.safety.readiness import ANSWERS_HOLD_FOR, Missing, ScreeningFacts, what_is_missing
from programs.safety.red_flags import (
    RED_FLAGS,
    Action,
    RedFlag,
    red_flag,
    red_flags_to_ask,
    strongest_action,
)

__all__ = [
    "ANSWERS_HOLD_FOR",
    "FINDINGS",
    "RED_FLAGS",
    "Action",
    "BlockReason",
    "Clearance",
    "Finding",
    "Kind",
    "Missing",
    "RedFlag",
    "ScreeningFacts",
    "advice_for",
    "blocks",
    "finding",
    "red_flag",
    "red_flags_to_ask",
    "strongest_action",
    "what_is_missing",
]
