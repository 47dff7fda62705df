"""A program in brief, as the patient shows it to a doctor, on the screen or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from following import sheets
from following.calendar import monday_of
from following.course import Course, courses_of
from following.diary.entries import Day, DiaryStop, days_of
from following.diary.recent import pain_chart
from following.models import FlareDay, Note, Session
from following.pain_weeks import PainChart
from following.sheets import Result
from people.models import Patient
from programs.models import Program

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Summary:
    """From the day of the release home up to today; sessions count up to yesterday."""

    program: Program
    since: date
    on: date
    done: int
    prescribed: int
    bad_days: int
    stops: tuple[DiaryStop, ...]
    notes: tuple[Note, ...]
    pain: PainChart | None
    results: tuple[Result, ...]


def summary_of(patient: Patient, *, at: datetime) -> Summary | None:
    """None before a program has been released home."""
    released = Program.objects.filter(
        clinic=patient.clinic_id, patient=patient, released_at__isnull=False
    )
    rows = released.select_related("clinic", "patient", "doctor__user")
    program = rows.order_by("-id").first()
    if program is None or program.released_at is None:
        return None
    since, on = patient.local(program.released_at).date(), patient.local(at).date()
    days = _days(program, since, on)
    prescribed = _prescribed(courses_of([program])[program.pk], since, on)
    return Summary(
        program=program,
        since=since,
        on=on,
        done=sum(min(day.followed, prescribed.get(day.on, 0)) for day in days),
        prescribed=sum(prescribed.values()),
        bad_days=sum(day.is_bad for day in days),
        stops=tuple(chain.from_iterable(one.stops for day in days for one in day.entries)),
        notes=tuple(chain.from_iterable(day.notes for day in days)),
        pain=pain_chart(patient, first=monday_of(since), last=on),
        results=sheets.results_of(program),
    )


def _days(program: Program, since: date, on: date) -> tuple[Day, ...]:
    patient = program.patient
    period = {"clinic": program.clinic_id, "local_date__range": (since, on)}
    bad_days = FlareDay.objects.filter(program=program, **period)
    shown = Note.objects.filter(patient=patient, is_shown=True, **period)
    return days_of(
        patient,
        sessions=Session.objects.filter(patient=patient, program=program, **period).order_by(
            "-local_date", "-slot"
        ),
        notes=shown.order_by("-local_date", "-id"),
        bad_days=frozenset(bad_days.values_list("local_date", flat=True)),
    )


def _prescribed(course: Course, since: date, on: date) -> dict[date, int]:
    """Sessions asked for on each day that is over: what is left of today may still be done."""
    past = (since + ago * DAY for ago in range((on - since).days))
    return {day: len(course.slots_on(day)) for day in past}
