"""The last weeks of a program at home, read as the rules over days look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from following.course import courses_of
from following.models import FlareDay, MorningCheck, Session, Stop
from monitoring.features import DAY, FORTNIGHT, Answer, Exercised, Log
from monitoring.models import JudgedDay
from people.models import Patient
from programs import reading, safety
from programs.models import (
    ContraindicationReview,
    NewCondition,
    Program,
    ProgramEvent,
    RedFlagCheck,
    Revision,
)
from programs.safety.readiness import ADULT_AGE

#: Longer than the longest silence that a clinic may allow.
LOOKED_BACK = timedelta(days=30)
#: Days not judged while the watch stood still are judged so far back, and no further.
CATCHES_UP = timedelta(days=14)
EVERYTHING = Q()
NEEDS_CLEARANCE = safety.Kind.NEEDS_CLEARANCE


@dataclass(frozen=True)
class Watched:
    """A program at home, `since` its last release or resumption, and judged up to that day."""

    program: Program
    since: datetime
    judged_to: date | None

    @property
    def patient(self) -> Patient:
        return self.program.patient

    @property
    def since_day(self) -> date:
        return self.patient.local(self.since).date()

    def days_over(self, at: datetime) -> list[date]:
        """The days at home that are over where the patient lives and not judged yet.

        What is further back than CATCHES_UP says nothing of today.
        """
        last = self.patient.local(at).date() - DAY
        first = max(self.since_day, last + DAY - CATCHES_UP)
        if self.judged_to:
            first = max(first, self.judged_to + DAY)
        return _days(first, last)


def at_home(programs: QuerySet[Program], behind: Q = EVERYTHING) -> list[Watched]:
    """Those of these programs that are followed at home now, in one query.

    `behind` may ask about the day `judged_to`.
    """
    mine = {"clinic": OuterRef("clinic"), "program": OuterRef("pk")}
    resumed = ProgramEvent.objects.filter(**mine, kind=ProgramEvent.Kind.RESUMED).order_by("-at")
    judged = JudgedDay.objects.filter(**mine).order_by("-day")
    rows = programs.filter(status=Program.Status.HOME).annotate(
        # Without a resumption it is the release: PostgreSQL passes over what is not there.
        since=Greatest("released_at", Subquery(resumed.values("at")[:1])),
        judged_to=Subquery(judged.values("day")[:1]),
    )
    found = (
        rows.filter(behind).select_related("clinic", "patient__user", "doctor__user").order_by("id")
    )
    return [Watched(program, program.since, program.judged_to) for program in found]


def reported(one: Watched, revision: Revision, *, first: date, last: date) -> Log:
    """What the patient reported, for judging the days from first to last."""
    period = _period(one, first, last) | {"program": one.program}
    sessions = list(Session.objects.filter(**period))
    return Log(
        since=one.since,
        silence_from=max(one.since_day, revision.starts_on),
        answers=(*_of_sessions(sessions), *_of_stops(one, sessions), *_of_mornings(period)),
        sessions=tuple(
            Exercised(each.ended_at or each.started_at, each.local_date, each.status)
            for each in sessions
        ),
        **_review(one, on=last),
    )


def reported_and_followed(one: Watched, revision: Revision, *, first: date, last: date) -> Log:
    """What the patient reported, and how much of the program was asked for on each day."""
    bad_days = FlareDay.objects.filter(**_period(one, first, last))
    course = courses_of([one.program])[one.program.pk]
    return replace(
        reported(one, revision, first=first, last=last),
        heard_on=_red_flags_answered_on(one.patient),
        bad_days=frozenset(bad_days.values_list("local_date", flat=True)),
        prescribed={day: len(course.slots_on(day)) for day in _days(first - FORTNIGHT, last)},
    )


def _period(one: Watched, first: date, last: date) -> dict[str, Any]:
    return {
        "clinic": one.program.clinic_id,
        "patient": one.patient,
        "local_date__range": (first - LOOKED_BACK, last),
    }


def _of_sessions(sessions: Iterable[Session]) -> Iterator[Answer]:
    for one in sessions:
        at, day = one.ended_at or one.started_at, one.local_date
        yield Answer(at, day, one.back_before, one.leg_before, at_rest=True)
        yield Answer(at, day, one.back_after, one.leg_after, at_rest=False)


def _of_stops(one: Watched, sessions: Iterable[Session]) -> Iterator[Answer]:
    days = {session.pk: session.local_date for session in sessions}
    rows = Stop.objects.filter(clinic=one.program.clinic_id, session__in=days)
    for session_id, at, back, leg in rows.values_list("session_id", "received_at", "back", "leg"):
        yield Answer(at, days[session_id], back, leg, at_rest=False)


def _of_mornings(period: dict[str, Any]) -> Iterator[Answer]:
    rows = MorningCheck.objects.filter(**period)
    for row in rows.values_list("received_at", "local_date", "back", "leg"):
        yield Answer(*row, at_rest=True)


def _review(one: Watched, *, on: date) -> dict[str, Any]:
    """Whether a condition waits for its review, and until when the clearances hold."""
    patient = one.patient
    told = reading.newest(NewCondition, patient)
    review = reading.newest(ContraindicationReview, patient)
    findings = set(review.findings) if review else set()
    if patient.youngest_age(on) < ADULT_AGE:
        findings.add("under_18")
    ends = (
        held.review_on
        for held in reading.clearances_of(patient)
        if held.finding in findings and safety.finding(held.finding).kind == NEEDS_CLEARANCE
    )
    return {
        "new_condition": told is not None
        and (review is None or review.recorded_at < told.recorded_at),
        "cleared_until": min(ends, default=None),
    }


def _red_flags_answered_on(patient: Patient) -> tuple[date, ...]:
    """The days on which the patient, and not the doctor, answered about red flags."""
    rows = RedFlagCheck.objects.filter(
        clinic=patient.clinic_id, patient=patient, recorded_by=patient.user
    )
    moments = rows.values_list("recorded_at", flat=True)
    return tuple(patient.local(moment).date() for moment in moments)


def _days(first: date, last: date) -> list[date]:
    return [first + ago * DAY for ago in range((last - first).days + 1)]
