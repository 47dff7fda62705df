"""The morning after a session: how it is, and what follows from it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from following import days
from following.access import patient_of
from following.forms import MorningForm
from following.services.mornings import answer_morning
from people.access import SignedInRequest, patients_only
from programs.stop_rules import REASONS


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def morning(request: SignedInRequest) -> HttpResponse:
    patient, now = patient_of(request), timezone.now()
    asked = request.POST if request.method == "POST" else None
    form = MorningForm(asked, patient=patient)
    if form.is_complete:
        check_id = form.check_id(now)
        answer_morning(patient=patient, check_id=check_id, morning=form.morning, at=now)
        return redirect("following:help_answer" if form.morning.red_flags else request.path)
    day = days.read(patient, at=now)
    if day.is_morning_due:
        return render(request, "following/morning.html", {"form": form, "patient": patient})
    if day.morning_answered is None:
        return redirect("following:today")
    words = REASONS[day.morning_answered.reason]
    context = {"day": day, "patient": patient, "words": words}
    return render(request, "following/morning_answer.html", context)


@patients_only
@require_safe
@never_cache
def morning_shell(request: SignedInRequest) -> HttpResponse:
    """The questions on any day: the phone keeps them, and asks without a connection."""
    patient = patient_of(request)
    context = {"form": MorningForm(patient=patient), "patient": patient}
    return render(request, "following/morning.html", context)
