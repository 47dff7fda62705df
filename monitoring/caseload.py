"""The open programs a doctor looks after, with what the worklist needs to know of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import TruncDate

from following.course import Course, courses_of
from following.evidence import looked_back
from following.gate_facts import GateFacts, gate_facts_of
from following.models import Session
from monitoring.logged import COLUMNS, LoggedSession
from people.models import User
from programs import safety
from programs.models import Clearance, Program

FIRST_WEEK = timedelta(days=7)
HOME = Program.Status.HOME


@dataclass(frozen=True)
class Case:
    """One open program; `sessions` are those of its first week and of the last four or more."""

    program: Program
    course: Course
    gate_facts: GateFacts
    sessions: tuple[LoggedSession, ...]
    clearances: tuple[safety.Clearance, ...]
    today: date

    @property
    def is_at_home(self) -> bool:
        return self.program.status == HOME


def cases(user: User, *, mine: bool, at: datetime) -> list[Case]:
    """The caseload of one doctor, or of their clinics; as many queries for one as for many."""
    programs = Program.objects.treated_by(user).current()
    if mine:
        programs = programs.filter(doctor__in=user.doctors)
    found = list(programs.select_related("patient", "doctor__user", "clinic").order_by("id"))
    courses, facts = courses_of(found), gate_facts_of(found, at=at)
    sessions, clearances = _sessions(user, facts, at), _clearances(user, found)
    return [
        Case(
            program=program,
            course=courses[program.pk],
            gate_facts=facts[program.pk],
            sessions=tuple(sessions[program.pk]),
            clearances=tuple(clearances[program.patient_id]),
            today=program.patient.local(at).date(),
        )
        for program in found
    ]


def _sessions(
    user: User, facts: Mapping[UUID, GateFacts], at: datetime
) -> dict[UUID, list[LoggedSession]]:
    furthest = max((looked_back(one.thresholds) for one in facts.values()), default=FIRST_WEEK)
    recent = Q(local_date__gte=at.date() - furthest)
    released_on = TruncDate(F("program__released_at"))
    at_the_start = Q(local_date__lte=released_on + FIRST_WEEK)
    rows = Session.objects.filter(recent | at_the_start, clinic__in=user.clinics).filter(
        program__in=[key for key, one in facts.items() if one.program.status == HOME]
    )
    found: dict[UUID, list[LoggedSession]] = defaultdict(list)
    for row in rows.values_list(*COLUMNS):
        session = LoggedSession(*row)
        found[session.program_id].append(session)
    return found


def _clearances(user: User, programs: Iterable[Program]) -> dict[UUID, list[safety.Clearance]]:
    """The newest clearance of each finding, by patient."""
    rows = Clearance.objects.filter(
        clinic__in=user.clinics, patient__in=[program.patient_id for program in programs]
    )
    newest = rows.order_by("patient", "finding", "-id").distinct("patient", "finding")
    found: dict[UUID, list[safety.Clearance]] = defaultdict(list)
    for patient_id, finding, review_on in newest.values_list("patient_id", "finding", "review_on"):
        found[patient_id].append(safety.Clearance(finding, review_on))
    return found
