"""The words of every decision: short, kind, and never a reproach (clinical rules 9)."""

from __future__ import annotations

from typing import Any

from programs.stop_rules.day_words import DAY_WORDS
from programs.stop_rules.phrases import PatientWords
from programs.stop_rules.session_words import SESSION_WORDS

REASONS: dict[str, PatientWords] = SESSION_WORDS | DAY_WORDS


def all_words() -> dict[str, dict[str, Any]]:
    """The words of every reason in the reader's language, for the phone to keep."""
    return {reason: words.as_json() for reason, words in REASONS.items()}
