"""The patient's day: which sessions are done, which is next, and a headline that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from exercises.codes import Code
from programs.schedule import Slot

#: A session may be called "now" a little before its time.
EARLY = timedelta(hours=1)

NUMBERS = {
    1: pgettext_lazy("number of sessions", "One"),
    2: pgettext_lazy("number of sessions", "Two"),
    3: pgettext_lazy("number of sessions", "Three"),
    4: pgettext_lazy("number of sessions", "Four"),
    5: pgettext_lazy("number of sessions", "Five"),
    6: pgettext_lazy("number of sessions", "Six"),
}


class State(Code):
    DONE = "done", gettext_lazy("done")
    STOPPED = "stopped", gettext_lazy("stopped")
    NOW = "now", gettext_lazy("now")
    LATER = "later", gettext_lazy("later")


@dataclass(frozen=True)
class SessionState:
    """A session that is over, as planned or by a stop; `done_at` in the patient's time zone."""

    done_at: datetime
    stopped: bool


@dataclass(frozen=True)
class TodaySlot:
    slot: Slot
    state: State
    done_at: datetime | None


@dataclass(frozen=True)
class Today:
    headline: str
    slots: tuple[TodaySlot, ...]
    next: Slot | None
    all_done: bool


def today(slots: Sequence[Slot], done: Mapping[int, SessionState], now: datetime) -> Today:
    """The day as it stands `now`, in the patient's time zone; `done` is keyed by slot number.

    No session lapses: one that was missed is simply next. A stopped one is over, as rightly as one
    that was finished.
    """
    left = [slot for slot in slots if slot.number not in done]
    following = left[0] if left else None
    return Today(
        headline=headline(len(slots), len(left)),
        slots=tuple(_with_state(slot, done.get(slot.number), following, now) for slot in slots),
        next=following,
        all_done=bool(slots) and not left,
    )


def _with_state(
    slot: Slot, session: SessionState | None, following: Slot | None, now: datetime
) -> TodaySlot:
    if session is not None:
        state = State.STOPPED if session.stopped else State.DONE
        return TodaySlot(slot, state, session.done_at)
    begins = datetime.combine(now.date(), slot.about, tzinfo=now.tzinfo) - EARLY
    is_now = slot == following and now >= begins
    return TodaySlot(slot, State.NOW if is_now else State.LATER, None)


def headline(sessions: int, left: int) -> str:
    if not sessions:
        return _("A rest day today")
    if not left:
        return _("All done for today")
    return ngettext("%(number)s session left today", "%(number)s sessions left today", left) % {
        "number": NUMBERS[left]
    }
