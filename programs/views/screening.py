from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import SignedInRequest, doctors_only
from people.models import Patient
from programs import checklist, reading, safety
from programs.answers import answers_of
from programs.forms.screening import SECTIONS, ScreeningForm
from programs.safety import FINDINGS, Kind, Missing, ScreeningFacts

# Where each answer that is missing is given; other codes are findings that want a clearance.
ANSWERED_IN = {
    "neurologist": "neurologist",
    "inflammation": "inflammation",
    "red_flags": "red-flags",
    "findings": "contraindications",
}


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
    facts, today = reading.facts_of(patient), timezone.localdate()
    missing = safety.what_is_missing(facts, on=today)
    forms = _forms(facts, missing)
    if bound is not None:
        forms[bound.section] = bound
    answers = answers_of(patient, facts)
    return {
        "patient": patient,
        "sections": [(form, answers[section]) for section, form in forms.items()],
        "open_section": bound.section if bound else _next_section(missing),
        "missing": missing,
        "known": checklist.known(facts, on=today),
    }


def _forms(facts: ScreeningFacts, missing: tuple[Missing, ...]) -> dict[str, ScreeningForm]:
    initial: dict[str, dict[str, object]] = {
        "red-flags": {"flags": facts.red_flags},
        "contraindications": {"findings": facts.findings},
        "clearance": {"finding": next(iter(_to_clear(missing)), None)},
    }
    return {
        section: form(prefix=section, initial=initial.get(section))
        for section, form in SECTIONS.items()
    }


def _next_section(missing: tuple[Missing, ...]) -> str:
    """The first section on the page that still lacks its answer."""
    lacking = {ANSWERED_IN[item.code] for item in missing if item.code in ANSWERED_IN}
    if _to_clear(missing):
        lacking.add("clearance")
    return next((section for section in SECTIONS if section in lacking), "")


def _to_clear(missing: tuple[Missing, ...]) -> list[str]:
    clearable = {found.code for found in FINDINGS if found.kind == Kind.NEEDS_CLEARANCE}
    return [item.code for item in missing if item.code in clearable]
