"""The patient's diary, a month at a time: the calendar, and what was done, felt and written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Q

from following import calendar
from following.calendar import Cell, Logged, monday_of
from following.course import Course, courses_of
from following.diary.entries import Day, Week, days_of, weeks_of
from following.diary.recent import Recent, recent_of
from following.models import FlareDay, Note, Session
from people.models import Patient
from programs.models import Program

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Diary:
    """A month from its first day; `earlier` and `later` are the next ones with something in them.

    `recent` looks at the last weeks and is there on the newest page alone.
    """

    month: date
    calendar: tuple[tuple[Cell, ...], ...]
    weeks: tuple[Week, ...]
    earlier: date | None
    later: date | None
    recent: Recent | None

    @property
    def weekdays(self) -> tuple[date, ...]:
        """Days of the columns, for their names."""
        return tuple(monday_of(self.month) + column * DAY for column in range(calendar.WEEK))

    @property
    def is_empty(self) -> bool:
        return not (self.weeks or self.earlier or self.later)


def read(patient: Patient, *, at: datetime, month: date | None = None) -> Diary:
    today = patient.local(at).date()
    first = (month or today).replace(day=1)
    last = calendar.month_after(first) - DAY
    days = _days(patient, first, last)
    return Diary(
        month=first,
        calendar=_calendar(patient, first, min(last, today), days, today),
        weeks=weeks_of(days),
        earlier=_newest(patient, before=first),
        later=_oldest(patient, after=last) if last < today else None,
        recent=recent_of(patient, on=today) if last >= today else None,
    )


def _days(patient: Patient, first: date, last: date) -> tuple[Day, ...]:
    mine = {"clinic": patient.clinic_id, "patient": patient, "local_date__range": (first, last)}
    bad_days = FlareDay.objects.filter(**mine).values_list("local_date", flat=True)
    return days_of(
        patient,
        sessions=Session.objects.filter(**mine).order_by("-local_date", "-slot"),
        notes=Note.objects.filter(**mine).order_by("-local_date", "-id"),
        bad_days=frozenset(bad_days),
    )


def _calendar(
    patient: Patient, first: date, until: date, days: tuple[Day, ...], today: date
) -> tuple[tuple[Cell, ...], ...]:
    programs = Program.objects.filter(clinic=patient.clinic_id, patient=patient)
    courses = courses_of(programs.select_related("patient").order_by("id")).values()
    logged = {
        day.on: Logged(day.followed, _asked(courses, day.on), rested=day.was_rested) for day in days
    }
    past = (first + ago * DAY for ago in range((until - first).days + 1))
    free = frozenset(day for day in past if _is_free(courses, day))
    return calendar.month(first, logged, free=free, today=today)


def _asked(courses: Collection[Course], day: date) -> int:
    return sum(len(course.slots_on(day)) for course in courses)


def _is_free(courses: Collection[Course], day: date) -> bool:
    """Whether a program at home asks for nothing on that day."""
    return any(one.is_at_home_on(day) for one in courses) and not _asked(courses, day)


def _newest(patient: Patient, *, before: date) -> date | None:
    return max(_edges(patient, Max("local_date"), Q(local_date__lt=before)), default=None)


def _oldest(patient: Patient, *, after: date) -> date | None:
    return min(_edges(patient, Min("local_date"), Q(local_date__gt=after)), default=None)


def _edges(patient: Patient, edge: Max | Min, where: Q) -> list[date]:
    mine = Q(clinic=patient.clinic_id, patient=patient)
    tables = (Session.objects, FlareDay.objects, Note.objects)
    found = (table.filter(mine & where).aggregate(day=edge)["day"] for table in tables)
    return [day.replace(day=1) for day in found if day]
