"""Every session of the record: what was done of what was prescribed, pain, and the stops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from following.models import Session, Stop
from monitoring import reasons
from monitoring.record.facts import Facts
from programs.stop_rules import Outcome


@dataclass(frozen=True)
class StopEntry:
    """One press on Stop: what happened, where and how much, and what the stop rules decided."""

    stop: Stop
    title: str
    exercise: str
    decision: str | Promise


@dataclass(frozen=True)
class Entry:
    session: Session
    name: str | Promise
    stops: tuple[StopEntry, ...]


def entries(facts: Facts) -> tuple[Entry, ...]:
    """The sessions of the period, newest first."""
    stops: dict[UUID, list[Stop]] = defaultdict(list)
    for stop in facts.stops:
        stops[stop.session_id].append(stop)
    return tuple(
        Entry(session, _name(facts, session), tuple(_stop_entries(facts, stops[session.pk])))
        for session in facts.sessions
        if session.local_date >= facts.period[0]
    )


def _name(facts: Facts, session: Session) -> str | Promise:
    """The time of day it belongs to, as the patient reads it."""
    names = {slot.number: slot.name for slot in facts.slots_on(session.local_date)}
    return names.get(session.slot) or _("Session %(number)s") % {"number": session.slot}


def _stop_entries(facts: Facts, stops: Iterable[Stop]) -> Iterable[StopEntry]:
    for stop in stops:
        line = facts.lines.get(stop.line_id) if stop.line_id else None
        yield StopEntry(
            stop=stop,
            title=reasons.title(stop.reason, {"reach": stop.reach}),
            exercise=line.exercise.patient_name if line else "",
            decision=Outcome(stop.outcome).label,
        )
