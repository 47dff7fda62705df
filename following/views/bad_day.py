"""A bad day: the doctor's small plan for it, or rest; and back to the usual plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from following import days
from following.access import patient_of
from following.forms import RedFlagForm
from following.services import flares
from following.work import NotNow
from people.access import SignedInRequest, patients_only


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bad_day(request: SignedInRequest) -> HttpResponse:
    """Ask the warning signs first; without any, the small plan counts today."""
    patient, now = patient_of(request), timezone.now()
    asked = request.POST if request.method == "POST" else None  # no tick is an answer too
    form = RedFlagForm(asked, patient=patient)
    if form.is_valid():
        flags = form.cleaned_data["flags"]
        check_id = form.check_id(now)
        flares.call_day_bad(patient=patient, red_flags=flags, at=now, check_id=check_id)
        return redirect("following:help_answer" if flags else "following:today")
    if not form.is_bound and not days.read(patient, at=now).can_be_called_bad:
        return redirect("following:today")
    return render(request, "following/bad_day.html", {"form": form, "patient": patient})


@patients_only
@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    try:
        flares.take_back(patient=patient_of(request), at=timezone.now())
    except NotNow as refusal:
        messages.info(request, str(refusal))
    return redirect("following:today")
