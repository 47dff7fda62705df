"""The plan for a week as one document, from which a phone without a connection makes each session.

Its twin is static/js/offline/plan.js, which composes what following/document.py would.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.drawing import figure_address
from following import days
from following.days import Day, Standing
from following.document import (
    Background,
    afterwards_document,
    background_of,
    common_document,
    day_document,
    dose_document,
)
from following.dose import Dose, dose_on
from following.line_document import line_of_any_session, place_words
from following.models import Session
from following.mornings import FOLLOWED, WORSE
from following.questions import asked_from, check_in_of_any_time
from following.services.entering import has_acknowledged
from following.work import Work, work_on
from people.models import Patient, Side
from programs.dosage import in_words
from programs.models import PrescribedLine

#: Raised whenever the phone must read the plan in another way.
VERSION = 1
#: Today, and the week after it.
DAYS = 8
A_DAY = timedelta(days=1)
CLOSED = frozenset({Standing.NO_PROGRAM, Standing.SUPERVISED, Standing.PAUSED, Standing.ENDED})

#: Under these names a document has the address of something to be seen.
SHOWN = frozenset({"figure", "start", "end", "rest", "address"})

Days = tuple[date, Dose, tuple[Work, ...]]


def plan_document(patient: Patient, *, at: datetime) -> dict[str, Any]:
    """All that the phone keeps to go on alone; without `days` while nothing is open at home."""
    day = days.read(patient, at=at)
    return {
        "version": VERSION,
        "patient": str(patient.pk),
        "made_at": at.isoformat(),
        "time_zone": patient.time_zone,
        "emergency_number": patient.clinic.emergency_number,
        "standing": day.standing.value,
        "revision": day.plan and day.plan.revision.number,
        "revision_id": day.plan and str(day.plan.revision.pk),
        "words": {"place": place_words()},
        "done": [_known(one, day) for one in day.sessions if one.local_date >= day.on - A_DAY],
        "morning": _morning(day),
        **_week(day, patient),
    }


def _known(session: Session, day: Day) -> dict[str, Any]:
    """A session; `before` is what the morning after it is compared with, where that is asked."""
    is_own = day.program is not None and session.program_id == day.program.pk
    is_followed = is_own and session.status in FOLLOWED
    return {
        "key": f"{session.patient_id}:{session.local_date}:{session.slot}",
        "id": str(session.pk),
        "status": session.status,
        "done_at": session.ended_at and session.ended_at.isoformat(),
        "before": _before(session) if is_followed else None,
    }


def _before(session: Session) -> dict[str, Any]:
    return {"back": session.back_before, "leg": session.leg_before, "places": session.places}


def _morning(day: Day) -> dict[str, Any]:
    """The rules of the morning after, and the newest that the server knows of."""
    newest = day.morning
    return {
        "rules": day.plan.revision.rules.next_morning if day.plan else [],
        "on": newest and newest.local_date.isoformat(),
        "is_worse": newest is not None and newest.reason == WORSE,
    }


def _week(day: Day, patient: Patient) -> dict[str, Any]:
    if (
        day.plan is None
        or day.program is None
        or day.standing in CLOSED
        or not has_acknowledged(patient)
    ):
        return {"common": None, "asked_from": {}, "doses": {}, "figures": [], "days": []}
    revision = day.plan.revision
    known, less = background_of(patient, revision), Dose(revision.rules.next_session_percent)
    later = dose_on(day.program, revision, day=day.on + A_DAY, morning=day.morning)
    week = list(_work_of_each_day(day, today=day.dose, later=later))
    with_less = _work_of_each_day(day, today=less, later=less)
    common = common_document(known)
    common["check_in"] = check_in_of_any_time(known.facts, known.revision.rules.check_in)
    doses = _doses(known, [*week, *with_less])
    dated = [_day_document(known, on, dose, work) for on, dose, work in week]
    return {
        "common": common,
        "asked_from": {
            question: moment and moment.isoformat()
            for question, moment in asked_from(patient).items()
        },
        "doses": doses,
        "less": {"dose": _name(less)} | dose_document(less),
        "figures": sorted(set(_pictures([doses, dated]))),
        "days": dated,
    }


def _work_of_each_day(day: Day, *, today: Dose, later: Dose) -> Iterator[Days]:
    """Each day with its dose; a day before the revision starts has no session."""
    if day.plan is None:
        return
    revision = day.plan.revision
    for on in (day.on + A_DAY * ahead for ahead in range(DAYS)):
        dose = today if on == day.on else later
        lines = day.plan.lines if on >= revision.starts_on else ()
        yield on, dose, work_on(on, revision, lines, dose)


def _doses(known: Background, week: list[Days]) -> dict[str, dict[str, Any]]:
    """Each line once for every dose that the week has, with what is easier on any of its days."""
    doses: dict[str, dict[str, Any]] = {}
    for on, dose, day_long in week:
        lines = doses.setdefault(_name(dose), {})
        for line in (line for work in day_long for line in work.lines):
            with_easier = known.opens_easier(line, on)
            if with_easier or str(line.pk) not in lines:
                lines[str(line.pk)] = line_of_any_session(line, with_easier=with_easier)
    return doses


def _name(dose: Dose) -> str:
    return "whole" if dose == Dose() else "bad_day" if dose.is_flare else "less"


def _day_document(
    known: Background, on: date, dose: Dose, day_long: tuple[Work, ...]
) -> dict[str, Any]:
    """A day; `easier` names the lines whose easier version may stand in that day."""
    lines = {line.pk: line for work in day_long for line in work.lines}.values()
    return day_document(known, on, dose) | {
        "dose": _name(dose),
        "easier": [str(line.pk) for line in lines if known.opens_easier(line, on)],
        "slots": [_slot_document(work) for work in day_long],
    }


def _slot_document(work: Work) -> dict[str, Any]:
    slot, first = work.slot, work.lines[0]
    return {
        "number": slot.number,
        "count": slot.count,
        "name": str(slot.name),
        "title": _("%(name)s session") % {"name": slot.name},
        "about": slot.about.isoformat("minutes"),
        "minutes": work.minutes,
        "exercises": len(work.lines),
        "summary": _summary(work),
        "starts_with": _starts_with(first),
        "figure": _still(first),
        "lines": [str(line.pk) for line in work.lines],
        "afterwards": afterwards_document(work),
    }


def _summary(work: Work) -> str:
    return ngettext(
        "%(exercises)s exercise · about %(minutes)s min",
        "%(exercises)s exercises · about %(minutes)s min",
        len(work.lines),
    ) % {"exercises": len(work.lines), "minutes": work.minutes}


def _starts_with(line: PrescribedLine) -> str:
    words = {"name": line.version.content["patient_name"], "dose": in_words(line.dosage)}
    return _("Starts with: %(name)s, %(dose)s") % words


def _still(line: PrescribedLine) -> str:
    side = "" if line.side == Side.BOTH else line.side
    return figure_address(line.version, still="1", side=side)


def _pictures(part: Any) -> Iterator[str]:
    """The addresses of all that the sessions show."""
    if isinstance(part, list):
        for one in part:
            yield from _pictures(one)
    if isinstance(part, dict):
        shown = {name: address for name, address in part.items() if name in SHOWN}
        yield from (address for address in shown.values() if address and isinstance(address, str))
        for value in part.values():
            yield from _pictures(value)
