"""A patient's sessions as an iCalendar: their names say nothing about health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

#: How often a calendar should ask again.
REFRESHED_EVERY = timedelta(hours=6)
#: The changes of the clocks are told from so long before the first session to so long after.
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """One session: `starts` in the patient's time zone, `number` of the day."""

    starts: datetime
    number: int
    minutes: int
    with_alarm: bool


def calendar(entries: Sequence[Entry], *, owner: UUID, made_at: datetime) -> bytes:
    """The same bytes for the same sessions; `owner` keeps the name of each event the same."""
    whole = Calendar()
    whole.add("prodid", "-//Sciatica//Home exercises//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", _("Exercises"))
    whole.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    whole.add("x-published-ttl", "PT6H")
    for entry in entries:
        whole.add_component(_event(entry, owner, made_at))
    if entries:
        first, last = entries[0].starts.date(), entries[-1].starts.date()
        whole.add_missing_timezones(first - A_YEAR, last + A_YEAR)
    return whole.to_ical()


def _event(entry: Entry, owner: UUID, made_at: datetime) -> Event:
    event = Event()
    key = f"{entry.starts.date()}/{entry.number}"
    event.add("uid", str(uuid5(owner, key)))
    event.add("dtstamp", made_at)
    event.add("dtstart", entry.starts)
    event.add("duration", timedelta(minutes=max(entry.minutes, 1)))
    event.add("summary", _("Exercises"))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.with_alarm:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Exercises"))
    alarm.add("trigger", timedelta())
    return alarm
