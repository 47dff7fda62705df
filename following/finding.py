"""What the patient's answers amount to, in the fields that the stop rules read.

`static/js/player/finding.js` is its twin on the phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from following.models import Session
from people import body

#: The reasons of a decision that count as leg pain spreading down or growing (clinical rules 5).
PERIPHERALISED = ("leg_pain_spread", "leg_pain_spread_again")

NO_WARNING = {
    "red_flag": False,
    "chest_pain_or_faint": False,
    "numb_or_weak": False,
    "ill": False,
    "dizzy_or_breathless": False,
    "directional_preference": False,
    "can_be_eased": False,
    "exercise": None,
}


def finding_at_check_in(
    *,
    back: int | None,
    leg: int | None,
    ill: bool | None,
    red_flag: bool,
    new_condition: bool,
    pressure: tuple[int | None, int | None] | None,
) -> dict[str, Any]:
    """The finding before a session; `pressure` is None where nobody needs to measure it."""
    systolic, diastolic = pressure or (None, None)
    return {
        "back": back,
        "leg": leg,
        "ill": ill,
        "red_flag": red_flag,
        "new_condition": new_condition,
        "blood_pressure_due": pressure is not None,
        "systolic": systolic,
        "diastolic": diastolic,
    }


def finding_at_a_stop(
    session: Session,
    answers: Mapping[str, Any],
    *,
    times_peripheralised: int,
    can_be_reduced: bool,
    can_be_eased: bool = False,
    exercise: str | None = None,
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
        "moved": _moved(session, answers),
        "times_peripheralised_before": times_peripheralised,
        "directional_preference": bool(session.revision.directional_preference),
        "can_be_reduced": can_be_reduced,
        "can_be_eased": can_be_eased,
        "exercise": exercise,
    }


def finding_at_the_end(
    session: Session, *, back: int, leg: int, red_flag: bool = False
) -> dict[str, Any]:
    """The finding after the last exercise, where pain and, after pain, red flags are asked."""
    return {
        **NO_WARNING,
        "red_flag": red_flag,
        "back": back,
        "leg": leg,
        "back_before": session.back_before,
        "leg_before": session.leg_before,
        "moved": "same",
        "times_peripheralised_before": 0,
        "can_be_reduced": False,
    }


def _moved(session: Session, answers: Mapping[str, Any]) -> str | None:
    """Where the pain went; further down than before is down, whatever the answer."""
    places = answers.get("places") or ()
    if places and session.places:
        is_down = body.moved(session.places, places) == "down"
    else:
        reach = body.reach_of(places) or answers["reach"]
        is_down = body.is_further_down(reach, than=session.patient.reach)
    return "down" if is_down else answers["moved"]
