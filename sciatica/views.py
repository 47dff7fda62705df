import json

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from following.day_words import day_words
from people.access import public
from sciatica.context import phone_of
from sciatica.phone import icons, shell
from sciatica.phone.manifest import manifest as manifest_document


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


@public
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: what it keeps of the product, and the parts that it is made of."""
    kept = {
        "edition": f"{shell.edition()}-{get_language()}",
        "static": settings.STATIC_URL,
        "files": [*map(static, shell.files())],
        "offline": reverse("offline"),
        "today": reverse("following:today"),
        "player": reverse("following:session_shell"),
        "sessions": "/api/v1/sessions/",
        "morning": reverse("following:morning"),
        "morning_questions": reverse("following:morning_shell"),
        "pages": [*map(reverse, shell.KEPT_PAGES)],
    }
    context = {"shell": json.dumps(kept, indent=1)}
    return render(request, "sciatica/sw.js", context, content_type="text/javascript")


@public
@require_safe
@cache_control(private=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(manifest_document(), content_type="application/manifest+json")


@public
@require_safe
@cache_control(public=True, max_age=86400)
def icon(request: HttpRequest, name: str) -> HttpResponse:
    if name not in icons.ICONS:
        raise Http404
    return HttpResponse(icons.png(name), content_type="image/png")


@public
@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page without a connection, and without a person: the phone fills in what it knows."""
    nobody = {"shell": "phone", "phone": phone_of(None), "messages": (), "words": day_words()}
    return render(request, "sciatica/offline.html", nobody)
