"""A patient's weeks, lived through the services day by day with the clock travelled along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import time_machine
from django.db import connection
from django.utils import timezone

from following.models import Session, SetEvent
from following.mornings import Morning
from following.services import entering, log, mornings, sessions
from following.services.log import SetReport, StopReport
from following.services.sessions import CheckIn
from following.work import NotNow
from monitoring import watch
from monitoring.models import Alert, JudgedDay
from people.ids import uuid7
from people.models import Patient
from programs import reading
from programs.models import PrescribedLine, Program
from programs.services import prescribing, supervision
from programs.services.drafting import Save
from tests.factories import LYING, drafted, screened

#: Twelve weeks from here lead over the change of the clocks, in Warsaw and in Auckland.
FIRST_DAY = date(2026, 9, 7)
A_DAY = timedelta(days=1)
DAWN, MORNING, FORENOON = time(5), time(7), time(9)

CALM: dict[str, Any] = {
    "reach": "",
    "places": [],
    "moved": "same",
    "numb_or_weak": False,
    "dizzy_or_breathless": False,
    "red_flags": [],
}

Act = Callable[["Life"], object]


@dataclass(frozen=True)
class Day:
    """What a patient does on one day; pain is (back, leg), NPRS, in every answer of the day.

    `stops` are the answers of each press on Stop; a `silent` patient does not open the app;
    `acts` happen at dawn.
    """

    pain: tuple[int, int] = (0, 0)
    ill: bool = False
    silent: bool = False
    morning: dict[str, Any] = field(default_factory=dict)
    stops: tuple[dict[str, Any], ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What stands once the day is over and the watch has judged it.

    `done` is the dose of the session that was done, "" when none was.
    """

    status: str = "home"
    because: str = ""
    judged: str | None = "on_course"
    alerts: tuple[str, ...] = ()
    stages: tuple[int, ...] = (1,)
    done: str = "100 %"


Story = Sequence[tuple[int, Day, Seen]]


class Life:
    """One patient who was taught everything and is at home from the first day on."""

    def __init__(self, *slugs: str, zone: str = "Europe/Warsaw", flare: bool = False) -> None:
        self.zone, self.day = ZoneInfo(zone), FIRST_DAY
        self._told: set[UUID] = set()
        with self.at(DAWN):
            self.patient = _taught_and_home(
                screened(time_zone=zone), slugs or (LYING,), flare=flare
            )
        self.doctor = self.patient.doctor.user

    def live(self, story: Story) -> int:
        """Live through it, comparing every single day with what the story says; how many days."""
        told = 0
        for count, day, seen in story:
            for _again in range(count):
                told += 1
                self._live(day)
                assert (told, self._seen()) == (told, seen)
                self.day += A_DAY
        return told

    @contextmanager
    def at(self, moment: time, day: date | None = None) -> Iterator[None]:
        """That moment of the patient's day, today's or another's, for Python and PostgreSQL."""
        when = datetime.combine(day or self.day, moment, self.zone)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('tests.now', %s, true)", [when.isoformat()])
        with time_machine.travel(when, tick=False):
            yield

    @property
    def program(self) -> Program:
        program = reading.current_program(self.patient)
        assert program is not None
        return program

    def _live(self, day: Day) -> None:
        with self.at(DAWN):
            for act in day.acts:
                act(self)
        if day.silent:
            return
        with self.at(MORNING):
            self._answer_morning(day)
        with self.at(FORENOON):
            self._exercise(day)

    def _answer_morning(self, day: Day) -> None:
        back, leg = day.pain
        answers = {"back": back, "leg": leg, "sleep_disturbed": False, "red_flags": ()}
        morning = Morning(**answers | {"places": _where(leg)} | day.morning)
        mornings.answer_morning(
            patient=self.patient, check_id=uuid7(), morning=morning, at=timezone.now()
        )

    def _exercise(self, day: Day) -> None:
        back, leg = day.pain
        asked = CheckIn(back=back, leg=leg, ill=day.ill, places=_where(leg), red_flags=())
        try:
            session = sessions.begin_session(
                patient=self.patient,
                session_id=uuid7(),
                slot=1,
                answers=asked,
                at=timezone.now(),
            ).session
        except NotNow:
            return
        for answers in day.stops:
            log.record_stop(session=session, report=self._stop(day, answers))
            session.refresh_from_db()
        if session.status == Session.Status.RUNNING:
            log.record_events(session=session, events=[self._set_done()])
            sessions.finish_session(session=session, back=back, leg=leg, at=timezone.now())

    def _stop(self, day: Day, answers: dict[str, Any]) -> StopReport:
        back, leg = day.pain
        answers = CALM | {"back": back, "leg": leg, "places": _where(leg)} | answers
        return StopReport(
            id=uuid7(), line=self._first_line.pk, happened_at=timezone.now(), answers=answers
        )

    def _set_done(self) -> SetReport:
        return SetReport(
            id=uuid7(),
            line=self._first_line.pk,
            number=1,
            kind=SetEvent.Kind.TIMED,
            reason=SetEvent.Reason.NONE,
            repetitions=1,
            seconds=10,
            happened_at=timezone.now(),
        )

    @property
    def _first_line(self) -> PrescribedLine:
        return reading.newest_lines(self.program)[0]

    def _seen(self) -> Seen:
        with self.at(DAWN, self.day + A_DAY):
            assert watch.run_due(at=timezone.now())
        program = self.program
        return Seen(
            status=program.status,
            because=program.suspended_because,
            judged=self._judged(program),
            alerts=self._new_alerts(),
            stages=tuple(sorted(reading.open_stages(program))),
            done=self._done(),
        )

    def _judged(self, program: Program) -> str | None:
        rows = JudgedDay.objects.filter(program=program, day=self.day)
        return rows.values_list("reason", flat=True).first()

    def _new_alerts(self) -> tuple[str, ...]:
        rows = Alert.objects.filter(patient=self.patient).exclude(pk__in=self._told)
        found = list(rows.order_by("raised_at", "reason"))
        self._told |= {alert.pk for alert in found}
        return tuple(sorted(alert.reason for alert in found))

    def _done(self) -> str:
        todays = Session.objects.filter(patient=self.patient, local_date=self.day)
        done = todays.filter(status=Session.Status.DONE).first()
        if done is None:
            return ""
        return "bad day" if done.is_flare else f"{done.dose_percent} %"


def _where(leg: int) -> tuple[str, ...]:
    return ("calf_right",) if leg else ()


def _taught_and_home(patient: Patient, slugs: Iterable[str], *, flare: bool) -> Patient:
    program = drafted(*slugs, patient=patient)
    program.draft_lines.update(times_a_day=1)
    if flare:
        program.draft_lines.update(flare_sets=1, flare_repetitions=1)
    prescribe(program)
    for line in reading.newest_lines(program):
        supervision.sign_off(
            program=program,
            exercise=line.exercise,
            technique=True,
            tolerated=True,
            by=program.doctor.user,
        )
    supervision.release_to_home(program=program, by=program.doctor.user)
    entering.acknowledge(patient=patient, language="en")
    return patient


def prescribe(program: Program) -> None:
    """Publish the draft as it is now."""
    program.refresh_from_db()
    prescribing.prescribe(
        program=program,
        by=program.doctor.user,
        why="As we agreed.",
        save=Save(program.draft_version),
        on=timezone.localdate(),
    )
