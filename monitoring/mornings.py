"""The reminder of the 24-hour check, for those who have not opened the app by then."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from following.models import MorningCheck, ReminderChoice, Session
from following.mornings import A_DAY, FOLLOWED
from following.reaching import HAS_ADDRESS
from following.reminders.timing import MORNING_USEFUL_FOR
from monitoring import letters
from monitoring.models import Letter
from programs.models import Program
from programs.models.program import ProgramQuerySet

#: Late enough to be up, early enough to be answered before the day's sessions are over.
REMINDED_AT = time(10)


def remind(*, at: datetime) -> int:
    """Write once to each patient whose morning is not answered by ten; how many were written to."""
    programs = Program.objects.filter(HAS_ADDRESS, status=Program.Status.HOME)
    programs = programs.exclude(patient__user__is_active=False)
    zones = programs.values_list("patient__time_zone", flat=True).distinct()
    return sum(_remind_in(programs.filter(patient__time_zone=zone), zone, at) for zone in zones)


def _remind_in(programs: ProgramQuerySet, zone: str, at: datetime) -> int:
    now = at.astimezone(ZoneInfo(zone))
    first = datetime.combine(now.date(), REMINDED_AT, ZoneInfo(zone))
    if not first <= now < first + MORNING_USEFUL_FOR:
        return 0
    mine = {"clinic": OuterRef("clinic"), "patient": OuterRef("patient")}
    yesterday = Session.objects.filter(
        **mine, program=OuterRef("pk"), local_date=now.date() - A_DAY, status__in=FOLLOWED
    )
    answered = MorningCheck.objects.filter(**mine, local_date=now.date())
    written_to = {"key__startswith": letters.OF_A_MORNING, "written_at__gte": first}
    reminded = Letter.objects.filter(**mine, **written_to)
    due = programs.filter(Exists(yesterday), ~Exists(answered), ~Exists(reminded))
    found = list(due.select_related("patient__user"))
    choices = ReminderChoice.objects.of_all([one.patient for one in found])
    written = [
        (one.patient, f"{letters.OF_A_MORNING}{one.pk}:{now.date()}")
        for one in found
        if _may_write(choices[one.patient_id], now)
    ]
    letters.to_patients(written, at=at)
    return len(written)


def _may_write(choice: ReminderChoice, now: datetime) -> bool:
    """Who is written to at each session needs no letter more for the morning."""
    asked = choice.is_on and choice.email == ReminderChoice.Email.MORNING
    return asked and not choice.wish.quiet.holds(now.time())
