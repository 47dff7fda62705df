"""What was prescribed on each day of a program's past: revisions, stages, pauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from following.dose import on_a_bad_day
from following.models import FlareDay
from following.work import schedule_of, sets_of
from programs import gates
from programs.models import PrescribedLine, Program, ProgramEvent, Revision, StageOpening
from programs.schedule import LineSchedule, Slot, slots_on

READ = (
    "revision_id",
    "exercise_id",
    "stage",
    "sets",
    "sides",
    "side",
    "times_a_day",
    "days_of_week",
    "flare_sets",
    "flare_repetitions",
)


Programs = dict[UUID, Program]


@dataclass(frozen=True)
class Span:
    """Days from the first up to, but not including, the last; `until` is None while it lasts."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class CourseLine:
    schedule: LineSchedule
    exercise_id: UUID
    stage: int
    everyday: bool
    sets: int
    sets_on_a_bad_day: int

    @property
    def on_a_bad_day(self) -> CourseLine:
        return replace(self, sets=self.sets_on_a_bad_day)


@dataclass(frozen=True)
class InForce:
    """A revision's lines, and the day from which the patient follows them."""

    since: date
    lines: tuple[CourseLine, ...]


@dataclass(frozen=True)
class Course:
    """A program's past, day by day, in the patient's time zone."""

    released_on: date | None
    revisions: tuple[InForce, ...]
    openings: tuple[tuple[int, Span], ...]
    pauses: tuple[Span, ...]
    bad_days: frozenset[date]

    def lines_on(self, day: date) -> tuple[CourseLine, ...]:
        """The lines open to the patient at home; none before the release and while paused.

        On a day that the patient called a bad one, only those that the doctor set for such a day.
        """
        if not self.is_at_home_on(day):
            return ()
        lines = (line for line in self._in_force_on(day) if not self._is_locked(line, day))
        if day in self.bad_days:
            return tuple(line.on_a_bad_day for line in lines if line.sets_on_a_bad_day)
        return tuple(lines)

    def is_at_home_on(self, day: date) -> bool:
        """Released, and neither paused nor ended."""
        is_released = self.released_on is not None and self.released_on <= day
        return is_released and not any(pause.holds(day) for pause in self.pauses)

    def locked_stages_on(self, day: date) -> frozenset[int]:
        """Stages of the prescribed lines that still wait behind their gate."""
        return frozenset(
            line.stage for line in self._in_force_on(day) if self._is_locked(line, day)
        )

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        return slots_on(day, [line.schedule for line in self.lines_on(day)])

    def sets_on(self, day: date) -> dict[UUID, int]:
        """How many sets of each exercise the day asks for."""
        lines = {line.schedule.id: line for line in self.lines_on(day)}
        asked: dict[UUID, int] = defaultdict(int)
        for slot in self.slots_on(day):
            for key in slot.lines:
                asked[lines[key].exercise_id] += lines[key].sets
        return asked

    def opened_on(self, day: date) -> frozenset[int]:
        return frozenset(stage for stage, span in self.openings if span.holds(day))

    def _is_locked(self, line: CourseLine, day: date) -> bool:
        opened = self.opened_on(day)
        return gates.is_locked(line.stage, opened=opened, everyday_exempt=line.everyday)

    def _in_force_on(self, day: date) -> tuple[CourseLine, ...]:
        begun = [revision for revision in self.revisions if revision.since <= day]
        return max(begun, key=lambda one: one.since).lines if begun else ()


def courses_of(programs: Iterable[Program]) -> dict[UUID, Course]:
    """The course of each program, in as many queries for one as for a hundred."""
    by_id = {program.pk: program for program in programs}
    clinics = {program.clinic_id for program in by_id.values()}
    revisions = _revisions(by_id, clinics)
    openings = _openings(by_id, clinics)
    pauses = _pauses(by_id, clinics)
    bad_days = _bad_days(by_id, clinics)
    return {
        key: Course(
            released_on=_day_if_any(program, program.released_at),
            revisions=tuple(revisions[key]),
            openings=tuple(openings[key]),
            pauses=tuple(pauses[key]),
            bad_days=frozenset(bad_days[key]),
        )
        for key, program in by_id.items()
    }


def _revisions(by_id: Programs, clinics: set[UUID]) -> dict[UUID, list[InForce]]:
    rows = (
        Revision.objects.filter(clinic__in=clinics, program__in=by_id)
        .order_by("number")
        .values_list("pk", "program_id", "prescribed_at", "starts_on")
    )
    headers = list(rows)
    lines = _lines(clinics, [key for key, *_rest in headers])
    found: dict[UUID, list[InForce]] = defaultdict(list)
    for key, program_id, prescribed_at, starts_on in headers:
        since = max(_day(by_id[program_id], prescribed_at), starts_on)
        found[program_id].append(InForce(since, tuple(lines[key])))
    return found


def _lines(clinics: set[UUID], revisions: list[UUID]) -> dict[UUID, list[CourseLine]]:
    found: dict[UUID, list[CourseLine]] = defaultdict(list)
    rows = PrescribedLine.objects.filter(clinic__in=clinics, revision__in=revisions)
    rows = rows.annotate(everyday=F("version__content__everyday"))
    for line in rows.only(*READ).order_by("place"):
        found[line.revision_id].append(
            CourseLine(
                schedule=schedule_of(line),
                exercise_id=line.exercise_id,
                stage=line.stage,
                everyday=line.everyday,
                sets=len(sets_of(line)),
                sets_on_a_bad_day=len(sets_of(on_a_bad_day(line))),
            )
        )
    return found


def _openings(by_id: Programs, clinics: set[UUID]) -> dict[UUID, list[tuple[int, Span]]]:
    found: dict[UUID, list[tuple[int, Span]]] = defaultdict(list)
    for row in StageOpening.objects.filter(clinic__in=clinics, program__in=by_id):
        program = by_id[row.program_id]
        span = Span(_day(program, row.opened_at), _day_if_any(program, row.closed_at))
        found[row.program_id].append((row.stage, span))
    return found


def _pauses(by_id: Programs, clinics: set[UUID]) -> dict[UUID, list[Span]]:
    """From the day of each pause up to the day of the resumption after it; the end has none."""
    ending = (ProgramEvent.Kind.SUSPENDED, ProgramEvent.Kind.ENDED)
    kinds = (*ending, ProgramEvent.Kind.RESUMED)
    found: dict[UUID, list[Span]] = defaultdict(list)
    for row in ProgramEvent.objects.filter(
        clinic__in=clinics, program__in=by_id, kind__in=kinds
    ).order_by("at"):
        day, spans = _day(by_id[row.program_id], row.at), found[row.program_id]
        if row.kind in ending:
            # A graver cause found during a pause begins no second one, and neither does the end.
            if not spans or spans[-1].until is not None:
                spans.append(Span(day, None))
        elif spans:
            spans[-1] = Span(spans[-1].since, day)
    return found


def _bad_days(by_id: Programs, clinics: set[UUID]) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = FlareDay.objects.filter(clinic__in=clinics, program__in=by_id)
    for program_id, day in rows.values_list("program_id", "local_date"):
        found[program_id].append(day)
    return found


def _day(program: Program, moment: datetime) -> date:
    return program.patient.local(moment).date()


def _day_if_any(program: Program, moment: datetime | None) -> date | None:
    return _day(program, moment) if moment else None
