"""Gates (clinical rules 6): what must hold before a doctor may open the next step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LYING, SITTING, STANDING = 1, 2, 3

SESSIONS_WITHOUT_STOP = 5
MOST_LEG_PAIN_FOR_SITTING = 2
PAIN_FREE_DAYS_FOR_STANDING = 7
PAIN_FREE_WEEKS_FOR_PREVENTION = 12


@dataclass(frozen=True)
class Condition:
    text: str
    met: bool


@dataclass(frozen=True)
class GateState:
    conditions: tuple[Condition, ...]

    @property
    def may_open(self) -> bool:
        return all(condition.met for condition in self.conditions)


@dataclass(frozen=True)
class Evidence:
    """What is known of one patient; None where nobody knows.

    `leg_pain_now` is NPRS; a pain-free day has back and leg 0 in every answer, the 24-hour check
    included.
    """

    sessions_in_a_row_without_stop: int
    sits_ten_minutes: bool | None
    leg_pain_now: int | None
    pain_free_days: int


def sitting(evidence: Evidence) -> GateState:
    sessions = evidence.sessions_in_a_row_without_stop
    leg = evidence.leg_pain_now
    return GateState(
        (
            Condition(
                ngettext(
                    "%(count)s session in a row without a stop (%(needed)s needed).",
                    "%(count)s sessions in a row without a stop (%(needed)s needed).",
                    sessions,
                )
                % {"count": sessions, "needed": SESSIONS_WITHOUT_STOP},
                met=sessions >= SESSIONS_WITHOUT_STOP,
            ),
            Condition(
                _("Sits for 10 minutes without more leg pain."),
                met=evidence.sits_ten_minutes is True,
            ),
            Condition(
                _("Leg pain is %(most)s or less.") % {"most": MOST_LEG_PAIN_FOR_SITTING},
                met=leg is not None and leg <= MOST_LEG_PAIN_FOR_SITTING,
            ),
        )
    )


def standing(evidence: Evidence) -> GateState:
    """Only when pain has gone completely (clinical rules 1.15)."""
    return GateState((_pain_free(evidence.pain_free_days, PAIN_FREE_DAYS_FOR_STANDING),))


def prevention(*, pain_free_days: int) -> GateState:
    """Effortful exercises: only after prolonged remission, as the doctor enters it (rules 1.19)."""
    return GateState((_pain_free(pain_free_days, PAIN_FREE_WEEKS_FOR_PREVENTION * 7),))


def acute(*, released: bool, flare: bool) -> GateState:
    """Acute-phase exercises: only after a documented release that still holds (rules 1.5, 1.18)."""
    return GateState(
        (
            Condition(_("A doctor has stated that the acute inflammation has settled."), released),
            Condition(_("Nothing has been found since that forbids exercise."), not flare),
        )
    )


def _pain_free(days: int, needed: int) -> Condition:
    return Condition(
        ngettext(
            "%(count)s day without back or leg pain (%(needed)s needed).",
            "%(count)s days without back or leg pain (%(needed)s needed).",
            days,
        )
        % {"count": days, "needed": needed},
        met=days >= needed,
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


def is_locked(stage: int, *, opened: Collection[int], everyday_exempt: bool = False) -> bool:
    """Whether a stage is closed to the patient; lying never is, nor an exempt everyday activity."""
    return stage != LYING and stage not in opened and not everyday_exempt
