"""Getting help: whom to call, the warning signs, and what to do about the ones there are."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from following.access import patient_of
from following.forms import NewsForm, RedFlagForm
from following.services.news import report_news
from following.services.red_flags import answer_red_flags
from people.access import SignedInRequest, patients_only
from programs import reading, safety
from programs.models import RedFlagCheck


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def get_help(request: SignedInRequest) -> HttpResponse:
    patient = patient_of(request)
    asked = request.POST if request.method == "POST" else None  # no tick is an answer too
    form = RedFlagForm(asked, patient=patient)
    if form.is_valid():
        flags, check_id = form.cleaned_data["flags"], form.check_id(timezone.now())
        answer_red_flags(patient=patient, by=request.user, flags=flags, check_id=check_id)
        return redirect("following:help_answer")
    return render(request, "following/help.html", {"form": form, "patient": patient})


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: SignedInRequest) -> HttpResponse:
    """A pregnancy, an operation or a diagnosis pauses the program until a doctor has seen it."""
    patient = patient_of(request)
    form = NewsForm(request.POST or None)
    if form.is_valid():
        report_news(patient=patient, by=request.user, **form.cleaned_data)
        return redirect("following:today")
    return render(request, "following/help_news.html", {"form": form, "patient": patient})


@patients_only
@require_safe
def answer(request: SignedInRequest) -> HttpResponse:
    """Say what to do about the signs that were reported last."""
    patient = patient_of(request)
    check = reading.newest(RedFlagCheck, patient)
    if check is None:
        return redirect("following:help")
    context = {
        "patient": patient,
        "flags": [safety.red_flag(code) for code in check.flags],
        "action": safety.strongest_action(check.flags),
        "program": reading.current_program(patient),
    }
    return render(request, "following/help_answer.html", context)
