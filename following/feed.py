"""The calendar that a patient's own calendar app asks for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import override

from following.ahead import Ahead, sessions_ahead
from following.models import CalendarFeed, ReminderChoice
from following.reminders.addresses import CALENDAR, id_in
from following.reminders.calendar import Entry, calendar
from following.reminders.timing import Wish

#: Four weeks ahead.
DAYS = 28


def feed_of(token: str) -> CalendarFeed | None:
    """The calendar that this address opens; none once it, or its owner's account, was closed."""
    key = id_in(token, purpose=CALENDAR)
    found = CalendarFeed.objects.filter(pk=key) if key else CalendarFeed.objects.none()
    open_ones = found.filter(patient__user__is_active=True)
    return open_ones.select_related("patient__clinic").first()


def ics(feed: CalendarFeed, *, at: datetime) -> bytes:
    patient = feed.patient
    choice, zone = ReminderChoice.objects.of(patient), ZoneInfo(patient.time_zone)
    today = patient.local(at).date()
    ahead = sessions_ahead(patient, first=today, days=DAYS)
    with override(patient.language):
        entries = [_entry(one, choice.wish, zone, is_on=choice.is_on) for one in ahead]
        return calendar(entries, owner=patient.pk, made_at=feed.made_at)


def _entry(one: Ahead, wish: Wish, zone: ZoneInfo, *, is_on: bool) -> Entry:
    """At the patient's own time; without an alarm where the patient wants no reminder."""
    chosen = wish.time_of(one.slot)
    starts = datetime.combine(one.day, chosen or one.slot.about, zone)
    rings = is_on and chosen is not None and not wish.quiet.holds(chosen)
    return Entry(starts, one.slot.number, one.minutes, with_alarm=rings)
