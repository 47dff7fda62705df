"""The last weeks of a diary: what was done, and how pain went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from following import pain_weeks
from following.calendar import monday_of
from following.encouragement import Counts, headline, words
from following.models import FlareDay, MorningCheck, Session
from following.pain_weeks import PainChart, Reading
from people.models import Patient

WEEKS_SHOWN = 12
FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True)
class Recent:
    headline: str
    words: tuple[str, ...]
    pain: PainChart | None


def recent_of(patient: Patient, *, on: date) -> Recent:
    counts = _counts(patient, on=on)
    first = monday_of(on) - (WEEKS_SHOWN - 1) * pain_weeks.WEEK
    return Recent(headline(counts), words(counts), pain_chart(patient, first=first, last=on))


def pain_chart(patient: Patient, *, first: date, last: date) -> PainChart | None:
    """From the first week with an answer on; None without any."""
    readings = list(_readings(patient, first, last))
    if not readings:
        return None
    begun = monday_of(min(one.on for one in readings))
    return pain_weeks.chart(pain_weeks.by_week(readings, first=begun, last=monday_of(last)))


def _counts(patient: Patient, *, on: date) -> Counts:
    period = {
        "clinic": patient.clinic_id,
        "patient": patient,
        "local_date__gt": on - FOUR_WEEKS,
        "local_date__lte": on,
    }
    statuses = list(Session.objects.filter(**period).values_list("status", flat=True))
    return Counts(
        done=statuses.count(Session.Status.DONE),
        stopped=statuses.count(Session.Status.STOPPED),
        bad_days=FlareDay.objects.filter(**period).count(),
    )


def _readings(patient: Patient, first: date, last: date) -> Iterator[Reading]:
    """Answers at rest: before a session, and in the morning after."""
    mine = {"clinic": patient.clinic_id, "patient": patient, "local_date__range": (first, last)}
    sessions = Session.objects.filter(**mine, leg_before__isnull=False)
    for row in sessions.values_list("local_date", "back_before", "leg_before"):
        yield Reading(*row)
    for row in MorningCheck.objects.filter(**mine).values_list("local_date", "back", "leg"):
        yield Reading(*row)
