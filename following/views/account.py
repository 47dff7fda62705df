from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from following.access import patient_of
from people.access import SignedInRequest, patients_only


@patients_only
@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    return render(request, "following/account.html", {"patient": patient_of(request)})
