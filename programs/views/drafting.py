"""What the builder saves, one change at a time; each answers with the draft as it now stands."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from exercises.models import Exercise
from people.access import SignedInRequest, doctors_only
from programs import reading
from programs.easier import Bounds, rungs_of
from programs.forms.drafting import TermsForm
from programs.forms.line import LineForm
from programs.models import DraftLine, Program
from programs.services import drafting, prescribing
from programs.services.drafting import Save, Terms
from programs.views.builder import page
from programs.views.posted import save_of, text, uuid_or_none

Change = Callable[..., HttpResponse | None]
View = Callable[..., HttpResponseBase]


def saves_the_draft(change: Change) -> View:
    """Load the program, make the change, and answer with the board; a stale save gets 409."""

    @doctors_only
    @require_POST
    @wraps(change)
    def view(request: SignedInRequest, pk: UUID, **rest: Any) -> HttpResponse:
        program = get_object_or_404(
            Program.objects.treated_by(request.user).current().select_related("patient"), pk=pk
        )
        try:
            answer = change(request, program, save=save_of(request), **rest)
        except drafting.StaleDraft:
            return _board(request, program, status=409)
        except (drafting.AlreadySaved, drafting.AlreadyInDraft):
            answer = None
        return answer or _board(request, program)

    return view


@saves_the_draft
def line_add(request: SignedInRequest, program: Program, *, save: Save) -> HttpResponse | None:
    offered = Exercise.objects.visible_to(request.user).prescribable(program.clinic_id)
    exercise = get_object_or_404(offered, slug=text(request, "exercise", limit=60))
    reason, today = text(request, "override_reason", limit=500), timezone.localdate()
    try:
        drafting.add_line(
            program=program, exercise=exercise, save=save, on=today, override_reason=reason
        )
    except drafting.ReasonNeeded as refusal:
        words = _("%(exercise)s is blocked: %(reason)s Write a reason to add it.")
        refused = words % {"exercise": exercise.name, "reason": refusal}
        return _board(request, program, refused=refused, status=422)
    return None


@saves_the_draft
def line_change(
    request: SignedInRequest, program: Program, *, save: Save, line: UUID
) -> HttpResponse | None:
    row = _line(program, line)
    rungs = rungs_of([row], _bounds(program))
    form = LineForm(request.POST, line=row, rungs=rungs[row.pk])
    if not form.is_valid():
        return _board(request, program, unsaved=form, status=422)
    texts = {name: form.cleaned_data[name] for name in ("note", "override_reason")}
    drafting.change_line(
        line=row, save=save, dosage=form.dosage, safeguards=form.safeguards, **texts
    )
    return _board(request, program, shrank=row) if form.shrank else None


@saves_the_draft
def line_remove(request: SignedInRequest, program: Program, *, save: Save, line: UUID) -> None:
    drafting.remove_line(line=_line(program, line), save=save)


@saves_the_draft
def order(request: SignedInRequest, program: Program, *, save: Save) -> None:
    places = [key for key in map(uuid_or_none, request.POST.getlist("line")) if key]
    drafting.reorder(program=program, order=places, save=save)


@saves_the_draft
def terms(request: SignedInRequest, program: Program, *, save: Save) -> HttpResponse | None:
    form = TermsForm(request.POST, instance=program)
    if not form.is_valid():
        return _board(request, program, terms=form, status=422)
    drafting.change_terms(program=program, save=save, terms=Terms(**form.cleaned_data))
    return None


@saves_the_draft
def prescribe(request: SignedInRequest, program: Program, *, save: Save) -> HttpResponse:
    """Publish the draft and go to the record; when only the answer was lost, just go there."""
    why, today = text(request, "why", limit=1000), timezone.localdate()
    try:
        prescribing.prescribe(program=program, by=request.user, why=why, save=save, on=today)
    except prescribing.NotReadyToPrescribe as refusal:
        return _board(request, program, missing=refusal.missing, why=why, status=422)
    except drafting.AlreadySaved:
        pass
    messages.success(request, _prescribed_in_words(program))
    return HttpResponseClientRedirect(reverse("monitoring:patient", args=[program.patient_id]))


def _prescribed_in_words(program: Program) -> str:
    words = _("Prescribed.")
    untaught = len(reading.untaught_exercises(program))
    if untaught and program.released_at:
        words += " " + ngettext(
            "%(n)s new exercise stays locked until you sign it off.",
            "%(n)s new exercises stay locked until you sign them off.",
            untaught,
        ) % {"n": untaught}
    return words


def _line(program: Program, pk: UUID) -> DraftLine:
    lines = DraftLine.objects.filter(clinic=program.clinic_id, program=program)
    related = ("program__patient", "exercise__current", "easier__current")
    return get_object_or_404(lines.select_related(*related), pk=pk)


def _bounds(program: Program) -> Bounds:
    facts, opened = reading.facts_of(program.patient), reading.open_stages(program)
    return Bounds(facts, opened, timezone.localdate())


def _board(
    request: SignedInRequest, program: Program, *, status: int = 200, **more: Any
) -> HttpResponse:
    fresh = Program.objects.select_related("patient").get(clinic=program.clinic_id, pk=program.pk)
    context = page(fresh, **more)
    return render(request, "programs/builder.html#draft", context, status=status)
