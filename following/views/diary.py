from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from following import diary as diaries
from people.access import patients_only


@patients_only
@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    before = _day(request.GET.get("before", ""))
    read = diaries.read(request.user.enrolment, before=before)
    return render(request, "following/diary.html", {"diary": read, "before": before})


def _day(text: str) -> date | None:
    """The day that an address names; one that names none shows the newest pages."""
    try:
        return parse_date(text)
    except ValueError:
        return None
