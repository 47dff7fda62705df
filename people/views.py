from datetime import date
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import services
from people.access import SignedInRequest, administered_post, chosen_post, doctors_only
from people.forms import ClinicForm, ClosureForm, PatientForm
from people.models import ClosedDay, Doctor, Invitation, Patient


@doctors_only
@require_http_methods(["GET", "POST"])
def patient_new(request: SignedInRequest) -> HttpResponse:
    form = PatientForm(request.POST or None, user=request.user)
    if form.is_valid():
        fields = {"doctor": request.user.doctors[0], **form.cleaned_data}
        patient = services.register_patient(**fields)
        return redirect("programs:screening", patient.pk)
    return render(request, "people/patient_form.html", {"form": form})


@doctors_only
@require_http_methods(["GET", "POST"])
def patient_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    form = PatientForm(request.POST or None, user=request.user, instance=patient)
    if form.is_valid():
        services.change_patient(patient=patient, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("monitoring:patient", patient.pk)
    return render(request, "people/patient_form.html", {"form": form, "patient": patient})


@doctors_only
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the state of the invitation; a POST issues one, whose secrets are shown this once."""
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    if request.method == "POST":
        context = _shown_once(request, services.invite(patient=patient, by=request.user))
    else:
        mine = Invitation.objects.visible_to(request.user).filter(patient=patient)
        context = {"last": mine.order_by("-id").first()}
    return render(request, "people/invite.html", {"patient": patient, **context})


def _shown_once(request: SignedInRequest, issued: services.Issued) -> dict[str, object]:
    link = request.build_absolute_uri(reverse("following:start_token", args=[issued.token]))
    return {
        "issued": issued,
        "link": link,
        "picture": segno.make(link, error="m").svg_inline(omitsize=True, border=2, light="#fff"),
        "code": f"{issued.code[:4]} {issued.code[4:]}",
        "start_address": request.build_absolute_uri(reverse("following:start")),
    }


@doctors_only
@require_POST
def revoke(request: SignedInRequest, pk: UUID) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.treated_by(request.user), pk=pk)
    services.revoke_invitation(patient=patient)
    messages.success(request, _("The invitation no longer works."))
    return redirect("people:invite", patient.pk)


@doctors_only
@require_safe
def clinic(request: SignedInRequest) -> HttpResponse:
    """How the clinic works; its administrators change it, its other doctors read it."""
    return _clinic_page(request, chosen_post(request))


@doctors_only
@require_POST
def clinic_change(request: SignedInRequest) -> HttpResponse:
    post = administered_post(request)
    form = ClinicForm(request.POST, post=post)
    if not form.is_valid():
        return _clinic_page(request, post, form=form)
    services.change_clinic(clinic=post.clinic, **form.cleaned_data)
    return _to_clinic(request, post, _("Saved."))


@doctors_only
@require_POST
def close_days(request: SignedInRequest) -> HttpResponse:
    post = administered_post(request)
    form = ClosureForm(request.POST, today=_today(post))
    if not form.is_valid():
        return _clinic_page(request, post, closure=form)
    services.close_days(clinic=post.clinic, **form.cleaned_data)
    return _to_clinic(request, post, _("The clinic is closed then."))


@doctors_only
@require_POST
def reopen_day(request: SignedInRequest, pk: UUID) -> HttpResponse:
    post = administered_post(request)
    closed = get_object_or_404(ClosedDay.objects.administered_by(request.user), pk=pk)
    services.reopen_day(closed=closed)
    return _to_clinic(request, post, _("The clinic works on that day."))


def _clinic_page(request: SignedInRequest, post: Doctor, **forms: object) -> HttpResponse:
    today = _today(post)
    context = {
        "post": post,
        "form": ClinicForm(post=post),
        "closure": ClosureForm(today=today),
        "closed": ClosedDay.objects.filter(clinic=post.clinic, day__gte=today),
        **forms,
    }
    return render(request, "people/clinic.html", context)


def _to_clinic(request: SignedInRequest, post: Doctor, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(reverse("people:clinic", query={"clinic": post.clinic_id}))


def _today(post: Doctor) -> date:
    return post.clinic.local(timezone.now()).date()
