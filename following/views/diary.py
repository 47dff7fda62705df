from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from following import diary as diaries
from following.access import patient_of
from people.access import SignedInRequest, patients_only


@patients_only
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    before = _day(request.GET.get("before", ""))
    read = diaries.read(patient_of(request), before=before)
    return render(request, "following/diary.html", {"diary": read, "before": before})


def _day(text: str) -> date | None:
    """The day that an address names; one that names none shows the newest pages."""
    try:
        return parse_date(text)
    except ValueError:
        return None
