from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from monitoring import reasons, record, services
from monitoring.forms import HandOverForm, ResolveForm, StageForm
from monitoring.models import Alert
from monitoring.patients import STATUSES, patient_list
from monitoring.record.facts import Facts, facts_of
from monitoring.record.stages import gathered
from monitoring.worklist import worklist as read_worklist
from people.access import doctors_only
from people.models import Patient
from programs import gates
from programs.services import supervision

WEEKS = (4, 12)


@doctors_only
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    mine = request.GET.get("whose") != "clinic"
    found = read_worklist(request.user, mine=mine, at=timezone.now())
    return render(
        request, "monitoring/worklist.html", {"worklist": found, "mine": mine, "not_mine": not mine}
    )


@doctors_only
@require_safe
def patients(request: HttpRequest) -> HttpResponse:
    text, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    found = patient_list(request.user, text=text, status=status, page=request.GET.get("page", 1))
    context = {"found": found, "q": text, "status": status, "statuses": STATUSES}
    template = "monitoring/patients.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@doctors_only
@require_safe
def patient(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _patient(request, pk)
    weeks = 12 if request.GET.get("weeks") == "12" else 4
    story = record.read(found, weeks=weeks, at=timezone.now())
    return render(
        request,
        "monitoring/patient.html",
        {"patient": found, "record": story, "program": story.facts.program, "periods": WEEKS},
    )


@doctors_only
@require_POST
def stage_open(request: HttpRequest, pk: UUID, stage: int) -> HttpResponse:
    """Open a stage on the evidence of the sessions as they stand now."""
    if stage not in (gates.SITTING, gates.STANDING):
        raise Http404
    facts = facts_of(_patient(request, pk), weeks=4, at=timezone.now())
    form = StageForm(request.POST)
    if facts.is_at_home and form.is_valid():
        try:
            _open(request, facts, stage, **form.cleaned_data)
        except supervision.Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("monitoring:patient", pk)


def _open(
    request: HttpRequest, facts: Facts, stage: int, *, sits_ten_minutes: bool, reason: str
) -> None:
    supervision.open_stage(
        program=facts.program,
        stage=stage,
        evidence=gathered(facts, sits_ten_minutes=sits_ten_minutes),
        by=request.user,
        reason=reason,
    )
    messages.success(request, _("Opened. The patient sees the exercises from now on."))


@doctors_only
@require_http_methods(["GET", "HEAD", "POST"])
def alert_resolve(request: HttpRequest, pk: UUID) -> HttpResponse:
    alert = _alert(request, pk)
    form = ResolveForm(request.POST or None)
    if form.is_valid():
        try:
            services.resolve(alert=alert, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Resolved."))
        return _back(request)
    return _alert_dialog(request, alert, resolve_form=form)


@doctors_only
@require_POST
def alert_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    alert = _alert(request, pk)
    form = HandOverForm(request.POST, alert=alert)
    if form.is_valid():
        services.reassign(alert=alert, **form.cleaned_data)
        messages.success(
            request, _("Handed over to %(doctor)s.") % {"doctor": form.cleaned_data["to"]}
        )
        return _back(request)
    return _alert_dialog(request, alert, hand_over_form=form)


@doctors_only
@require_POST
def alert_later(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.acknowledge(alert=_alert(request, pk), at=timezone.now())
    return _back(request)


def _patient(request: HttpRequest, pk: UUID) -> Patient:
    treated = Patient.objects.treated_by(request.user).select_related("clinic", "doctor__user")
    return get_object_or_404(treated, pk=pk)


def _alert(request: HttpRequest, pk: UUID) -> Alert:
    visible = Alert.objects.visible_to(request.user).select_related("patient", "owner__user")
    return get_object_or_404(visible, pk=pk)


def _alert_dialog(request: HttpRequest, alert: Alert, **forms: object) -> HttpResponse:
    context = {
        "alert": alert,
        "title": reasons.title(alert.reason, alert.evidence),
        "evidence": reasons.evidence_in_words(alert.evidence),
        "resolve_form": ResolveForm(),
        "hand_over_form": HandOverForm(alert=alert),
        **forms,
    }
    template = "monitoring/alert.html"
    return render(request, f"{template}#dialog" if request.htmx else template, context)


def _back(request: HttpRequest) -> HttpResponse:
    """Show the page anew, from which the alert was dealt with."""
    return HttpResponseClientRefresh() if request.htmx else redirect("monitoring:worklist")
