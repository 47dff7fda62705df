"""A patient's whole story on one page: read here, shown by `monitoring/patient.html`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from following.models import Note
from following.sheets import Result, results_of
from monitoring import adherence
from monitoring.adherence import SessionCount, Trend
from monitoring.logged import back_trend, followed_by_day, leg_trend, pain_by_day
from monitoring.proposals import Proposal
from monitoring.record.exercises import LOCKS, ExerciseRow, exercise_rows
from monitoring.record.facts import Facts, facts_of
from monitoring.record.needs import Resolved, open_alerts_of, resolved_alerts_of
from monitoring.record.reach import ReachByWeek, reach_by_week
from monitoring.record.sessions import Entry, entries
from monitoring.record.stages import Step, history, open_stages, stage_cards
from monitoring.record.timeline import Timeline, timeline
from monitoring.statistics import percent
from monitoring.worklist import Row
from people.models import Patient

NOTES_SHOWN = 3


@dataclass(frozen=True)
class Record:
    facts: Facts
    leg: Trend
    back: Trend
    sessions_done: SessionCount
    stops: int
    timeline: Timeline | None
    exercises: tuple[ExerciseRow, ...]
    entries: tuple[Entry, ...]
    reach: ReachByWeek | None
    stages: tuple[Proposal, ...]
    open_stages: tuple[tuple[int, str | Promise], ...]
    stage_history: tuple[Step, ...]
    results: tuple[Result, ...]
    notes: tuple[Note, ...]
    alerts: tuple[Row, ...]
    resolved: tuple[Resolved, ...]

    @property
    def sessions_percent(self) -> int | None:
        return percent(self.sessions_done)

    @property
    def untaught(self) -> bool:
        """Whether an exercise waits to be taught before it is done at home."""
        return any(row.lock == LOCKS["untaught"] for row in self.exercises)

    @property
    def leg_tone(self) -> str:
        return _tone(self.leg)

    @property
    def back_tone(self) -> str:
        return _tone(self.back)

    @property
    def leg_in_words(self) -> str:
        return adherence.in_words(self.leg)

    @property
    def back_in_words(self) -> str:
        return adherence.in_words(self.back)


def read(patient: Patient, *, weeks: int, at: datetime) -> Record:
    facts = facts_of(patient, weeks=weeks, at=at)
    pain = pain_by_day(facts.logged)
    return Record(
        facts=facts,
        leg=leg_trend(pain, today=facts.today),
        back=back_trend(pain, today=facts.today),
        sessions_done=_sessions_done(facts),
        stops=len(facts.stops_in_period),
        timeline=timeline(facts, pain) if facts.sessions else None,
        exercises=exercise_rows(facts),
        entries=entries(facts),
        reach=reach_by_week(facts),
        stages=stage_cards(facts),
        open_stages=open_stages(facts),
        stage_history=history(facts),
        results=results_of(facts.program) if facts.program else (),
        notes=_notes_shown(patient),
        alerts=open_alerts_of(patient, at=at),
        resolved=resolved_alerts_of(patient),
    )


def _notes_shown(patient: Patient) -> tuple[Note, ...]:
    """The newest that the patient lets the doctor see."""
    shown = Note.objects.filter(clinic=patient.clinic_id, patient=patient, is_shown=True)
    return tuple(shown.order_by("-local_date", "-id")[:NOTES_SHOWN])


def _sessions_done(facts: Facts) -> SessionCount:
    """Over the whole days of the period: what is left of today may still be done."""
    prescribed = {day: len(facts.slots_on(day)) for day in facts.period if day < facts.today}
    return adherence.sessions_done(prescribed, followed_by_day(facts.logged))


def _tone(trend: Trend) -> str:
    """Only a change that matters to a patient is coloured."""
    if not trend.is_meaningful:
        return ""
    return "good" if (trend.change or 0) < 0 else "care"
