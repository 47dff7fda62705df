"""The patient's day at home: where the program stands, which sessions are done, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from following import plan
from following.locks import Lock
from following.models import Session
from following.opening import RESUMABLE
from following.plan import Stage
from following.progress import progress_of
from following.today import SessionState, State, Today, TodaySlot, today
from people.ids import uuid7
from people.models import Doctor, Patient, User
from programs import reading
from programs.dosage import in_words, session_seconds
from programs.models import PrescribedLine, Program
from programs.reading import PatientPlan
from programs.schedule import LineSchedule, Slot, slots_on

# Long enough to see the last session before a pause.
RECENT = timedelta(days=28)


class Standing(StrEnum):
    """What the day's page is about."""

    NO_PROGRAM = "no_program"
    SUPERVISED = "supervised"
    PAUSED = "paused"
    ENDED = "ended"
    NOT_YET = "not_yet"
    REST_DAY = "rest_day"
    DONE = "done"
    DUE = "due"


AWAY_FROM_HOME: dict[str, Standing] = {
    Program.Status.SUPERVISED: Standing.SUPERVISED,
    Program.Status.SUSPENDED: Standing.PAUSED,
    Program.Status.ENDED: Standing.ENDED,
}


@dataclass(frozen=True)
class NextSession:
    """The session to do next; the id is a running session's own, or a new one to begin with."""

    id: UUID
    slot: Slot
    lines: tuple[PrescribedLine, ...]
    is_running: bool

    @property
    def minutes(self) -> int:
        return -(-sum(session_seconds(line.dosage) for line in self.lines) // 60)

    @property
    def first(self) -> PrescribedLine:
        return self.lines[0]

    @property
    def first_dose(self) -> str:
        return in_words(self.first.dosage)


@dataclass(frozen=True)
class Step:
    """One of the day's sessions as a bar: done, now or next."""

    label: str
    note: str
    state: str


@dataclass(frozen=True)
class Day:
    moment: datetime
    program: Program | None
    plan: PatientPlan | None
    sessions: tuple[Session, ...]

    @property
    def on(self) -> date:
        return self.moment.date()

    @property
    def standing(self) -> Standing:
        if self.program is None or self.plan is None:
            return Standing.NO_PROGRAM
        if self.program.status != Program.Status.HOME:
            return AWAY_FROM_HOME[self.program.status]
        if self.plan.revision.starts_on > self.on:
            return Standing.NOT_YET
        if not self.today.slots:
            return Standing.REST_DAY
        return Standing.DONE if self.today.all_done else Standing.DUE

    @cached_property
    def today(self) -> Today:
        return today(self._slots_on(self.on), self._over, self.moment)

    @cached_property
    def next(self) -> NextSession | None:
        """The session under way, or else the first that is left."""
        running = self._running
        slot = self._slot(running) or self.today.next
        if slot is None or self.plan is None:
            return None
        is_running = running is not None and running.slot == slot.number
        return NextSession(
            id=running.pk if running and is_running else uuid7(),
            slot=slot,
            lines=tuple(line for line in self.plan.lines if line.pk in slot.lines),
            is_running=is_running,
        )

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(_step(one, is_running=self._is_running(one)) for one in self.today.slots)

    @cached_property
    def next_day(self) -> date | None:
        """The first day from tomorrow on with a session, or from the day the revision starts."""
        if self.plan is None:
            return None
        first = max(self.on + timedelta(days=1), self.plan.revision.starts_on)
        week = (first + timedelta(days=days) for days in range(7))
        return next((day for day in week if self._slots_on(day)), None)

    @property
    def prescriber(self) -> Doctor | User | None:
        """Who wrote the revision, with the title when it is the program's own doctor."""
        if self.plan is None or self.program is None:
            return None
        author, doctor = self.plan.revision.author, self.program.doctor
        return doctor if doctor.user_id == author.pk else author

    @property
    def is_review_overdue(self) -> bool:
        return self.plan is not None and self.plan.revision.review_on < self.on

    @property
    def is_plan_news(self) -> bool:
        """Whether the plan was changed since the last session."""
        if self.plan is None or self.plan.revision.number == 1:
            return False
        return not self.sessions or self.sessions[0].revision_id != self.plan.revision.pk

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        return plan.stages(self.plan, self.locks) if self.plan else ()

    @cached_property
    def locks(self) -> tuple[Lock, ...]:
        if self.program is None or self.plan is None or not self.plan.locked:
            return ()
        return plan.locks(self.plan, progress_of(self.program, at=self.moment))

    @cached_property
    def changes(self) -> tuple[str, ...]:
        return tuple(plan.changes(self.plan)) if self.plan else ()

    @property
    def _todays(self) -> tuple[Session, ...]:
        return tuple(one for one in self.sessions if one.local_date == self.on)

    @property
    def _over(self) -> dict[int, SessionState]:
        """Today's sessions that cannot be gone on with, one that was left too long ago included."""
        return {
            one.slot: SessionState(
                done_at=(one.ended_at or one.started_at).astimezone(self.moment.tzinfo),
                stopped=one.status != Session.Status.DONE,
            )
            for one in self._todays
            if one.ended_at or self._has_lapsed(one)
        }

    def _slots_on(self, day: date) -> tuple[Slot, ...]:
        lines = self.plan.lines if self.plan else ()
        return slots_on(day, [_schedule(line) for line in lines])

    @property
    def _running(self) -> Session | None:
        left = (one for one in self._todays if one.ended_at is None)
        return next((one for one in left if not self._has_lapsed(one)), None)

    def _has_lapsed(self, session: Session) -> bool:
        return session.ended_at is None and self.moment - session.started_at > RESUMABLE

    def _slot(self, session: Session | None) -> Slot | None:
        slots = (one.slot for one in self.today.slots)
        return next((slot for slot in slots if session and slot.number == session.slot), None)

    def _is_running(self, one: TodaySlot) -> bool:
        return bool(self.next and self.next.is_running and self.next.slot == one.slot)


def read(patient: Patient, *, at: datetime) -> Day:
    moment = patient.local(at)
    program = _published(patient)
    published = reading.plan(program) if program else None
    recent = Session.objects.own(patient).filter(local_date__gt=moment.date() - RECENT)
    sessions = tuple(recent.order_by("-local_date", "-slot"))
    return Day(moment, program, published, sessions)


def _schedule(line: PrescribedLine) -> LineSchedule:
    return LineSchedule(line.pk, line.times_a_day, tuple(line.days_of_week))


def _step(one: TodaySlot, *, is_running: bool) -> Step:
    if is_running:
        return Step(str(one.slot.name), _("under way"), "now")
    if one.state == State.NOW:
        return Step(str(one.slot.name), _("now"), "now")
    if one.done_at is None:
        return Step(str(one.slot.name), _("about %(time)s") % {"time": _clock(one.slot.about)}, "")
    words = _("stopped %(time)s") if one.state == State.STOPPED else _("done %(time)s")
    return Step(str(one.slot.name), words % {"time": _clock(one.done_at)}, "done")


def _clock(moment: datetime | time) -> str:
    return time_format(moment, pgettext("format of a time", "H:i"))


def _published(patient: Patient) -> Program | None:
    """The program that the patient knows of: no draft, but one that ended if there is no other."""
    program = reading.current_program(patient)
    if program and program.status != Program.Status.DRAFT:
        return program
    ended = Program.objects.filter(clinic=patient.clinic_id, patient=patient, status="ended")
    return ended.select_related("doctor__user").order_by("-id").first()
