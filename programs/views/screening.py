from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import SignedInRequest, doctors_only
from people.models import Patient
from programs import reading, safety
from programs.forms.screening import SECTIONS, ScreeningForm
from programs.models import Clearance, InflammationSettled, NeurologistDecision


@doctors_only
@require_http_methods(["GET", "POST"])
def screening(request: SignedInRequest, pk: UUID, section: str = "") -> HttpResponse:
    """All that must be known before a program; each section saves alone and keeps its history."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    bound = None
    if request.method == "POST":
        if section not in SECTIONS:
            raise Http404
        bound = SECTIONS[section](request.POST, prefix=section)
        if bound.is_valid():
            bound.save(patient=patient, by=request.user)
            messages.success(request, _("Saved: %(section)s.") % {"section": bound.title})
            return redirect("programs:screening", patient.pk)
    return render(request, "programs/screening.html", _page(patient, bound))


def _page(patient: Patient, bound: ScreeningForm | None) -> dict[str, object]:
    facts = reading.facts_of(patient)
    initial = {
        "red-flags": {"flags": facts.red_flags},
        "contraindications": {"findings": facts.findings},
    }
    forms = {
        name.replace("-", "_"): form(prefix=name, initial=initial.get(name))
        for name, form in SECTIONS.items()
    }
    if bound is not None:
        forms[bound.section.replace("-", "_")] = bound
    return {
        "patient": patient,
        "forms": forms,
        "facts": facts,
        "missing": safety.what_is_missing(facts, on=timezone.localdate()),
        "decision": reading.newest(NeurologistDecision, patient),
        "settled": reading.newest(InflammationSettled, patient),
        "clearances": _clearances(patient),
        "program": reading.current_program(patient),
    }


def _clearances(patient: Patient) -> list[Clearance]:
    rows = Clearance.objects.filter(clinic=patient.clinic_id, patient=patient)
    return list(rows.select_related("recorded_by").order_by("-id"))
