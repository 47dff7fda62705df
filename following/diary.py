"""The patient's diary: what was done on which day, newest first, a few weeks at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from following.models import FlareDay, Session, Stop
from people.models import Patient, Reach
from programs.models import PrescribedLine
from programs.stop_rules import Outcome

WEEKS_A_PAGE = 6


@dataclass(frozen=True)
class DiaryStop:
    """One press on Stop: at which exercise, what was felt, and what followed, in words."""

    exercise: str
    felt: str
    outcome: str


@dataclass(frozen=True)
class Entry:
    session: Session
    stops: tuple[DiaryStop, ...]


@dataclass(frozen=True)
class Day:
    on: date
    entries: tuple[Entry, ...]
    is_bad: bool


@dataclass(frozen=True)
class Week:
    """A week from its Monday, and how many of its sessions were finished or rightly stopped."""

    monday: date
    days: tuple[Day, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def sessions(self) -> int:
        followed = {Session.Status.DONE, Session.Status.STOPPED}
        return sum(entry.session.status in followed for day in self.days for entry in day.entries)


@dataclass(frozen=True)
class Diary:
    """A page of weeks; `earlier` is the day before which the next page begins, if there is one."""

    weeks: tuple[Week, ...]
    earlier: date | None


def read(patient: Patient, *, before: date | None = None) -> Diary:
    sessions = Session.objects.own(patient).order_by("-local_date", "-slot")
    bad_days = FlareDay.objects.filter(clinic=patient.clinic_id, patient=patient)
    if before:
        sessions = sessions.filter(local_date__lt=before)
        bad_days = bad_days.filter(local_date__lt=before)
    dates = sessions.order_by().values_list("local_date").union(bad_days.values_list("local_date"))
    newest, oldest = dates.order_by("-local_date").first(), dates.order_by("local_date").first()
    if newest is None or oldest is None:
        return Diary((), None)
    first = monday_of(newest[0]) - timedelta(weeks=WEEKS_A_PAGE - 1)
    shown = list(sessions.filter(local_date__gte=first))
    bad = bad_days.filter(local_date__gte=first).values_list("local_date", flat=True)
    weeks = _weeks(shown, frozenset(bad), _stops_of(patient, shown))
    return Diary(weeks, first if oldest[0] < first else None)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(
    sessions: Iterable[Session],
    bad_days: frozenset[date],
    stops: dict[UUID, tuple[DiaryStop, ...]],
) -> tuple[Week, ...]:
    entries: dict[date, list[Entry]] = {day: [] for day in bad_days}
    for session in sessions:
        entries.setdefault(session.local_date, []).append(Entry(session, stops.get(session.pk, ())))
    days = [
        Day(on, tuple(entries[on]), is_bad=on in bad_days) for on in sorted(entries, reverse=True)
    ]
    return tuple(
        Week(monday, tuple(of_week))
        for monday, of_week in groupby(days, key=lambda day: monday_of(day.on))
    )


def _stops_of(patient: Patient, sessions: list[Session]) -> dict[UUID, tuple[DiaryStop, ...]]:
    rows = list(
        Stop.objects.filter(clinic=patient.clinic_id, session__in=sessions).order_by("happened_at")
    )
    lines = PrescribedLine.objects.filter(
        clinic=patient.clinic_id, pk__in={row.line_id for row in rows if row.line_id}
    )
    names = dict(lines.values_list("pk", "version__content__patient_name"))
    found: dict[UUID, tuple[DiaryStop, ...]] = {}
    for row in rows:
        found[row.session_id] = (*found.get(row.session_id, ()), _in_words(row, names))
    return found


def _in_words(row: Stop, names: dict[UUID, str]) -> DiaryStop:
    return DiaryStop(
        exercise=names.get(row.line_id, "") if row.line_id else "",
        felt=_felt(row),
        outcome=str(Outcome(row.outcome).label),
    )


def _felt(row: Stop) -> str:
    """Only what was answered: "Leg 5 of 10, down to: Calf. Back 2 of 10."."""
    parts = []
    if row.leg is not None:
        leg = _("Leg %(pain)s of 10") % {"pain": row.leg}
        reach = Reach(row.reach).label if row.leg and row.reach else ""
        parts.append(
            _("%(leg)s, down to: %(reach)s.") % {"leg": leg, "reach": reach} if reach else f"{leg}."
        )
    if row.back is not None:
        parts.append(_("Back %(pain)s of 10.") % {"pain": row.back})
    return " ".join(parts)
