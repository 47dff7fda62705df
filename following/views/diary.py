from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from following import diary as diaries
from following import sheets, summary
from following.access import patient_of
from following.calendar import WORDS
from people.access import SignedInRequest, patients_only


@patients_only
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    patient, now = patient_of(request), timezone.now()
    read = diaries.read(patient, at=now, month=_month(request.GET.get("month", "")))
    due = sheets.due_of(patient, at=now) if read.recent else ()
    context = {"diary": read, "due": due, "marks": WORDS.items()}
    return render(request, "following/diary.html", context)


@patients_only
@require_safe
def for_my_doctor(request: SignedInRequest) -> HttpResponse:
    patient = patient_of(request)
    context = {"patient": patient, "summary": summary.summary_of(patient, at=timezone.now())}
    return render(request, "following/diary/for_my_doctor.html", context)


def _month(text: str) -> date | None:
    """The month that an address names, such as 2026-11; one that names none is the newest."""
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return None
