from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url
from django_htmx.middleware import HtmxDetails

from exercises import drawing, figures
from exercises.filters import LibraryFilters
from exercises.models import Exercise
from people.access import doctors_only, public
from people.models import User


class DeskRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


@doctors_only
@require_safe
@vary_on_headers("HX-Request")
def library(request: DeskRequest) -> HttpResponse:
    filters = LibraryFilters.from_query(request.GET)
    exercises = filters.apply(Exercise.objects.visible_to(request.user))
    context = {"exercises": exercises, "filters": filters}
    if request.htmx and not request.htmx.history_restore_request:
        results = render(request, "exercises/library.html#results", context)
        return replace_url(results, filters.address(request.path))
    return render(request, "exercises/library.html", context)


@doctors_only
@require_safe
def exercise(request: DeskRequest, slug: str) -> HttpResponse:
    visible = Exercise.objects.visible_to(request.user)
    exercise = get_object_or_404(visible, slug=slug)
    context = {
        "exercise": exercise,
        "text": exercise.current.content,
        "ladder": visible.ladder_of(exercise),
    }
    return render(request, "exercises/exercise.html", context)


@public
@require_safe
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """The moving picture of an exercise; it shows no one's data, so anyone may have it."""
    if slug not in figures.slugs():
        raise Http404
    try:
        svg = drawing.draw(slug, request.GET)
    except figures.FigureRequestError as refusal:
        return HttpResponseBadRequest(str(refusal), content_type="text/plain; charset=utf-8")
    lasting = "max-age=31536000, immutable" if "v" in request.GET else "max-age=3600"
    headers = {"Cache-Control": f"public, {lasting}"}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)
