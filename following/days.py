"""The patient's day at home: where the program stands, which sessions are done, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils.functional import cached_property

from following import pauses, plan
from following.dose import Dose, dose_of, dose_on
from following.locks import Lock
from following.models import MorningCheck, Session
from following.mornings import newest_check, session_to_ask_about
from following.opening import RESUMABLE
from following.plan import Stage
from following.progress import progress_of
from following.steps import Step, step_of
from following.today import SessionState, Today, TodaySlot, today
from following.work import minutes_of, slots_of
from people.ids import uuid7
from people.models import Doctor, Patient, User
from programs import reading
from programs.dosage import in_words
from programs.models import PrescribedLine, Program
from programs.reading import PatientPlan
from programs.schedule import Slot
from programs.stop_rules import PatientWords

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
    BAD_DAY = "bad_day"
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
    percent: int
    is_running: bool

    @property
    def minutes(self) -> int:
        return minutes_of(self.lines)

    @property
    def first(self) -> PrescribedLine:
        return self.lines[0]

    @property
    def first_dose(self) -> str:
        return in_words(self.first.dosage)


@dataclass(frozen=True)
class Day:
    moment: datetime
    program: Program | None
    plan: PatientPlan | None
    sessions: tuple[Session, ...]
    dose: Dose
    morning: MorningCheck | None

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
            return Standing.BAD_DAY if self.dose.is_flare else Standing.REST_DAY
        return Standing.DONE if self.today.all_done else Standing.DUE

    @cached_property
    def today(self) -> Today:
        return today(slots_of(self.on, self._lines), self._over, self.moment)

    @cached_property
    def next(self) -> NextSession | None:
        """The session under way, or else the first that is left."""
        running = self._running
        slot = self._slot(running) or self.today.next
        if slot is None or self.plan is None:
            return None
        if running and running.slot != slot.number:
            running = None
        dose = dose_of(running) if running else self.dose
        return NextSession(
            id=running.pk if running else uuid7(),
            slot=slot,
            lines=dose.of(line for line in self.plan.lines if line.pk in slot.lines),
            percent=dose.percent,
            is_running=running is not None,
        )

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step_of(one, is_running=self._is_running(one)) for one in self.today.slots)

    @cached_property
    def next_day(self) -> date | None:
        """The first day from tomorrow on with a session, or from the day the revision starts."""
        if self.plan is None:
            return None
        first = max(self.on + timedelta(days=1), self.plan.revision.starts_on)
        week = (first + timedelta(days=days) for days in range(7))
        return next((day for day in week if slots_of(day, self.plan.lines)), None)

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
    def is_morning_due(self) -> bool:
        """Whether the patient is asked how the morning after yesterday's session is."""
        if self.program is None:
            return False
        asked = session_to_ask_about(self.program, self.sessions, newest=self.morning, on=self.on)
        return asked is not None

    @property
    def start(self) -> str:
        """Where Start leads: to the session, but first to the morning's questions that are due."""
        if self.is_morning_due or self.next is None:
            return reverse("following:morning")
        address = reverse("following:session", args=[self.next.id])
        going_on = "#go-on" if self.next.is_running else ""
        return f"{address}?slot={self.next.slot.number}{going_on}"

    @cached_property
    def pause(self) -> PatientWords | None:
        """What the patient reads while the plan is paused."""
        return pauses.words(self.program) if self.program else None

    @property
    def morning_answered(self) -> MorningCheck | None:
        """Today's answer, if it has been given."""
        is_todays = self.morning is not None and self.morning.local_date == self.on
        return self.morning if is_todays else None

    @property
    def can_be_called_bad(self) -> bool:
        return self.standing == Standing.DUE and not self.dose.is_flare

    @property
    def can_be_taken_back(self) -> bool:
        """Whether a bad day may still become a usual one: until its first session has begun."""
        begun = (one.is_flare and one.status != Session.Status.REFUSED for one in self._todays)
        return self.dose.is_flare and not any(begun)

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

    @property
    def _lines(self) -> tuple[PrescribedLine, ...]:
        """The lines of today, which on a bad day are those that the doctor set for one."""
        return self.dose.of(self.plan.lines) if self.plan else ()

    @property
    def _running(self) -> Session | None:
        left = (one for one in self._todays if one.ended_at is None)
        return next((one for one in left if not self._has_lapsed(one)), None)

    def _has_lapsed(self, session: Session) -> bool:
        """Whether it was left for too long, or for the small plan of a bad day."""
        too_long_ago = self.moment - session.started_at > RESUMABLE
        left_for_another = session.is_flare != self.dose.is_flare
        return session.ended_at is None and (too_long_ago or left_for_another)

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
    morning = newest_check(program, until=moment.date()) if program else None
    dose = Dose()
    if program and published:
        dose = dose_on(program, published.revision, day=moment.date(), morning=morning)
    return Day(moment, program, published, sessions, dose, morning)


def _published(patient: Patient) -> Program | None:
    """The program that the patient knows of: no draft, but one that ended if there is no other."""
    program = reading.current_program(patient)
    if program and program.status != Program.Status.DRAFT:
        return program
    ended = Program.objects.filter(clinic=patient.clinic_id, patient=patient, status="ended")
    return ended.select_related("doctor__user").order_by("-id").first()
