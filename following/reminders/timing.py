"""Which reminder is due: at the session's time, and once more if nothing was logged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum

from programs.schedule import Slot

#: How long after the first one it is asked again [D].
AGAIN_AFTER = timedelta(hours=1)
#: What could not be told for so long, in quiet hours or a downtime, is of no more use [D].
USEFUL_FOR = timedelta(hours=1)
#: So is the morning's after this long: it is asked about while the day's sessions lie ahead [D].
MORNING_USEFUL_FOR = timedelta(hours=6)
MINUTE = timedelta(minutes=1)
#: Who has just exercised is left in peace for so long [D].
PEACE_AFTER_A_SESSION = timedelta(hours=1)


class Turn(IntEnum):
    FIRST = 1
    AGAIN = 2


@dataclass(frozen=True)
class Quiet:
    """Hours in which nothing comes, from `since` up to `until`; none when both are the same."""

    since: time
    until: time

    def holds(self, clock: time) -> bool:
        if self.since <= self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until

    def over(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it falls in."""
        if not self.holds(moment.time()):
            return moment
        is_next_day = moment.time() >= self.until
        day = moment.date() + timedelta(days=int(is_next_day))
        return datetime.combine(day, self.until, moment.tzinfo)

    def ahead(self, moment: datetime, *, most: timedelta) -> timedelta:
        """How long it is until they begin, at most so long; nothing within them.

        Each minute is asked about, because a change of the clocks may leap over their start.
        """
        start = moment.astimezone(UTC)
        next_minute = (start + MINUTE).replace(second=0, microsecond=0)
        asked = (start, *(next_minute + MINUTE * number for number in range(most // MINUTE)))
        quiet = (one for one in asked if self.holds(one.astimezone(moment.tzinfo).time()))
        return min(next(quiet, start + most) - start, most)


@dataclass(frozen=True)
class Wish:
    """The patient's own time for a session by its gentle one (None: no reminder), and the quiet."""

    quiet: Quiet
    times: Mapping[time, time | None] = field(default_factory=dict)

    def time_of(self, slot: Slot) -> time | None:
        return self.times.get(slot.about, slot.about)


@dataclass(frozen=True)
class Logged:
    """What is known of the patient's day: sessions begun, when one was last at work, a bad day."""

    begun: Collection[int] = frozenset()
    busy_at: datetime | None = None
    reminded_at: datetime | None = None
    is_bad_day: bool = False


@dataclass(frozen=True)
class Due:
    slot: int
    turn: Turn
    at: datetime


def due(slots: Sequence[Slot], wish: Wish, logged: Logged, *, now: datetime) -> Due | None:
    """The one reminder to give `now`, in the patient's time zone; the newest stands for all.

    A reminder covers whatever was due before it, so that a downtime ends with one and no pile.
    """
    if wish.quiet.holds(now.time()):
        return None
    moment = now.astimezone(UTC)
    covered = _covered_until(logged)
    found = (
        one
        for one in _planned(slots, wish, logged, now=now)
        if one.at <= moment < one.at + USEFUL_FOR and (covered is None or one.at > covered)
    )
    return max(found, key=lambda one: (one.at, -one.turn), default=None)


def _covered_until(logged: Logged) -> datetime | None:
    """What was due up to then is covered by an earlier reminder, or by exercise just done."""
    rested = logged.busy_at + PEACE_AFTER_A_SESSION if logged.busy_at else None
    return max((one for one in (rested, logged.reminded_at) if one), default=None)


def _planned(slots: Sequence[Slot], wish: Wish, logged: Logged, *, now: datetime) -> Iterator[Due]:
    """The day's reminders of the sessions not begun, in UTC; a bad day is not asked about again."""
    turns = [Turn.FIRST] if logged.is_bad_day else list(Turn)
    for slot in slots:
        chosen = wish.time_of(slot)
        if chosen is None or slot.number in logged.begun:
            continue
        first = datetime.combine(now.date(), chosen, now.tzinfo).astimezone(UTC)
        for turn in turns:
            wanted = first + AGAIN_AFTER * (turn - Turn.FIRST)
            at = wish.quiet.over(wanted.astimezone(now.tzinfo)).astimezone(UTC)
            if at < wanted + USEFUL_FOR:
                yield Due(slot.number, turn, at)
