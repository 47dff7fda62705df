"""By when a doctor must have acted: pure arithmetic of working days in the clinic's own time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

# A same-day alert raised after hours is due early on the next morning, whatever day that is.
NEXT_MORNING = time(9)


@dataclass(frozen=True)
class Calendar:
    """When a clinic works: on which days of the week (Monday is 0), and not on closed days."""

    zone: ZoneInfo
    day_ends_at: time
    working_days: frozenset[int]
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.working_days & set(range(7)):
            raise ValueError("A clinic works on some day of the week.")

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        return datetime.combine(day, self.day_ends_at, self.zone)

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.working_days and day not in self.closed

    def working_day_after(self, day: date) -> date:
        following = day + timedelta(days=1)
        while not self.works_on(following):
            following += timedelta(days=1)
        return following


def same_day(at: datetime, calendar: Calendar) -> datetime:
    """The end of the clinic's day, or the next morning once that day is over."""
    today = calendar.day_of(at)
    end = calendar.end_of(today)
    if at < end:
        return end
    return datetime.combine(today + timedelta(days=1), NEXT_MORNING, calendar.zone)


def working_day(at: datetime, calendar: Calendar) -> datetime:
    """The end of the next day on which the clinic works."""
    return calendar.end_of(calendar.working_day_after(calendar.day_of(at)))


def within_a_week(at: datetime, calendar: Calendar) -> datetime:
    """The end of the day a week on, or of the next one on which the clinic works."""
    in_six_days = calendar.day_of(at) + timedelta(days=6)
    return calendar.end_of(calendar.working_day_after(in_six_days))


def when_in_words(due: datetime, now: datetime) -> str:
    """The moment as a doctor says it, both given in the doctor's own time."""
    clock = time_format(due, "H:i")
    if due.date() == now.date():
        return _("today %(time)s") % {"time": clock}
    if due.date() == now.date() + timedelta(days=1):
        return _("tomorrow %(time)s") % {"time": clock}
    return date_format(due, "j M")


def left_in_words(due: datetime, now: datetime) -> str:
    if now > due:
        return _("overdue by %(time)s") % {"time": timesince(due, now, depth=1)}
    return _("%(time)s left") % {"time": timeuntil(due, now, depth=1)}
