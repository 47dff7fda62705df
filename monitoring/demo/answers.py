"""The demo's outcome measures and notes, as the patient would have given them week by week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from following.models import AnswerSheet, Note
from following.outcomes import MEASURES, PSFS, RMDQ, SBI, Measure, score_of
from following.outcomes.schedule import askings
from monitoring.demo.batch import Batch
from monitoring.demo.prescriptions import Prescription, moment
from monitoring.demo.stories import Story, level_on
from people.models import Patient

ACTIVITIES = ("Tie my shoes", "Sit through a film", "Carry the shopping home")
#: What is asked in these last days waits still.
UNANSWERED = timedelta(days=7)
#: Days ago, what was written, and whether the doctor sees it.
NOTES = (
    (52, "The first week was hard. Lying on the mat helps me most.", False),
    (33, "Stopped at noon, the pain went down to my calf. A walk was fine later.", True),
    (24, "I slept through the night for the first time.", True),
    (9, "Sat through dinner with the family. Got up once.", False),
    (2, "Drove to work. My leg was quiet. May I lift the shopping bags again?", True),
)


def answer_all(batch: Batch, patient: Patient, story: Story, plan: Prescription) -> None:
    """A finished sheet for each asking but the newest ones."""
    chance = Random(patient.name)  # noqa: S311 - not for secrets: each demo is the same
    last = plan.starts_on + timedelta(days=story.days - story.silent_for) - UNANSWERED
    for measure in MEASURES.values():
        for day in askings(measure.code, plan.starts_on, until=last):
            level = level_on(story.leg, (day - plan.starts_on).days)
            batch.add(_sheet(patient, plan, measure, day, level, chance))


def write_notes(batch: Batch, patient: Patient, *, now: datetime) -> None:
    today = patient.local(now).date()
    for ago, text, is_shown in NOTES:
        day = today - timedelta(days=ago)
        batch.add(
            Note(
                clinic=patient.clinic,
                patient=patient,
                local_date=day,
                time_zone=patient.time_zone,
                text=text,
                is_shown=is_shown,
                written_at=moment(patient, day, 20),
            )
        )


def _sheet(
    patient: Patient,
    plan: Prescription,
    measure: Measure,
    day: date,
    level: float,
    chance: Random,
) -> AnswerSheet:
    answers = list(_ANSWERS[measure.code](level, chance))
    at = moment(patient, day, 19)
    return AnswerSheet(
        clinic=patient.clinic,
        patient=patient,
        program=plan.program,
        measure=measure.code,
        version=measure.version,
        activities=list(ACTIVITIES) if measure.names_activities else [],
        answers=answers,
        started_at=at,
        finished_at=at + timedelta(minutes=measure.minutes),
        finished_on=day,
        time_zone=patient.time_zone,
        score=score_of(measure, answers),
    )


def _statements(level: float, chance: Random) -> Iterator[int]:
    """About three of the statements for each point of pain."""
    for _statement in RMDQ.questions:
        yield int(chance.random() < level / 8)


def _bother(level: float, chance: Random) -> Iterator[int]:
    for _symptom in SBI.questions:
        yield max(0, min(SBI.highest_answer, round(level + chance.gauss(-0.4, 0.6))))


def _ability(level: float, chance: Random) -> Iterator[int]:
    for _activity in ACTIVITIES:
        yield max(0, min(PSFS.highest_answer, round(9 - 1.3 * level + chance.gauss(0, 0.7))))


_ANSWERS = {RMDQ.code: _statements, SBI.code: _bother, PSFS.code: _ability}
