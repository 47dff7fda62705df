"""The phrases that the patient reads after a decision are made of (clinical rules 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PatientWords:
    title: str | Promise
    sentence: str | Promise
    next_steps: tuple[str | Promise, ...]

    def as_json(self) -> dict[str, Any]:
        """The words in the reader's language."""
        return {
            "title": str(self.title),
            "sentence": str(self.sentence),
            "next_steps": [str(step) for step in self.next_steps],
        }


CALL_EMERGENCY = _("Call the emergency number now.")
LOCKED = _("Your exercises are locked until your doctor opens them again.")
PAUSED = _("Your plan is paused until your doctor opens it again.")
REST = _("Rest in the position that feels easiest.")
REST_UNTIL_SETTLED = _("Rest until the pain settles.")
TOLD_TODAY = _("Your doctor will be told today.")
ASKED_AGAIN = _("Before the next session we ask how you feel.")
NEXT_EXERCISE = _("Then go on with the next exercise.")
SLOWLY = _("Move slowly. Keep breathing.")
AGAIN_IF_IT_HURTS = _("Stop again if it still hurts.")
TOLD_SOON = _("Your doctor will see this by the next working day.")
CALL_IF_WORSE = _("Call the emergency number if a leg gets weaker or you cannot pee.")
NOTHING_LOST = _("A day without exercise loses nothing.")

STOP_EXERCISE = _("Stop this exercise")
ENOUGH = _("That is enough for now")
GET_HELP = _("Get help now")
GO_ON = _("You can go on")
NOT_NOW = _("No exercise for now")
PLAN_PAUSED = _("Your plan is paused")
