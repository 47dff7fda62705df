"""A plan that is locked, as every phone of its patient hears of it (clinical rules 3)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from following.pauses import red_flag_of
from following.questions import words_of_red_flags
from programs import stop_rules
from programs.models import Program
from programs.stop_rules import Alert, Decision, Outcome

#: What cannot wait for a doctor of the clinic to read a message.
URGENT = frozenset({"chest_pain_or_faint", "red_flag_emergency", "red_flag_stop_maternity"})

#: Of a session whose cause is settled, or is not kept with it.
REFUSED = Decision(
    rule="refused",
    outcome=Outcome.NO_SESSION,
    suspend=False,
    alert=Alert.NONE,
    reason="refused",
)


def lock_of(program: Program) -> Decision | None:
    """What a phone must hear while no exercise is open at home; the doctor knows of it already."""
    if program.status == Program.Status.HOME:
        return None
    reason = _reason(program)
    return Decision(
        rule="locked",
        outcome=Outcome.EMERGENCY if reason in URGENT else Outcome.STOP_SESSION,
        suspend=True,
        alert=Alert.NONE,
        reason=reason,
    )


def words_of_locks() -> dict[str, dict[str, Any]]:
    """The words of a lock for which no stop rule has any, such as a doctor's own."""
    return {
        "locked": {
            "title": _("No exercise for now"),
            "sentence": _("Your plan is not open for exercise at home now."),
            "next_steps": [_("Your doctor opens it again when it is safe to go on.")],
        },
        "refused": {
            "title": _("No exercise for now"),
            "sentence": _("This session was not started, for your safety."),
            "next_steps": [_("Go back to see what comes next today.")],
        },
    }


def in_words(lock: Decision) -> str:
    words = (stop_rules.all_words() | words_of_red_flags() | words_of_locks())[lock.reason]
    return " ".join((words["sentence"], *words["next_steps"]))


def _reason(program: Program) -> str:
    """The name of the words; a red flag comes before whatever else the plan is paused for."""
    if action := red_flag_of(program):
        return f"red_flag_{action.value}"
    because = program.suspended_because
    return because if because in stop_rules.REASONS else "locked"
