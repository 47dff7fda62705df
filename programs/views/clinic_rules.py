from dataclasses import dataclass
from itertools import pairwise

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, administered_post, chosen_post, doctors_only
from people.models import Clinic, Doctor
from programs import reading
from programs.forms.clinic_rules import ClinicRulesForm, changes_in_words
from programs.models import ClinicRules
from programs.services import clinic_rules as services
from programs.thresholds import DEFAULTS


@dataclass(frozen=True)
class Change:
    rules: ClinicRules
    words: list[str]


@doctors_only
@require_safe
def clinic_rules(request: SignedInRequest) -> HttpResponse:
    """The numbers in force with our defaults beside them, and who changed what."""
    post = chosen_post(request)
    current = reading.thresholds_of(post.clinic_id)
    form = ClinicRulesForm(thresholds=current, read_only=not post.is_administrator)
    return _page(request, post, form)


@doctors_only
@require_POST
def clinic_rules_change(request: SignedInRequest) -> HttpResponse:
    post = administered_post(request)
    current = reading.thresholds_of(post.clinic_id)
    form = ClinicRulesForm(request.POST, thresholds=current, read_only=False)
    if not form.is_valid():
        return _page(request, post, form)
    services.change_numbers(clinic=post.clinic, thresholds=form.thresholds, by=request.user)
    messages.success(request, _("Saved."))
    return redirect(reverse("programs:clinic_rules", query={"clinic": post.clinic_id}))


def _page(request: SignedInRequest, post: Doctor, form: ClinicRulesForm) -> HttpResponse:
    context = {"post": post, "form": form, "history": _history(post.clinic)}
    return render(request, "programs/clinic_rules.html", context)


def _history(clinic: Clinic) -> list[Change]:
    """Every change, the newest first, each against the numbers before it."""
    rows = list(
        ClinicRules.objects.filter(clinic=clinic).select_related("recorded_by").order_by("id")
    )
    numbers = [DEFAULTS, *(row.thresholds for row in rows)]
    words = [changes_in_words(before, after) for before, after in pairwise(numbers)]
    return [Change(*one) for one in zip(reversed(rows), reversed(words), strict=True)]
