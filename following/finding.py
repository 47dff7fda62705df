"""What the patient's answers amount to, in the fields that the stop rules read.

`static/js/player/finding.js` is its twin on the phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from following.models import Session
from people.models import Reach

#: The reasons of a decision that count as leg pain spreading down or growing (clinical rules 5).
PERIPHERALISED = ("leg_pain_spread", "leg_pain_spread_again")

#: At a check-in, what does not concern this patient or was not asked this time.
NOT_ASKED = {"red_flag": False, "new_condition": False, "blood_pressure_due": False}

NO_WARNING = {
    "red_flag": False,
    "chest_pain_or_faint": False,
    "numb_or_weak": False,
    "ill": False,
    "dizzy_or_breathless": False,
    "directional_preference": False,
    "can_be_eased": False,
}


def finding_at_a_stop(
    session: Session, answers: Mapping[str, Any], *, times_peripheralised: int, can_be_reduced: bool
) -> dict[str, Any]:
    """The finding of a press on Stop: `answers` as the phone sent them, None where not answered."""
    return {
        **NO_WARNING,
        "red_flag": bool(answers["red_flags"]),
        "numb_or_weak": answers["numb_or_weak"],
        "dizzy_or_breathless": answers["dizzy_or_breathless"],
        "back": answers["back"],
        "leg": answers["leg"],
        "back_before": session.back_before,
        "leg_before": session.leg_before,
        "moved": moved(answers["moved"], answers["reach"], before=session.patient.reach),
        "times_peripheralised_before": times_peripheralised,
        "can_be_reduced": can_be_reduced,
    }


def finding_at_the_end(session: Session, *, back: int, leg: int) -> dict[str, Any]:
    """The finding after the last exercise, where only pain is asked."""
    return {
        **NO_WARNING,
        "back": back,
        "leg": leg,
        "back_before": session.back_before,
        "leg_before": session.leg_before,
        "moved": "same",
        "times_peripheralised_before": 0,
        "can_be_reduced": False,
    }


def moved(answer: str | None, reach: str, *, before: str) -> str | None:
    """Where the pain went; further down than the record has it is down, whatever the answer."""
    down = list(Reach.values)
    if reach and down.index(reach) > down.index(before):
        return "down"
    return answer
