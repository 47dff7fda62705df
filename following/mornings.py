"""The morning after a session: whether it is asked about, and what it is compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from following.models import MorningCheck, Session
from people import body
from programs.models import Program

#: The sessions after which the next morning is asked about (clinical rules 5).
FOLLOWED = frozenset({Session.Status.DONE, Session.Status.STOPPED})
#: What the record says of a first morning that was worse.
WORSE = "morning_worse"
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Morning:
    """What a patient says of it: pain is NPRS 0-10; `red_flags` is None where not asked."""

    back: int
    leg: int
    sleep_disturbed: bool
    places: tuple[str, ...] = ()
    red_flags: tuple[str, ...] | None = None


def newest_check(program: Program, *, until: date) -> MorningCheck | None:
    """The last morning that was answered in this program, up to and including that day."""
    checks = MorningCheck.objects.filter(
        clinic=program.clinic_id, patient=program.patient_id, program=program
    )
    return checks.filter(local_date__lte=until).order_by("-local_date").first()


def session_to_ask_about(
    program: Program, sessions: Iterable[Session], *, newest: MorningCheck | None, on: date
) -> Session | None:
    """The first session of the day before, whose check-in is the level before; None if not due.

    Asked once a day, while the program is at home, after a session was done or stopped.
    """
    is_answered = newest is not None and newest.local_date == on
    if is_answered or program.status != Program.Status.HOME:
        return None
    day_before = (
        one
        for one in sessions
        if (one.local_date, one.program_id) == (on - A_DAY, program.pk) and one.status in FOLLOWED
    )
    return min(day_before, key=lambda one: one.started_at, default=None)


def finding(
    morning: Morning, *, before: Session, reach: str, newest: MorningCheck | None
) -> dict[str, Any]:
    """What the stop rules read; `reach` is how far down the record has the pain."""
    return {
        "red_flag": bool(morning.red_flags),
        "back": morning.back,
        "leg": morning.leg,
        "back_before": before.back_before,
        "leg_before": before.leg_before,
        "sleep_disturbed": morning.sleep_disturbed,
        "moved": _moved(morning, before.places, reach),
        # A second one in a row pauses the plan, so there are never more.
        "worse_mornings_before": int(newest is not None and newest.reason == WORSE),
    }


def _moved(morning: Morning, before: Collection[str], reach: str) -> str | None:
    """Where the leg pain went; where it was before is on the record, if it was not asked."""
    if not morning.places:
        return None if morning.leg else "same"
    if before:
        return body.moved(before, morning.places)
    is_lower = body.is_further_down(body.reach_of(morning.places), than=reach)
    return "down" if is_lower else "same"
