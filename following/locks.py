"""Why exercises wait, in the patient's words: what opens them, and how far one has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from following.progress import Progress
from programs import gates


@dataclass(frozen=True)
class Lock:
    """A heading for all that wait for one reason, a text, and `done` steps of those `needed`."""

    reason: str
    title: str
    text: str
    progress: str = ""
    done: int = 0
    needed: int = 0


def all_locks(progress: Progress) -> tuple[Lock, ...]:
    """Every reason there can be, from lying to standing."""
    return _untaught(), _sitting(progress), _standing(progress)


def _untaught() -> Lock:
    return Lock(
        "untaught",
        _("Some exercises wait for your doctor"),
        _("Your doctor will show you these first."),
    )


def _sitting(progress: Progress) -> Lock:
    numbers = progress.thresholds
    needed = numbers.good_sessions_for_sitting
    done = min(progress.good_sessions, needed)
    why = _("Sitting loads your back more than lying.")
    if gates.SITTING in progress.rests:
        why = _("Pain came back, so sitting rests for now. That is the plan working.")
    opens = ngettext(
        "Your doctor can open it after %(needed)s calm session.",
        "Your doctor can open it after %(needed)s calm sessions in a row.",
        needed,
    ) % {"needed": needed}
    then = _("Leg pain is then %(most)s or less, and sitting 10 minutes is fine.") % {
        "most": numbers.most_leg_pain_for_sitting
    }
    so_far = ngettext(
        "%(done)s of %(needed)s calm session.", "%(done)s of %(needed)s calm sessions.", needed
    ) % {"done": done, "needed": needed}
    title = _("Sitting exercises are locked")
    return Lock(
        "sitting", title, f"{why} {opens} {then}", _or_there(so_far, done, needed), done, needed
    )


def _standing(progress: Progress) -> Lock:
    needed = progress.thresholds.pain_free_days_for_standing
    done = min(progress.pain_free_days, needed)
    why = _("Standing loads your back the most.")
    if gates.STANDING in progress.rests:
        why = _("Pain came back, so standing rests for now. That is the plan working.")
    opens = ngettext(
        "Your doctor can open it after %(needed)s day without pain.",
        "Your doctor can open it after %(needed)s days without pain.",
        needed,
    ) % {"needed": needed}
    so_far = ngettext(
        "%(done)s of %(needed)s day without pain.",
        "%(done)s of %(needed)s days without pain.",
        needed,
    ) % {"done": done, "needed": needed}
    return Lock(
        reason="standing",
        title=_("Standing exercises are locked"),
        text=f"{why} {opens}",
        progress=_or_there(so_far, done, needed),
        done=done,
        needed=needed,
    )


def _or_there(so_far: str, done: int, needed: int) -> str:
    """Who is there waits for the doctor alone."""
    if done < needed:
        return so_far
    return _("%(so_far)s Your doctor decides when it opens.") % {"so_far": so_far}
