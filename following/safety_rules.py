"""The safety rules a patient reads before the first session (clinical rules, 1.1 to 1.21)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING = 1  # raise it whenever a rule below says something else, so that patients read it anew


@dataclass(frozen=True)
class Rule:
    icon: str
    title: str | Promise
    text: str | Promise


GOALS = (
    _("Less pain."),
    _("A stronger trunk: muscles that hold your spine like a corset."),
    _("A spine that moves more freely."),
    _("Better blood flow."),
)

RULES = (
    Rule(
        "octagon-x",
        _("Stop when it hurts"),
        _(
            "If pain appears, stop that exercise at once. Press Stop and tell us where it hurts. "
            "Stopping is the right thing to do."
        ),
    ),
    Rule(
        "feather",
        _("Slow and smooth"),
        _("Make every movement slow and smooth. Your phone counts with you. Keep breathing."),
    ),
    Rule(
        "move-diagonal",
        _("Stay comfortable"),
        _("Move as far as is comfortable, without pain or sudden movement."),
    ),
    Rule(
        "stethoscope",
        _("Your doctor sets the dose"),
        _(
            "Do the sets and repetitions on your screen. Never do more. "
            "Too easy or too hard? Tell your doctor."
        ),
    ),
    Rule(
        "calendar-days",
        _("A little, often"),
        _("Do your sessions on the days your doctor chose. Each takes a few minutes."),
    ),
    Rule(
        "thermometer",
        _("Not when you are ill"),
        _(
            "Do not exercise with a fever or an illness. Do not exercise when your pain flares up, "
            "or another illness of yours does. Your plan waits for you."
        ),
    ),
)

# What the place needs (clinical rules, 1.12), by the name of its tick.
PLACE = {
    "floor": _("A flat, firm floor, with room to stretch out"),
    "mat": _("A mat"),
    "chair": _("A firm chair that does not roll"),
    "clothes": _("Comfortable clothes"),
}
