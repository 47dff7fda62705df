"""Outcome measures, one question a screen: each answer is kept, and one may leave and come back."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from following import outcomes, sheets
from following.access import patient_of
from following.forms import ActivitiesForm, AnswerForm
from following.models import AnswerSheet
from following.outcomes import MEASURES, Measure
from following.services.outcomes import answer, name_activities, open_sheet
from following.work import NotNow
from people.access import SignedInRequest, patients_only
from people.models import Patient


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def questions(request: SignedInRequest, code: str) -> HttpResponse:
    """What a measure is about; a press on its button begins it or goes on with it."""
    patient, measure, now = patient_of(request), _measure(code), timezone.now()
    if request.method == "POST":
        try:
            return _to_next(open_sheet(patient=patient, measure=measure, at=now))
        except NotNow:
            return redirect(request.path)
    asked = {due.measure.code: due for due in sheets.due_of(patient, at=now)}
    due = asked.get(measure.code)
    next_on = None if due else sheets.next_on(patient, measure, at=now)
    context = {"measure": measure, "due": due, "next_on": next_on}
    return render(request, "following/outcomes/intro.html", context)


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def activities(request: SignedInRequest, code: str) -> HttpResponse:
    patient, measure = patient_of(request), _measure(code)
    sheet = sheets.begun(patient, measure, at=timezone.now())
    if sheet is None or not measure.names_activities:
        return redirect("following:questions", code)
    form = ActivitiesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        named = form.activities
        return _to_next(name_activities(patient=patient, measure=measure, activities=named))
    return render(request, "following/outcomes/activities.html", {"measure": measure, "form": form})


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    patient, measure, now = patient_of(request), _measure(code), timezone.now()
    sheet = sheets.begun(patient, measure, at=now)
    if sheet is None or not 1 <= number <= len(sheet.answers):
        return _over(patient, measure, at=now)
    form = AnswerForm(request.POST if request.method == "POST" else None, measure=measure)
    if form.is_valid():
        value = form.cleaned_data["answer"]
        kept = answer(patient=patient, measure=measure, question=number, value=value, at=now)
        return _to_next(kept, after=number) if kept else _over(patient, measure, at=now)
    asked = sheets.question_of(sheet, number)
    context = {"measure": measure, "question": asked, "form": form}
    return render(request, "following/outcomes/question.html", context)


@patients_only
@require_safe
@never_cache
def done(request: SignedInRequest, code: str) -> HttpResponse:
    patient, measure = patient_of(request), _measure(code)
    result = sheets.result_of(patient, measure)
    if result is None:
        return redirect("following:questions", code)
    others = sheets.due_of(patient, at=timezone.now())
    context = {"measure": measure, "result": result, "due": others}
    return render(request, "following/outcomes/done.html", context)


def _measure(code: str) -> Measure:
    if code not in MEASURES:
        raise Http404
    return MEASURES[code]


def _over(patient: Patient, measure: Measure, *, at: datetime) -> HttpResponse:
    """Without a question to ask: the thanks after a button pressed twice, else the beginning."""
    result = sheets.result_of(patient, measure)
    is_done = result is not None and result.latest.finished_on == patient.local(at).date()
    return redirect("following:questions_done" if is_done else "following:questions", measure.code)


def _to_next(sheet: AnswerSheet, *, after: int = 0) -> HttpResponse:
    """The question after the one answered; else the first without an answer, or the thanks."""
    if sheet.finished_at:
        return redirect("following:questions_done", sheet.measure)
    if not sheet.answers:
        return redirect("following:activities", sheet.measure)
    number = after + 1 if 0 < after < len(sheet.answers) else outcomes.next_question(sheet.answers)
    return redirect("following:question", sheet.measure, number)
