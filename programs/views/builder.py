from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exercises.filters import LibraryFilters
from exercises.models import Exercise
from people.access import SignedInRequest, doctors_only
from people.models import Patient
from programs import applying, checklist, reading, safety, templates
from programs.board import board, cards
from programs.forms.drafting import TermsForm
from programs.forms.line import LineForm
from programs.models import Program
from programs.services import drafting
from programs.services.prescribing import missing, what_would_change
from programs.templates import Template

# A clinic may have thousands of its own; more come as the doctor scrolls.
MOST_CARDS = 72


@doctors_only
@never_cache
@require_safe
def builder(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The library on the left, the draft by stage, and what is missing before it is prescribed."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    program = reading.current_program(patient)
    if program is None:
        return redirect("programs:begin", patient.pk)
    context = page(program) | _shelf(request, program)
    return render(request, "programs/builder.html", context)


@doctors_only
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The gallery of templates, held against this patient; posted, the chosen one or none."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "programs/gallery.html", _gallery(request, patient))
    template = templates.find(request.POST.get("template", ""), request.user)
    if template and template.is_offered_in(patient.clinic_id):
        _apply(request, patient, template)
    else:
        drafting.draft_of(patient=patient, by=request.user)
    return redirect("programs:builder", patient.pk)


def _apply(request: SignedInRequest, patient: Patient, template: Template) -> None:
    """Apply it and say in words what was left out; what is closed is told and changes nothing."""
    try:
        fit = drafting.apply(
            patient=patient, template=template, by=request.user, on=timezone.localdate()
        )
    except drafting.TemplateClosed as refusal:
        messages.error(request, str(refusal))
    else:
        say = messages.warning if fit.barred else messages.success
        say(request, fit.in_words)


@doctors_only
@require_safe
def library(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The cards that a search finds, with what is blocked for this patient and why."""
    programs = Program.objects.treated_by(request.user).select_related("patient")
    program = get_object_or_404(programs, pk=pk)
    part = "library-more" if "page" in request.GET else "library-cards"
    return render(request, f"programs/builder.html#{part}", _shelf(request, program))


def page(program: Program, *, unsaved: LineForm | None = None, **more: Any) -> dict[str, object]:
    """What the board is drawn from; `more` stands in for parts of it, as what was refused."""
    today = timezone.localdate()
    facts, lines = reading.facts_of(program.patient), reading.draft_lines(program)
    revision = reading.latest_revision(program)
    return {
        "program": program,
        "patient": program.patient,
        "board": board(program, lines, facts, on=today, unsaved=unsaved),
        "terms": TermsForm(instance=program),
        "known": checklist.known(facts, on=today),
        "missing": missing(program, lines, facts, on=today),
        "revision": revision,
        "changes": what_would_change(program, lines, revision),
        **more,
    }


def _shelf(request: SignedInRequest, program: Program) -> dict[str, object]:
    filters = LibraryFilters.from_query(request.GET)
    prescribable = Exercise.objects.visible_to(request.user).prescribable(program.clinic_id)
    found = filters.apply(prescribable, doctor=request.user)
    facts, lines = reading.facts_of(program.patient), reading.draft_lines(program)
    shelf = Paginator(found, MOST_CARDS).get_page(request.GET.get("page"))
    return {
        "program": program,
        "filters": filters,
        "shelf": shelf,
        "cards": cards(shelf, lines, facts, on=timezone.localdate()),
    }


def _gallery(request: SignedInRequest, patient: Patient) -> dict[str, object]:
    today, facts = timezone.localdate(), reading.facts_of(patient)
    program = reading.current_program(patient)
    standing = {line.exercise_id for line in reading.draft_lines(program)} if program else set()
    fits = [
        applying.fit(template, facts, standing=standing, on=today)
        for template in templates.all_for(request.user)
        if template.is_offered_in(patient.clinic_id)
    ]
    return {
        "patient": patient,
        "program": program,
        "open_fits": [fit for fit in fits if fit.given],
        "closed_fits": [fit for fit in fits if not fit.given],
        "missing": safety.what_is_missing(facts, on=today),
    }
