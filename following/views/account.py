from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import patients_only


@patients_only
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "following/account.html", {"patient": request.user.enrolment})
