"""The sessions of a day as bars: which are done, which is now, which come next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from following.today import State, TodaySlot


@dataclass(frozen=True)
class Step:
    """One of the day's sessions as a bar: done, now or next."""

    label: str
    note: str
    state: str


def step_of(one: TodaySlot, *, is_running: bool) -> Step:
    if is_running:
        return Step(str(one.slot.name), _("under way"), "now")
    if one.state == State.NOW:
        return Step(str(one.slot.name), _("now"), "now")
    if one.done_at is None:
        return Step(str(one.slot.name), _("about %(time)s") % {"time": _clock(one.slot.about)}, "")
    words = _("stopped %(time)s") if one.state == State.STOPPED else _("done %(time)s")
    return Step(str(one.slot.name), words % {"time": _clock(one.done_at)}, "done")


def _clock(moment: datetime | time) -> str:
    return time_format(moment, pgettext("format of a time", "H:i"))
