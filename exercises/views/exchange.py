"""The clinic's own exercises as a file: taken out, and brought in as drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from exercises.exchange import MOST_BYTES, WRITERS, FileRefused, read
from exercises.forms import FileForm
from exercises.models import Exercise
from exercises.services.exchange import import_own
from exercises.views.own import chosen_clinic
from people.access import SignedInRequest, doctors_only

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


@doctors_only
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: SignedInRequest) -> HttpResponse:
    """Bring in a file's exercises, all of them or none; what is wrong is said row by row."""
    form = FileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    context = {
        "form": form,
        "clinics": request.user.clinics,
        "count": Exercise.objects.own(request.user).count(),
    }
    if form.is_valid():
        try:
            _import(request, form.cleaned_data["file"].read(MOST_BYTES + 1))
            return redirect(reverse("exercises:library", query={"whose": "ours"}))
        except FileRefused as refusal:
            context["refusal"] = refusal
    is_refused = bool(form.errors or "refusal" in context)
    return render(request, "exercises/exchange.html", context, status=422 if is_refused else 200)


@doctors_only
@require_safe
def export(request: SignedInRequest, kind: str) -> HttpResponse:
    own = Exercise.objects.own(request.user).order_by("name")
    text = WRITERS[kind](exercise.current.content for exercise in own)
    headers = {"Content-Disposition": f'attachment; filename="exercises.{kind}"'}
    return HttpResponse(text, content_type=TYPES[kind], headers=headers)


def _import(request: SignedInRequest, data: bytes) -> None:
    drafts = import_own(clinic=chosen_clinic(request), texts=read(data), by=request.user)
    words = ngettext("%(n)s draft imported.", "%(n)s drafts imported.", len(drafts))
    messages.success(request, words % {"n": len(drafts)})
