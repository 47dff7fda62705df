"""What the builder saves, one change at a time; each answers with the draft as it now stands."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from exercises.models import Exercise
from people.access import doctors_only
from programs.board import board
from programs.forms.drafting import DosageForm, TermsForm
from programs.models import DraftLine, Program
from programs.services import drafting, prescribing
from programs.services.drafting import Save
from programs.templates import TEMPLATES
from programs.views.builder import page

Change = Callable[..., HttpResponse | None]


def saves_the_draft(change: Change) -> Callable[..., HttpResponse]:
    """Load the program, make the change, and answer with the board; a stale save gets 409."""

    @doctors_only
    @require_POST
    @wraps(change)
    def view(request: HttpRequest, pk: UUID, **rest: Any) -> HttpResponse:
        program = get_object_or_404(
            Program.objects.treated_by(request.user).current().select_related("patient"), pk=pk
        )
        save = _save(request)
        try:
            answer = change(request, program, save=save, **rest)
        except drafting.StaleDraft:
            return _board(request, program, status=409)
        except (drafting.AlreadySaved, drafting.AlreadyInDraft):
            answer = None
        return answer or _board(request, program)

    return view


@saves_the_draft
def line_add(request: HttpRequest, program: Program, *, save: Save) -> None:
    visible = Exercise.objects.visible_to(request.user).select_related("current")
    exercise = get_object_or_404(visible, slug=request.POST.get("exercise", ""))
    drafting.add_line(
        program=program,
        exercise=exercise,
        save=save,
        override_reason=request.POST.get("override_reason", "")[:500],
    )


@saves_the_draft
def line_change(
    request: HttpRequest, program: Program, *, save: Save, line: UUID
) -> HttpResponse | None:
    row = _line(program, line)
    form = DosageForm(request.POST, prefix=str(row.pk))
    if not form.is_valid():
        return _board(request, program, unsaved=form, status=422)
    drafting.change_line(
        line=row,
        save=save,
        dosage=form.dosage,
        note=form.cleaned_data["note"],
        override_reason=form.cleaned_data["override_reason"],
    )
    return None


@saves_the_draft
def line_remove(request: HttpRequest, program: Program, *, save: Save, line: UUID) -> None:
    drafting.remove_line(line=_line(program, line), save=save)


@saves_the_draft
def order(request: HttpRequest, program: Program, *, save: Save) -> None:
    places = [UUID(key) for key in request.POST.getlist("line") if _is_uuid(key)]
    drafting.reorder(program=program, order=places, save=save)


@saves_the_draft
def terms(request: HttpRequest, program: Program, *, save: Save) -> HttpResponse | None:
    form = TermsForm(request.POST, instance=program)
    if not form.is_valid():
        return _board(request, program, terms=form, status=422)
    drafting.change_terms(program=program, save=save, **form.cleaned_data)
    return None


@saves_the_draft
def template(request: HttpRequest, program: Program, *, save: Save) -> None:
    chosen = TEMPLATES.get(request.POST.get("template", ""))
    if chosen:
        drafting.add_all(program=program, exercises=chosen.resolve(), save=save)


@saves_the_draft
def prescribe(request: HttpRequest, program: Program, *, save: Save) -> HttpResponse:
    why = request.POST.get("why", "")[:1000]
    try:
        prescribing.prescribe(
            program=program,
            by=request.user,
            why=why,
            version=save.version,
            on=timezone.localdate(),
        )
    except prescribing.NotReadyToPrescribe as refusal:
        return _board(request, program, missing=refusal.missing, why=why, status=422)
    return HttpResponseClientRedirect(reverse("monitoring:patient", args=[program.patient_id]))


def _line(program: Program, pk: UUID) -> DraftLine:
    lines = DraftLine.objects.filter(clinic=program.clinic_id, program=program)
    return get_object_or_404(lines.select_related("program__patient", "exercise"), pk=pk)


def _save(request: HttpRequest) -> Save:
    version, change = request.POST.get("version", ""), request.POST.get("change", "")
    return Save(
        version=int(version) if version.isdecimal() else 0,
        change=UUID(change) if _is_uuid(change) else None,
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _board(
    request: HttpRequest,
    program: Program,
    *,
    unsaved: DosageForm | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    fresh = Program.objects.select_related("patient", "clinic").get(
        clinic=program.clinic_id, pk=program.pk
    )
    draft = board(fresh, on=timezone.localdate(), unsaved=unsaved)
    context = page(request, fresh, **{"board": draft, "is_answer": True, **more})
    return render(request, "programs/builder.html#draft", context, status=status)
