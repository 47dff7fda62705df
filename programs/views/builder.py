from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from exercises.filters import LibraryFilters
from exercises.models import Exercise
from people.access import doctors_only
from people.models import Patient
from programs import reading
from programs.board import board, cards
from programs.forms.drafting import TermsForm
from programs.models import Program
from programs.services import drafting
from programs.services.prescribing import readiness
from programs.templates import TEMPLATES


@doctors_only
@never_cache
@require_safe
def builder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The library on the left, the draft by stage, and what is missing before it is prescribed."""
    patient = get_object_or_404(
        Patient.objects.treated_by(request.user).select_related("clinic"), pk=pk
    )
    program = reading.current_program(patient)
    if program is None:
        context = {"patient": patient, "templates": TEMPLATES.values()}
        return render(request, "programs/builder_begin.html", context)
    return render(request, "programs/builder.html", page(request, program))


@doctors_only
@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a draft, empty or with a template's exercises."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    program = drafting.draft_of(patient=patient, by=request.user)
    template = TEMPLATES.get(request.POST.get("template", ""))
    if template:
        save = drafting.Save(program.draft_version)
        drafting.add_all(program=program, exercises=template.resolve(), save=save)
    return redirect("programs:builder", patient.pk)


@doctors_only
@require_safe
def library(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The cards that a search finds, with what is blocked for this patient and why."""
    program = get_object_or_404(Program.objects.treated_by(request.user), pk=pk)
    filters = LibraryFilters.from_query(request.GET)
    found = filters.apply(Exercise.objects.visible_to(request.user))
    context = {
        "program": program,
        "filters": filters,
        "cards": cards(program, found, on=timezone.localdate()),
    }
    return render(request, "programs/builder.html#library-cards", context)


def page(request: HttpRequest, program: Program, **more: object) -> dict[str, object]:
    today = timezone.localdate()
    filters = LibraryFilters.from_query(request.GET)
    found = filters.apply(Exercise.objects.visible_to(request.user))
    return {
        "program": program,
        "patient": program.patient,
        "board": board(program, on=today),
        "cards": cards(program, found, on=today),
        "filters": filters,
        "terms": TermsForm(instance=program),
        "missing": readiness(program, on=today),
        "facts": reading.facts_of(program.patient),
        "revision": reading.latest_revision(program),
        "templates": TEMPLATES.values(),
        **more,
    }
