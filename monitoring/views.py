from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from monitoring import reasons, record, services, stages, watch
from monitoring.firings import firing_of, firings_of
from monitoring.forms import HandOverForm, ResolveForm, StageOpenForm
from monitoring.models import Alert
from monitoring.patients import STATUSES, patient_list
from monitoring.worklist import passed_on
from monitoring.worklist import worklist as read_worklist
from people.access import SignedInRequest, doctors_only
from people.models import Patient
from programs import gates

WEEKS = (4, 12)


@doctors_only
@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    mine, now = request.GET.get("whose") != "clinic", timezone.now()
    found = read_worklist(request.user, mine=mine, at=now)
    context = {"worklist": found, "mine": mine, "not_mine": not mine}
    context["watch_is_late"] = watch.is_late(now)
    return render(request, "monitoring/worklist.html", context)


@doctors_only
@require_safe
def patients(request: SignedInRequest) -> HttpResponse:
    text, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    found = patient_list(request.user, text=text, status=status, page=request.GET.get("page", 1))
    context = {"found": found, "q": text, "status": status, "statuses": STATUSES}
    template = "monitoring/patients.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@doctors_only
@require_safe
def patient(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _patient(request, pk)
    weeks = 12 if request.GET.get("weeks") == "12" else 4
    story = record.read(found, weeks=weeks, at=timezone.now())
    return render(
        request,
        "monitoring/patient.html",
        {"patient": found, "record": story, "program": story.facts.program, "periods": WEEKS},
    )


@doctors_only
@require_safe
def firings(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Every time a stop rule fired for this patient."""
    found = _patient(request, pk)
    context = {"patient": found, "firings": firings_of(found, page=request.GET.get("page", 1))}
    return render(request, "monitoring/firings.html", context)


@doctors_only
@require_POST
def stage_open(request: SignedInRequest, pk: UUID, stage: int) -> HttpResponse:
    """Open a stage on the evidence of the sessions as they stand now."""
    form = StageOpenForm(request.POST)
    asked = form.cleaned_data if form.is_valid() else {}
    step = partial(stages.open_stage, at=timezone.now(), **asked)
    return _stage_step(request, pk, stage, step, done=_("Opened: the patient sees it from now on."))


@doctors_only
@require_POST
def stage_decline(request: SignedInRequest, pk: UUID, stage: int) -> HttpResponse:
    """Leave a stage closed that is ready, with the reason."""
    reason = request.POST.get("reason", "")
    step = partial(stages.decline_stage, at=timezone.now(), reason=reason)
    return _stage_step(request, pk, stage, step, done=_("Kept: it stays locked for now."))


@doctors_only
@require_POST
def stage_close(request: SignedInRequest, pk: UUID, stage: int) -> HttpResponse:
    step = partial(stages.close_stage, why=request.POST.get("why", ""))
    return _stage_step(request, pk, stage, step, done=_("Locked again."))


@doctors_only
@require_http_methods(["GET", "HEAD", "POST"])
def alert_resolve(request: SignedInRequest, pk: UUID) -> HttpResponse:
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
def alert_hand_over(request: SignedInRequest, pk: UUID) -> HttpResponse:
    alert = _alert(request, pk)
    form = HandOverForm(request.POST, alert=alert)
    if form.is_valid():
        services.reassign(alert=alert, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("Handed over to %(doctor)s.") % {"doctor": form.cleaned_data["to"]}
        )
        return _back(request)
    return _alert_dialog(request, alert, hand_over_form=form)


@doctors_only
@require_POST
def alert_later(request: SignedInRequest, pk: UUID) -> HttpResponse:
    services.acknowledge(alert=_alert(request, pk), at=timezone.now())
    return _back(request)


def _stage_step(
    request: SignedInRequest, pk: UUID, stage: int, step: Callable[..., object], *, done: str
) -> HttpResponse:
    """Answer to a stage, say in words when that is refused, and show the page it came from."""
    if stage not in (gates.SITTING, gates.STANDING):
        raise Http404
    try:
        step(patient=_patient(request, pk), stage=stage, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    if request.POST.get("from") == "worklist":
        return redirect("monitoring:worklist")
    return redirect("monitoring:patient", pk)


def _patient(request: SignedInRequest, pk: UUID) -> Patient:
    treated = Patient.objects.treated_by(request.user).select_related("clinic", "doctor__user")
    return get_object_or_404(treated, pk=pk)


def _alert(request: SignedInRequest, pk: UUID) -> Alert:
    people = ("patient", "owner__user", "escalated_from__user", "resolved_by")
    visible = Alert.objects.visible_to(request.user).select_related(*people)
    return get_object_or_404(visible, pk=pk)


def _alert_dialog(request: SignedInRequest, alert: Alert, **forms: object) -> HttpResponse:
    context = {
        "alert": alert,
        "title": reasons.title(alert.reason, alert.evidence),
        "evidence": reasons.evidence_in_words(alert.evidence),
        "passed_on": passed_on(alert),
        "firing": firing_of(alert),
        "resolve_form": ResolveForm(),
        "hand_over_form": HandOverForm(alert=alert),
        **forms,
    }
    template = "monitoring/alert.html"
    return render(request, f"{template}#dialog" if request.htmx else template, context)


def _back(request: SignedInRequest) -> HttpResponse:
    """Show the page anew, from which the alert was dealt with."""
    return HttpResponseClientRefresh() if request.htmx else redirect("monitoring:worklist")
