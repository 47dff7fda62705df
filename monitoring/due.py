"""By when a doctor must have acted: pure arithmetic of working days in the clinic's own time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

# A same-day alert raised after hours is due early on the next morning, whatever day that is.
NEXT_MORNING = time(9)
SATURDAY = 5


def same_day(at: datetime, *, zone: ZoneInfo, day_ends_at: time) -> datetime:
    """The end of the clinic's day, or the next morning once that day is over."""
    today = at.astimezone(zone).date()
    end = datetime.combine(today, day_ends_at, zone)
    if at < end:
        return end
    return datetime.combine(today + timedelta(days=1), NEXT_MORNING, zone)


def working_day(at: datetime, *, zone: ZoneInfo, day_ends_at: time) -> datetime:
    """The end of the next day from Monday to Friday."""
    day = _next_working_day(at.astimezone(zone).date())
    return datetime.combine(day, day_ends_at, zone)


def within_a_week(at: datetime, *, zone: ZoneInfo, day_ends_at: time) -> datetime:
    """The end of the day a week on, or of the Monday after it."""
    day = _next_working_day(at.astimezone(zone).date() + timedelta(days=6))
    return datetime.combine(day, day_ends_at, zone)


def _next_working_day(day: date) -> date:
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following


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
