from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from people.access import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send each person to the page where their work is."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return redirect("monitoring:worklist" if request.user.doctors else "following:today")


@public
@require_safe
def liveness(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive", content_type="text/plain")


@public
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """Answer 200 only when the database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")
