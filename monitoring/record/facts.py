"""What the record is made of, read once: the program, its course, the sessions and the stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from following.course import Course, courses_of
from following.gate_facts import GateFacts, gate_facts_of
from following.models import MorningCheck, Session, Stop
from monitoring.logged import COLUMNS, LoggedSession
from monitoring.patients import status_tone
from people.models import Patient
from programs import reading
from programs.models import PrescribedLine, Program
from programs.reading import PatientPlan
from programs.schedule import Slot


@dataclass(frozen=True)
class Facts:
    """`sessions` are newest first and reach back to the first; `period` is oldest day first."""

    patient: Patient
    program: Program | None
    plan: PatientPlan | None
    course: Course | None
    gate_facts: GateFacts | None
    sessions: tuple[Session, ...]
    stops: tuple[Stop, ...]
    mornings: tuple[MorningCheck, ...]
    lines: dict[UUID, PrescribedLine]
    today: date
    weeks: int

    @cached_property
    def logged(self) -> tuple[LoggedSession, ...]:
        return tuple(
            LoggedSession(*(getattr(one, name) for name in COLUMNS)) for one in self.sessions
        )

    @cached_property
    def period(self) -> tuple[date, ...]:
        days = 7 * self.weeks
        return tuple(self.today - timedelta(days=ago) for ago in reversed(range(days)))

    @cached_property
    def stops_in_period(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.stops if self.day_of(stop) >= self.period[0])

    def day_of(self, stop: Stop) -> date:
        return self.patient.local(stop.happened_at).date()

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        return self.course.slots_on(day) if self.course else ()

    @property
    def last_stop_on(self) -> date | None:
        return self.day_of(self.stops[0]) if self.stops else None

    @property
    def tone(self) -> str:
        return status_tone(self.program)

    @property
    def is_at_home(self) -> bool:
        return self.program is not None and self.program.status == Program.Status.HOME


def facts_of(patient: Patient, *, weeks: int, at: datetime) -> Facts:
    program = reading.current_program(patient) or _last_ended(patient)
    mine = {"clinic": patient.clinic_id, "patient": patient}
    return Facts(
        patient=patient,
        program=program,
        plan=reading.plan(program) if program else None,
        course=courses_of([program])[program.pk] if program else None,
        gate_facts=gate_facts_of([program], at=at)[program.pk] if program else None,
        sessions=tuple(Session.objects.filter(**mine).order_by("-local_date", "-slot")),
        stops=tuple(Stop.objects.filter(**mine).order_by("-happened_at")),
        mornings=tuple(MorningCheck.objects.filter(**mine).order_by("-local_date")),
        lines=_lines(program) if program else {},
        today=patient.local(at).date(),
        weeks=weeks,
    )


def _last_ended(patient: Patient) -> Program | None:
    programs = Program.objects.filter(clinic=patient.clinic_id, patient=patient)
    return programs.select_related("patient", "doctor__user").order_by("-id").first()


def _lines(program: Program) -> dict[UUID, PrescribedLine]:
    """Every line of every revision, to name what a stop or a set belongs to."""
    rows = PrescribedLine.objects.filter(clinic=program.clinic_id, revision__program=program)
    return {line.pk: line for line in rows.select_related("exercise")}
