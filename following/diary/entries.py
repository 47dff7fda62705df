"""What was done, felt and written on the days of the diary, newest first, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from following.calendar import monday_of
from following.models import Note, Session, Stop
from following.mornings import FOLLOWED
from people.models import Patient, Reach
from programs.models import PrescribedLine
from programs.stop_rules import Outcome


@dataclass(frozen=True)
class DiaryStop:
    """One press on Stop: at which exercise, what was felt, and what followed, in words."""

    on: date
    exercise: str
    felt: str
    outcome: str


@dataclass(frozen=True)
class Entry:
    session: Session
    stops: tuple[DiaryStop, ...] = ()


@dataclass(frozen=True)
class Day:
    on: date
    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    is_bad: bool = False

    @property
    def followed(self) -> int:
        """How many of its sessions were finished or rightly stopped."""
        return sum(entry.session.status in FOLLOWED for entry in self.entries)

    @property
    def was_rested(self) -> bool:
        """Whether the patient heeded pain: stopped, did not start, or took it gently."""
        heeded = {Session.Status.STOPPED, Session.Status.REFUSED}
        return self.is_bad or any(entry.session.status in heeded for entry in self.entries)


@dataclass(frozen=True)
class Week:
    """The days of a week with something in them, from its Monday."""

    monday: date
    days: tuple[Day, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def sessions(self) -> int:
        return sum(day.followed for day in self.days)


def days_of(
    patient: Patient,
    *,
    sessions: Iterable[Session],
    notes: Iterable[Note],
    bad_days: frozenset[date],
) -> tuple[Day, ...]:
    done = list(sessions)
    stops = stops_of(patient, done)
    entries: dict[date, list[Entry]] = {}
    written: dict[date, list[Note]] = {}
    for session in done:
        entry = Entry(session, stops.get(session.pk, ()))
        entries.setdefault(session.local_date, []).append(entry)
    for note in notes:
        written.setdefault(note.local_date, []).append(note)
    return tuple(
        Day(on, tuple(entries.get(on, ())), tuple(written.get(on, ())), is_bad=on in bad_days)
        for on in sorted({*entries, *written, *bad_days}, reverse=True)
    )


def weeks_of(days: Iterable[Day]) -> tuple[Week, ...]:
    by_week = groupby(days, key=lambda day: monday_of(day.on))
    return tuple(Week(monday, tuple(of_week)) for monday, of_week in by_week)


def stops_of(patient: Patient, sessions: list[Session]) -> dict[UUID, tuple[DiaryStop, ...]]:
    rows = list(
        Stop.objects.filter(clinic=patient.clinic_id, session__in=sessions).order_by("happened_at")
    )
    lines = PrescribedLine.objects.filter(
        clinic=patient.clinic_id, pk__in={row.line_id for row in rows if row.line_id}
    )
    names = dict(lines.values_list("pk", "version__content__patient_name"))
    days = {session.pk: session.local_date for session in sessions}
    found: dict[UUID, tuple[DiaryStop, ...]] = {}
    for row in rows:
        stop = _in_words(row, days[row.session_id], names)
        found[row.session_id] = (*found.get(row.session_id, ()), stop)
    return found


def _in_words(row: Stop, on: date, names: dict[UUID, str]) -> DiaryStop:
    return DiaryStop(
        on=on,
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
