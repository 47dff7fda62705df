"""The demo's logs: sessions with their sets, pain and stops, as the phone would have sent them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from following.finding import finding_at_a_stop, finding_at_check_in
from following.judging import ENDING
from following.models import Session, SetEvent, Stop
from following.work import sets_of
from monitoring.demo.batch import Batch
from monitoring.demo.prescriptions import Prescription, moment
from monitoring.demo.stories import PlannedStop, Story, pain_on, reach_on
from people.ids import uuid7
from people.models import Patient
from programs import stop_rules
from programs.models import PrescribedLine
from programs.schedule import LineSchedule, Slot, slots_on
from programs.stop_rules import Decision

Lines = list[PrescribedLine]


@dataclass(frozen=True)
class Judged:
    """What a press on Stop or the check-in led to, for the alerts that follow."""

    session: Session
    stop: Stop | None
    decision: Decision
    at: datetime


@dataclass
class Diary:
    """Writes one patient's sessions into the batch, day by day."""

    batch: Batch
    patient: Patient
    story: Story
    plan: Prescription
    now: datetime

    def __post_init__(self) -> None:
        self.today = self.patient.local(self.now).date()
        # Not for secrets: the same name lives the same two months in every demo.
        self.chance = Random(self.patient.name)  # noqa: S311

    def write(self) -> list[Judged]:
        judged: list[Judged] = []
        for number in range(self.story.days + 1 - self.story.silent_for):
            day = self.plan.starts_on + timedelta(days=number)
            for slot, lines in self._slots(day):
                if self._is_done(day, slot):
                    judged += self._session(day, slot, lines)
        return judged

    def _slots(self, day: date) -> Iterator[tuple[Slot, Lines]]:
        lines = {line.pk: line for line in self.plan.open_lines_on(day)}
        schedules = [
            LineSchedule(line.pk, line.times_a_day, tuple(line.days_of_week))
            for line in lines.values()
        ]
        for slot in slots_on(day, schedules):
            yield slot, [line for key, line in lines.items() if key in slot.lines]

    def _is_done(self, day: date, slot: Slot) -> bool:
        if day < self.today:
            return bool(self._stops(day, slot)) or self.chance.random() < self.story.follows
        has_news = bool(self._stops(day, slot)) or self.story.check_in or self.story.has_begun_today
        return slot.number == 1 and bool(has_news)

    def _stops(self, day: date, slot: Slot) -> list[PlannedStop]:
        ago = (self.today - day).days
        return [one for one in self.story.stops if (one.days_ago, one.slot) == (ago, slot.number)]

    def _session(self, day: date, slot: Slot, lines: Lines) -> list[Judged]:
        session = self._new_session(day, slot, lines)
        if day == self.today and self.story.check_in:
            return [self._refused(session)]
        judged = [self._stop(session, lines, one) for one in self._stops(day, slot)]
        self._finish(session, lines, judged)
        self.batch.add(session)
        return judged

    def _new_session(self, day: date, slot: Slot, lines: Lines) -> Session:
        at = moment(self.patient, day, slot.about.hour, self.chance.randrange(50))
        if day == self.today:
            at = min(at, max(moment(self.patient, day, 0), self.now - timedelta(minutes=90)))
        number = (day - self.plan.starts_on).days
        back = pain_on(self.story.back, number, self.chance)
        leg = min(5, pain_on(self.story.leg, number, self.chance))
        return Session(
            clinic=self.patient.clinic,
            patient=self.patient,
            program=self.plan.program,
            revision=self.plan.revision_on(day),
            local_date=day,
            time_zone=self.patient.time_zone,
            slot=slot.number,
            started_at=at,
            back_before=back,
            leg_before=leg,
            ill=False,
            reach=reach_on(self.story, number) if back or leg else "",
            sets_prescribed=sum(len(sets_of(line)) for line in lines),
        )

    def _refused(self, session: Session) -> Judged:
        answers = self.story.check_in or {}
        session.back_before, session.leg_before = answers["back"], answers["leg"]
        session.ill, session.reach = answers["ill"], ""
        session.status, session.ended_at = Session.Status.REFUSED, session.started_at
        self.batch.add(session)
        finding = finding_at_check_in(**answers, new_condition=False, pressure=None)
        decision = stop_rules.decide(session.revision.rules.check_in, finding)
        return Judged(session, None, decision, session.started_at)

    def _stop(self, session: Session, lines: Lines, planned: PlannedStop) -> Judged:
        session.stops += 1
        finding = finding_at_a_stop(
            session, planned.answers, times_peripheralised=session.stops - 1, can_be_reduced=False
        )
        decision = stop_rules.decide(session.revision.rules.during, finding)
        at = session.started_at + timedelta(minutes=2 * session.stops)
        stop = Stop(
            id=uuid7(),
            clinic=session.clinic,
            patient=session.patient,
            session=session,
            line_id=lines[(session.stops - 1) % len(lines)].pk,
            happened_at=at,
            received_at=at,
            back=planned.answers["back"],
            leg=planned.answers["leg"],
            reach=planned.answers["reach"],
            finding=finding,
            rule=decision.rule,
            outcome=decision.outcome,
            reason=decision.reason,
        )
        return Judged(session, self.batch.add(stop), decision, at)

    def _finish(self, session: Session, lines: Lines, judged: list[Judged]) -> None:
        """End it as the stops decided; after a whole session pain is the same or a little lower."""
        ended = any(one.decision.outcome in ENDING for one in judged)
        stopped = {one.stop.line_id for one in judged if one.stop}
        session.status = Session.Status.STOPPED if ended else Session.Status.DONE
        session.ended_at = session.started_at + timedelta(minutes=4 if ended else 9)
        if not ended:
            easing = self.chance.choice((0, 0, 1))
            session.back_after = max(0, (session.back_before or 0) - easing)
            session.leg_after = max(0, (session.leg_before or 0) - easing)
        for line in lines:
            self._sets(session, line, skipped=ended or line.pk in stopped)

    def _sets(self, session: Session, line: PrescribedLine, *, skipped: bool) -> None:
        if skipped:
            return
        hurried = self.chance.random() < 0.06
        for one in sets_of(line):
            kind = SetEvent.Kind.SKIPPED if hurried else SetEvent.Kind.TIMED
            self.batch.add(
                SetEvent(
                    clinic_id=session.clinic_id,
                    patient_id=session.patient_id,
                    id=uuid7(),
                    session_id=session.pk,
                    line_id=line.pk,
                    happened_at=session.started_at + timedelta(minutes=one.number),
                    received_at=session.started_at + timedelta(minutes=one.number),
                    set_number=one.number,
                    kind=kind,
                    reason=SetEvent.Reason.NO_TIME if hurried else SetEvent.Reason.NONE,
                    repetitions=0 if hurried else line.repetitions,
                    seconds=0 if hurried else 45,
                )
            )
            session.sets_done += not hurried
            session.sets_skipped += hurried
