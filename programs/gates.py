"""Gates (clinical rules 6): what must hold before a doctor may open the next step."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.evidence import Evidence
from programs.thresholds import DEFAULTS, Thresholds

LYING, SITTING, STANDING = 1, 2, 3

#: The causes of a pause after which a stage closes: the sciatica itself may be back.
EXACERBATIONS = frozenset(
    {
        "leg_pain_lasting",
        "pain_median_rose",
        "morning_spread",
        "morning_worse_again",
        "severe_pain",
        "red_flag",
        "sciatica_exacerbation",
    }
)
#: More days than these are told by the first and the last.
DAYS_NAMED = 7


@dataclass(frozen=True)
class Condition:
    """What must hold, and from what it was read: how many there are, of how many, on which days."""

    text: str
    met: bool
    found: str = ""
    value: int | None = None
    needed: int | None = None


@dataclass(frozen=True)
class GateState:
    conditions: tuple[Condition, ...]

    @property
    def may_open(self) -> bool:
        return all(condition.met for condition in self.conditions)


def judge(stage: int, evidence: Evidence, thresholds: Thresholds = DEFAULTS) -> GateState:
    """The gate before sitting or standing."""
    return (standing if stage == STANDING else sitting)(evidence, thresholds)


def sitting(evidence: Evidence, thresholds: Thresholds = DEFAULTS) -> GateState:
    return GateState(
        (
            _good_sessions(evidence, thresholds),
            Condition(
                _("Sits for 10 minutes without more leg pain."),
                met=evidence.sits_ten_minutes is True,
            ),
            _little_leg_pain(evidence, thresholds),
        )
    )


def standing(evidence: Evidence, thresholds: Thresholds = DEFAULTS) -> GateState:
    """Only when pain has gone completely (clinical rules 1.15)."""
    days, needed = evidence.pain_free_on, thresholds.pain_free_days_for_standing
    is_default = needed == DEFAULTS.pain_free_days_for_standing
    return GateState((_pain_free(len(days), needed, found=_on(days), is_default=is_default),))


def prevention(*, pain_free_days: int, thresholds: Thresholds = DEFAULTS) -> GateState:
    """Effortful exercises: only after prolonged remission, as the doctor enters it (rules 1.19)."""
    weeks = thresholds.pain_free_weeks_for_prevention
    is_default = weeks == DEFAULTS.pain_free_weeks_for_prevention
    return GateState((_pain_free(pain_free_days, weeks * 7, is_default=is_default),))


def acute(*, released: bool, flare: bool) -> GateState:
    """Acute-phase exercises: only after a documented release that still holds (rules 1.5, 1.18)."""
    return GateState(
        (
            Condition(_("A doctor has stated that the acute inflammation has settled."), released),
            Condition(_("Nothing has been found since that forbids exercise."), not flare),
        )
    )


def home(*, taught: int, of: int, inflammation_settled: bool, red_flag: bool) -> GateState:
    """From supervised to home: `taught` is how many of the exercises are signed off."""
    return GateState(
        (
            Condition(
                _("%(taught)s of %(exercises)s exercises signed off.")
                % {"taught": taught, "exercises": of},
                met=of > 0 and taught == of,
            ),
            Condition(_("The acute inflammation has settled."), met=inflammation_settled),
            Condition(_("No red flag."), met=not red_flag),
        )
    )


def opens_in_words(stage: int, thresholds: Thresholds) -> str:
    """What opens a stage that is locked, for the doctor who prescribes for it already."""
    if stage == STANDING:
        needed = thresholds.pain_free_days_for_standing
        if needed == DEFAULTS.pain_free_days_for_standing:
            words = _("only when pain has been gone for %(needed)s days (default)")
        else:
            words = _("only when pain has been gone for %(needed)s days")
        return words % {"needed": needed}
    needed = thresholds.good_sessions_for_sitting
    if needed == DEFAULTS.good_sessions_for_sitting:
        words = _("opens after %(needed)s sessions without a stop (default)")
    else:
        words = _("opens after %(needed)s sessions without a stop")
    return words % {"needed": needed}


def is_locked(stage: int, *, opened: Collection[int], everyday_exempt: bool = False) -> bool:
    """Whether a stage is closed to the patient; lying never is, nor an exempt everyday activity."""
    return stage != LYING and stage not in opened and not everyday_exempt


def recurs(
    stage: int,
    *,
    back: int | None,
    leg: int | None,
    spread: bool | None,
    thresholds: Thresholds = DEFAULTS,
) -> bool:
    """Whether an answer closes an open stage: any pain ends standing, leg pain ends sitting.

    Pain is NPRS, `spread` whether leg pain went further down; None, unknown, counts as the worse.
    """
    has_spread = spread is not False
    if stage == STANDING:
        return back != 0 or leg != 0 or has_spread
    return stage != LYING and (
        leg is None or leg > thresholds.most_leg_pain_for_sitting or has_spread
    )


def in_days(days: Iterable[date]) -> str:
    """Such as "18 Nov, 19 Nov", each day once."""
    once = sorted(set(days))
    if len(once) > DAYS_NAMED:
        first, last = _day(once[0]), _day(once[-1])
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return ", ".join(_day(day) for day in once)


def leg_pain_in_words(evidence: Evidence) -> str:
    """Such as "Leg pain 1 on 18 Nov, 0 on 19 Nov."."""
    each = [
        _("%(pain)s on %(day)s") % {"pain": one.pain, "day": _day(one.day)}
        for one in evidence.leg_pain
    ]
    return _("Leg pain %(answers)s.") % {"answers": ", ".join(each)} if each else ""


def _good_sessions(evidence: Evidence, thresholds: Thresholds) -> Condition:
    count, needed = len(evidence.good_sessions), thresholds.good_sessions_for_sitting
    is_default = needed == DEFAULTS.good_sessions_for_sitting
    words = ngettext(
        "%(count)s session in a row without a stop (%(needed)s).",
        "%(count)s sessions in a row without a stop (%(needed)s).",
        count,
    )
    return Condition(
        words % {"count": count, "needed": _needed(needed, is_default=is_default)},
        met=count >= needed,
        found=_on(evidence.good_sessions),
        value=count,
        needed=needed,
    )


def _little_leg_pain(evidence: Evidence, thresholds: Thresholds) -> Condition:
    leg, most = evidence.leg_pain_now, thresholds.most_leg_pain_for_sitting
    is_default = most == DEFAULTS.most_leg_pain_for_sitting
    words = (
        _("Leg pain is %(most)s (default) or less.")
        if is_default
        else _("Leg pain is %(most)s or less.")
    )
    return Condition(
        words % {"most": most},
        met=leg is not None and leg <= most,
        found=leg_pain_in_words(evidence),
        value=leg,
        needed=most,
    )


def _pain_free(days: int, needed: int, *, found: str = "", is_default: bool) -> Condition:
    words = ngettext(
        "%(count)s day without back or leg pain (%(needed)s).",
        "%(count)s days without back or leg pain (%(needed)s).",
        days,
    )
    return Condition(
        words % {"count": days, "needed": _needed(needed, is_default=is_default)},
        met=days >= needed,
        found=found,
        value=days,
        needed=needed,
    )


def _on(days: Iterable[date]) -> str:
    named = in_days(days)
    return f"{named}." if named else ""


def _needed(number: int, *, is_default: bool) -> str:
    words = _("%(number)s needed by default") if is_default else _("%(number)s needed")
    return words % {"number": number}


def _day(day: date) -> str:
    return date_format(day, "j M")
