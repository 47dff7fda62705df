"""What the decision tables of the stop rules (clinical rules 5) are made of.

A row's `when` lists (field, operator, value); all must hold, and the first row that holds decides.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from exercises.codes import Code

#: Kept with each revision; raised whenever a row changes.
VERSION = 2

Row = dict[str, Any]
Condition = list[Any]


class Policy(Code):
    STRICT = "strict", gettext_lazy("Strict: any pain stops the exercise")
    MONITORED = "monitored", gettext_lazy("Monitored: pain up to 3 is allowed")


class Outcome(Code):
    """What happens next, from the mildest to the gravest."""

    CONTINUE = "continue", gettext_lazy("Went on")
    SUGGEST_SIMPLER = "suggest_simpler", gettext_lazy("A simpler program may help")
    REMIND = "remind", gettext_lazy("Reminded")
    LESS_NEXT_TIME = "less_next_time", gettext_lazy("Less in the next session")
    EASE = "ease", gettext_lazy("Went on with the easier version")
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


def row(
    name: str,
    when: list[Condition],
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


def emergency(name: str, sign: str) -> Row:
    """A warning sign that calls for urgent care wherever it is met."""
    return row(name, [said(sign)], Outcome.EMERGENCY, suspend=True, alert=Alert.NOW, reason=sign)


def said(question: str) -> Condition:
    """Answered with yes, or not at all."""
    return [question, "may_be", True]


def from_(measure: str, least: float) -> Condition:
    """At least so much, or unknown."""
    return [measure, "at_least", least]


MOVED_DOWN = ["moved", "may_be", "down"]
