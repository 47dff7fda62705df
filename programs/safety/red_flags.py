"""Red flags (clinical rules 3): any one locks the sessions, whatever else is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.codes import Code


class Action(Code):
    """What a red flag asks of the patient, from the mildest to the most urgent."""

    PROMPT = "prompt", _("Do not exercise. Your doctor will be told and will call you.")
    SAME_DAY = "same_day", _("Do not exercise. See a doctor today.")
    STOP_MATERNITY = "stop_maternity", _("Stop. Call your maternity unit now.")
    EMERGENCY = "emergency", _("Stop. Call the emergency number now.")


@dataclass(frozen=True)
class RedFlag:
    code: str
    wording: str | Promise
    action: Action
    only_if_pregnant: bool = False


RED_FLAGS = (
    RedFlag(
        "saddle_numbness",
        _(
            "New numbness or tingling around the genitals, back passage or inner thighs, "
            "or toilet paper feels different"
        ),
        Action.EMERGENCY,
    ),
    RedFlag(
        "bladder",
        _(
            "Hard to start, stop or feel peeing, leaking, "
            "or not knowing whether the bladder is full"
        ),
        Action.EMERGENCY,
    ),
    RedFlag("bowels", _("Cannot control or feel bowel movements"), Action.EMERGENCY),
    RedFlag("sexual_function", _("New loss of sexual feeling or function"), Action.EMERGENCY),
    RedFlag(
        "both_legs_or_weakness",
        _("Pain now in both legs, weakness in both legs, or a leg quickly getting weaker"),
        Action.EMERGENCY,
    ),
    RedFlag(
        "accident_chest_or_collapse",
        _("Severe back pain after a major accident, chest pain, or collapse"),
        Action.EMERGENCY,
    ),
    RedFlag(
        "leg_and_breathless",
        _("Hot swollen calf or a cold pale leg, and also short of breath"),
        Action.EMERGENCY,
    ),
    RedFlag(
        "pregnancy_warning",
        _(
            "Pregnant, with bleeding, fluid leak, contractions, less movement felt, "
            "dizziness or a swollen calf"
        ),
        Action.STOP_MATERNITY,
        only_if_pregnant=True,
    ),
    RedFlag("foot_drop", _("The foot newly drops or slaps when walking"), Action.SAME_DAY),
    RedFlag(
        "fever_with_back_pain",
        _("Back pain with fever, chills or feeling very unwell"),
        Action.SAME_DAY,
    ),
    RedFlag(
        "fall_with_fragile_bones",
        _("Sudden back pain after a minor fall, with osteoporosis or steroid treatment"),
        Action.SAME_DAY,
    ),
    RedFlag("swollen_or_cold_leg", _("Hot swollen calf, or a cold pale leg"), Action.SAME_DAY),
    RedFlag(
        "cancer_or_weight_or_night",
        _("Cancer now or in the past, unexplained weight loss, or constant pain at night"),
        Action.PROMPT,
    ),
)

_BY_CODE = {flag.code: flag for flag in RED_FLAGS}


def red_flag(code: str) -> RedFlag:
    return _BY_CODE[code]


def red_flags_to_ask(*, pregnant: bool) -> tuple[RedFlag, ...]:
    """The questions for one patient, the gravest first."""
    return tuple(flag for flag in RED_FLAGS if pregnant or not flag.only_if_pregnant)


def strongest_action(codes: Iterable[str]) -> Action | None:
    """The most urgent of what these red flags ask; None when there is none."""
    return max((red_flag(code).action for code in codes), key=list(Action).index, default=None)
