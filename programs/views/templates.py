from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import SignedInRequest, doctors_only
from programs import reading, templates
from programs.forms.templates import FromProgramForm, TemplateChangeForm
from programs.models import ClinicTemplate, ClinicTemplateVersion, Program
from programs.services import templates as keeping


@doctors_only
@require_safe
def template_list(request: SignedInRequest) -> HttpResponse:
    """Every template that this doctor may choose, what it is for and how long it takes."""
    shelves = {"own": templates.own(request.user), "shipped": templates.shipped(request.user)}
    return render(request, "programs/templates.html", shelves)


@doctors_only
@require_safe
def template_detail(request: SignedInRequest, key: str) -> HttpResponse:
    template = templates.find(key, request.user)
    if template is None:
        raise Http404
    kept = template.own.template if template.own else None
    context = {
        "template": template,
        "is_mine": kept is not None and kept.doctor.user_id == request.user.pk,
        "versions": templates.versions_of(kept) if kept else (),
    }
    return render(request, "programs/template.html", context)


@doctors_only
@require_http_methods(["GET", "POST"])
def template_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A template from a program's lines: a new one, or the next version of one's own."""
    programs = Program.objects.treated_by(request.user).select_related("clinic", "patient")
    program = get_object_or_404(programs, pk=pk)
    source = _source(request, program)
    mine = list(templates.kept_by(request.user).filter(clinic=program.clinic_id))
    changed = next((one for one in mine if str(one.template_id) == request.GET.get("of")), None)
    form = FromProgramForm(request.POST or None, lines=source["lines"], version=changed)
    if form.is_valid():
        return _keep(request, form, changed or program)
    context = {"program": program, "form": form, "mine": mine, "changed": changed, **source}
    return render(request, "programs/template_new.html", context)


@doctors_only
@require_http_methods(["GET", "POST"])
def template_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The next version of one's own template: other words, fewer lines, shared or not."""
    version = get_object_or_404(templates.kept_by(request.user), template=pk)
    lines = list(version.lines.all())
    form = TemplateChangeForm(request.POST or None, lines=lines, version=version)
    if form.is_valid():
        return _keep(request, form, version)
    return render(request, "programs/template_edit.html", {"version": version, "form": form})


@doctors_only
@require_POST
def template_retire(request: SignedInRequest, pk: UUID) -> HttpResponse:
    template = get_object_or_404(ClinicTemplate.objects.kept_by(request.user), pk=pk)
    keeping.retire(template=template)
    messages.success(request, _("Retired: it is offered no more."))
    return redirect("programs:templates")


def _keep(
    request: SignedInRequest,
    form: FromProgramForm | TemplateChangeForm,
    source: Program | ClinicTemplateVersion,
) -> HttpResponse:
    """Make a template from a program, or the next version of one."""
    if isinstance(source, Program):
        kept = keeping.make(program=source, edition=form.edition, by=request.user)
    else:
        kept = keeping.change(template=source.template, edition=form.edition, by=request.user)
    messages.success(request, _("Saved as version %(n)s.") % {"n": kept.version})
    return redirect(kept)


def _source(request: SignedInRequest, program: Program) -> dict[str, Any]:
    """The lines that a template is made from: the draft's, or those that the patient has."""
    draft, prescribed = reading.draft_lines(program), list(reading.newest_lines(program))
    is_prescribed = bool(prescribed) and (request.GET.get("from") == "revision" or not draft)
    return {
        "lines": prescribed if is_prescribed else draft,
        "is_prescribed": is_prescribed,
        "has_both": bool(draft and prescribed),
    }
