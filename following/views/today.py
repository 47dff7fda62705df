"""What a patient who is in sees on every day: today, the program, and the rules."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from exercises.access import media_answer
from following import days, sheets
from following.access import patient_of
from following.day_words import day_words
from following.safety_rules import GOALS, RULES
from following.services import entering
from people.access import SignedInRequest, patients_only
from programs import reading, safety

READ = "revision_read"


@patients_only
@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    patient = patient_of(request)
    if not entering.has_acknowledged(patient):
        return redirect("following:rules")
    day = days.read(patient, at=timezone.now())
    is_read = day.plan and request.session.get(READ) == str(day.plan.revision.pk)
    context = {
        "day": day,
        "patient": patient,
        "news": day.is_plan_news and not is_read,
        "due": sheets.due_in(day.program, at=day.moment),
        "words": day_words(),
    }
    return render(request, "following/today.html", context)


@patients_only
@require_safe
def program(request: SignedInRequest) -> HttpResponse:
    """Show the whole program; having seen it, the patient needs no news of it."""
    patient = patient_of(request)
    day = days.read(patient, at=timezone.now())
    if day.plan and request.session.get(READ) != str(day.plan.revision.pk):
        request.session[READ] = str(day.plan.revision.pk)
    advice = safety.advice_for(reading.findings_of(patient))
    context = {"day": day, "patient": patient, "advice": advice}
    return render(request, "following/program.html", context)


@patients_only
@require_safe
def media(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A photo or video of an exercise that the patient's program holds."""
    prescribed = reading.prescribed_media(patient_of(request))
    answer = media_answer(request, get_object_or_404(prescribed, pk=pk))
    # The phone's worker keeps it, until the patient signs out; the browser would keep it after.
    answer["Cache-Control"] = "private, no-store"
    return answer


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: SignedInRequest) -> HttpResponse:
    """Show the safety rules to read again, or anew when they are worded otherwise than before."""
    patient = patient_of(request)
    if request.method == "POST":
        entering.acknowledge(patient=patient, language=get_language())
        return redirect("following:today")
    context = {
        "goals": GOALS,
        "rules": RULES,
        "clinic": patient.clinic,
        "acknowledged": entering.has_acknowledged(patient),
    }
    return render(request, "following/rules.html", context)
