from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from people.access import SignedInRequest, doctors_only
from programs import reading, templates

MOST_NAMED = 12


@doctors_only
@never_cache
@require_safe
def uses(request: SignedInRequest, slug: str) -> HttpResponse:
    """Which current programs of the doctor's clinics, and which templates, hold an exercise."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), slug=slug)
    patients = reading.patients_following(exercise, by=request.user)
    number = patients.count()
    context = {
        "patients": patients[:MOST_NAMED],
        "number": number,
        "more": max(number - MOST_NAMED, 0),
        "templates": [one for one in templates.all_for(request.user) if one.holds(slug)],
    }
    return render(request, "programs/uses.html", context)
