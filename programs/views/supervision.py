from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, doctors_only
from programs import reading
from programs.forms.supervision import ReleaseForm, SignOffForm
from programs.models import PrescribedLine, Program, SignOff
from programs.services import supervision
from programs.views.posted import text


@doctors_only
@require_safe
def supervise(request: SignedInRequest, pk: UUID) -> HttpResponse:
    programs = Program.objects.treated_by(request.user).select_related("patient")
    program = get_object_or_404(programs, pk=pk)
    return render(request, "programs/supervise.html", _page(program))


@doctors_only
@require_POST
def sign_off(request: SignedInRequest, pk: UUID, exercise: UUID) -> HttpResponse:
    program = get_object_or_404(Program.objects.treated_by(request.user).current(), pk=pk)
    line = get_object_or_404(reading.newest_lines(program), exercise=exercise)
    form = SignOffForm(request.POST)
    if form.is_valid():
        supervision.sign_off_line(program=program, line=line, by=request.user, **form.cleaned_data)
    if not request.htmx:
        return redirect("programs:supervise", program.pk)
    return render(request, "programs/supervise.html#sign-offs", _page(program))


@doctors_only
@require_POST
def release(request: SignedInRequest, pk: UUID) -> HttpResponse:
    program = get_object_or_404(Program.objects.treated_by(request.user), pk=pk)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        try:
            supervision.release_to_home(program=program, by=request.user, **form.cleaned_data)
        except supervision.Refused as refusal:
            page = _page(program) | {"refusal": str(refusal), "release_form": form}
            return render(request, "programs/supervise.html", page, status=409)
        messages.success(request, _("Released to home."))
    return redirect("monitoring:patient", program.patient_id)


@doctors_only
@require_POST
def suspend(request: SignedInRequest, pk: UUID) -> HttpResponse:
    program = get_object_or_404(Program.objects.treated_by(request.user), pk=pk)
    moment = timezone.now()
    paused = supervision.suspend(program=program, because="doctor", at=moment, by=request.user)
    if paused.status == Program.Status.SUSPENDED:
        messages.success(request, _("Paused. The patient sees that you paused it."))
    return redirect("monitoring:patient", program.patient_id)


@doctors_only
@require_POST
def resume(request: SignedInRequest, pk: UUID) -> HttpResponse:
    program = get_object_or_404(Program.objects.treated_by(request.user), pk=pk)
    return _step(request, program, supervision.resume, done=_("The patient may go on."))


@doctors_only
@require_POST
def end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    program = get_object_or_404(Program.objects.treated_by(request.user), pk=pk)
    return _step(request, program, supervision.end, done=_("The program has ended."))


def _step(
    request: SignedInRequest, program: Program, step: supervision.Step, *, done: str
) -> HttpResponse:
    """Take a step that needs a reason, and say in words when it is refused."""
    try:
        step(program=program, by=request.user, why=text(request, "why", limit=1000))
    except supervision.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("monitoring:patient", program.patient_id)


def _page(program: Program) -> dict[str, object]:
    signed = {row.exercise_id: row for row in reading.sign_offs(program)}
    untaught = reading.untaught_exercises(program)
    return {
        "program": program,
        "patient": program.patient,
        "rows": [(line, _ticks(line, signed)) for line in reading.newest_lines(program)],
        "left": len(untaught),
        "gate": reading.home_gate(program, untaught=untaught),
        "release_form": ReleaseForm(),
    }


def _ticks(line: PrescribedLine, signed: Mapping[UUID, SignOff]) -> dict[str, object]:
    """What is signed off of a line: as much as holds for its easier version too."""
    both = [signed.get(one) for one in (line.exercise_id, line.easier_id) if one]
    return {
        "technique": all(one and one.technique for one in both),
        "tolerated": all(one and one.tolerated for one in both),
        "waived_because": next((one.waived_because for one in both if one), ""),
    }
