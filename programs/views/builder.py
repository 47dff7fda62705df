from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from exercises.filters import LibraryFilters
from exercises.models import Exercise
from people.access import SignedInRequest, doctors_only
from people.models import Patient
from programs import checklist, reading
from programs.board import board, cards
from programs.forms.drafting import DosageForm, TermsForm
from programs.models import Program
from programs.services import drafting
from programs.services.prescribing import missing
from programs.templates import TEMPLATES


@doctors_only
@never_cache
@require_safe
def builder(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The library on the left, the draft by stage, and what is missing before it is prescribed."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    program = reading.current_program(patient)
    if program is None:
        context = {"patient": patient, "templates": TEMPLATES.values()}
        return render(request, "programs/builder_begin.html", context)
    context = page(program) | _shelf(request, program)
    return render(request, "programs/builder.html", context)


@doctors_only
@require_POST
def begin(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open a draft, empty or with a template's exercises."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    template = TEMPLATES.get(request.POST.get("template", ""))
    exercises = template.resolve() if template else ()
    drafting.begin(patient=patient, exercises=exercises, by=request.user)
    return redirect("programs:builder", patient.pk)


@doctors_only
@require_safe
def library(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The cards that a search finds, with what is blocked for this patient and why."""
    programs = Program.objects.treated_by(request.user).select_related("patient")
    program = get_object_or_404(programs, pk=pk)
    return render(request, "programs/builder.html#library-cards", _shelf(request, program))


def page(program: Program, *, unsaved: DosageForm | None = None, **more: Any) -> dict[str, object]:
    """What the board is drawn from; `more` stands in for parts of it, as what was refused."""
    today = timezone.localdate()
    facts, lines = reading.facts_of(program.patient), reading.draft_lines(program)
    return {
        "program": program,
        "patient": program.patient,
        "board": board(program, lines, facts, on=today, unsaved=unsaved),
        "terms": TermsForm(instance=program),
        "known": checklist.known(facts, on=today),
        "missing": missing(program, lines, facts, on=today),
        "revision": reading.latest_revision(program),
        "templates": TEMPLATES.values(),
        **more,
    }


def _shelf(request: SignedInRequest, program: Program) -> dict[str, object]:
    filters = LibraryFilters.from_query(request.GET)
    prescribable = Exercise.objects.visible_to(request.user).prescribable(program.clinic_id)
    found = filters.apply(prescribable, doctor=request.user)
    facts, lines = reading.facts_of(program.patient), reading.draft_lines(program)
    shelf = cards(found, lines, facts, on=timezone.localdate())
    return {"program": program, "filters": filters, "cards": shelf}
