"""Outcome measures as a patient answers them: each answer is kept as it is given."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from following import outcomes, sheets
from following.models import AnswerSheet, AnswerSheetQuerySet
from following.outcomes import Measure
from following.work import NotNow
from people.models import Patient
from programs import reading


@transaction.atomic
def open_sheet(*, patient: Patient, measure: Measure, at: datetime) -> AnswerSheet:
    """The sheet to go on with, or a new one; raises NotNow when there is nothing to answer."""
    program = reading.current_program(patient)
    asked = {due.measure.code for due in sheets.due_in(program, at=at)}
    if program is None or measure.code not in asked:
        raise NotNow(_("There is nothing to answer now."))
    known = _open(patient, measure).select_for_update().first()
    if known and not sheets.is_stale(known, at=at):
        return known
    if known:
        known.delete()
    activities = _activities_before(patient, measure)
    sheet, _created = AnswerSheet.objects.get_or_create(
        clinic=patient.clinic,
        patient=patient,
        measure=measure.code,
        finished_at=None,
        defaults={
            "program": program,
            "version": measure.version,
            "activities": activities,
            "answers": [None] * (len(measure.questions) or len(activities)),
            "started_at": at,
            "time_zone": patient.time_zone,
        },
    )
    return sheet


@transaction.atomic
def name_activities(
    *, patient: Patient, measure: Measure, activities: Sequence[str]
) -> AnswerSheet:
    """What the patient finds hard, once: later sheets ask about the same, to be compared."""
    sheet = _open(patient, measure).select_for_update().get()
    if not any(answer is not None for answer in sheet.answers):
        sheet.activities = list(activities)
        sheet.answers = [None] * len(sheet.activities)
        sheet.save(update_fields=["activities", "answers"])
    return sheet


@transaction.atomic
def answer(
    *, patient: Patient, measure: Measure, question: int, value: int, at: datetime
) -> AnswerSheet | None:
    """Keep the answer to a question, from 1 on; the last one that was missing finishes the sheet.

    None when no sheet is open any more, as after a button pressed twice.
    """
    sheet = _open(patient, measure).select_for_update().first()
    if sheet is None:
        return None
    sheet.answers[question - 1] = value
    sheet.score = outcomes.score_of(measure, sheet.answers)
    if sheet.score is not None:
        sheet.finished_at, sheet.finished_on = at, patient.local(at).date()
    sheet.save(update_fields=["answers", "score", "finished_at", "finished_on"])
    return sheet


def _open(patient: Patient, measure: Measure) -> AnswerSheetQuerySet:
    return AnswerSheet.objects.own(patient).open().filter(measure=measure.code)


def _activities_before(patient: Patient, measure: Measure) -> list[str]:
    last = AnswerSheet.objects.own(patient).finished().filter(measure=measure.code)
    newest = last.order_by("-finished_on", "-id").first()
    return newest.activities if newest else []
