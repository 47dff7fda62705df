"""The patient's diary: what was done on which day, newest first, a few weeks at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.utils.translation import gettext as _

from following.models import Session, Stop
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
    if before:
        sessions = sessions.filter(local_date__lt=before)
    newest = sessions.first()
    if newest is None:
        return Diary((), None)
    first = monday_of(newest.local_date) - timedelta(weeks=WEEKS_A_PAGE - 1)
    shown = list(sessions.filter(local_date__gte=first))
    has_earlier = sessions.filter(local_date__lt=first).exists()
    return Diary(_weeks(shown, _stops_of(patient, shown)), first if has_earlier else None)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(
    sessions: Iterable[Session], stops: dict[UUID, tuple[DiaryStop, ...]]
) -> tuple[Week, ...]:
    days = [
        Day(day, tuple(Entry(session, stops.get(session.pk, ())) for session in of_day))
        for day, of_day in groupby(sessions, key=attrgetter("local_date"))
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
