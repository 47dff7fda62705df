"""The player's page: one document in it, from which the phone runs the session by itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from following.access import patient_of
from following.opening import document_to_open
from following.questions import red_flags_for
from following.work import NotNow
from people.access import SignedInRequest, patients_only
from people.models import Patient
from programs import reading, safety
from programs.models import NewCondition


@patients_only
@require_safe
@never_cache
@ensure_csrf_cookie
def session(request: SignedInRequest, pk: UUID) -> HttpResponse:
    patient = patient_of(request)
    try:
        document = document_to_open(
            patient=patient, session_id=pk, slot=request.GET.get("slot", ""), at=timezone.now()
        )
    except NotNow:
        return redirect("following:today")
    if document is None:
        raise Http404
    if document["session"] != str(pk):
        return redirect("following:session", document["session"])
    return _player(request, patient, document)


@patients_only
@require_safe
@never_cache
@ensure_csrf_cookie
def session_shell(request: SignedInRequest) -> HttpResponse:
    """The player without a session: the phone keeps it, and fills it from the plan it has."""
    patient = patient_of(request)
    response = _player(request, patient, None)
    # For whom the worker may ask the API before the page itself does.
    response.headers["Sciatica-Patient"] = str(patient.pk)
    return response


def _player(
    request: SignedInRequest, patient: Patient, document: dict[str, Any] | None
) -> HttpResponse:
    context = {
        "document": document,
        "patient": patient,
        "advice": safety.advice_for(reading.findings_of(patient)),
        "red_flags": red_flags_for(patient),
        "new_conditions": NewCondition.Kind.choices,
    }
    return render(request, "following/session.html", context)
