"""The doctor's list of patients: who they are, where their program stands, and their pain now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from following.models import Session
from people.models import Patient, User
from people.models.patient import PatientQuerySet
from programs.models import Program

A_PAGE = 20
NO_PROGRAM = "none"
STATUSES: tuple[tuple[str, str | Promise], ...] = (
    ("", _("All")),
    (Program.Status.HOME, Program.Status.HOME.label),
    (Program.Status.SUPERVISED, Program.Status.SUPERVISED.label),
    (Program.Status.SUSPENDED, Program.Status.SUSPENDED.label),
    (Program.Status.DRAFT, Program.Status.DRAFT.label),
    (NO_PROGRAM, _("No program")),
)
TONES = {
    Program.Status.HOME: "teal",
    Program.Status.SUPERVISED: "amber",
    Program.Status.SUSPENDED: "coral",
}


@dataclass(frozen=True)
class Row:
    patient: Patient
    program: Program | None
    last: Session | None

    @property
    def tone(self) -> str:
        return status_tone(self.program)

    @property
    def leg_pain(self) -> int | None:
        """The newest answer, NPRS."""
        if self.last is None:
            return None
        return self.last.leg_before if self.last.leg_after is None else self.last.leg_after


def status_tone(program: Program | None) -> str:
    return TONES.get(Program.Status(program.status), "grey") if program else "grey"


@dataclass(frozen=True)
class PatientList:
    page: Page[Patient]
    rows: tuple[Row, ...]


def patient_list(user: User, *, text: str, status: str, page: str | int) -> PatientList:
    """One page of the patients found, in as many queries for one as for a hundred."""
    found = Patient.objects.treated_by(user).search(text).select_related("doctor__user")
    shown = Paginator(_with_status(found, status).order_by(Lower("name"), "id"), A_PAGE)
    of_page = shown.get_page(page)
    programs, last = _programs(user, of_page), _last_sessions(user, of_page)
    rows = (Row(one, programs.get(one.pk), last.get(one.pk)) for one in of_page)
    return PatientList(of_page, tuple(rows))


def _with_status(found: PatientQuerySet, status: str) -> PatientQuerySet:
    if not status:
        return found
    current = Program.objects.current().filter(clinic=OuterRef("clinic"), patient=OuterRef("pk"))
    found = found.annotate(status=Subquery(current.values("status")[:1]))
    return found.filter(status=None if status == NO_PROGRAM else status)


def _programs(user: User, patients: Iterable[Patient]) -> dict[UUID, Program]:
    current = Program.objects.treated_by(user).current().filter(patient__in=list(patients))
    return {program.patient_id: program for program in current}


def _last_sessions(user: User, patients: Iterable[Patient]) -> dict[UUID, Session]:
    sessions = Session.objects.filter(clinic__in=user.clinics, patient__in=list(patients))
    newest = sessions.order_by("patient", "-local_date", "-slot").distinct("patient")
    return {session.patient_id: session for session in newest}
