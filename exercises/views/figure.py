from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from exercises import drawing, figures
from exercises.models import Exercise, ExerciseVersion
from people.access import public

MOST_DIGITS = 9  # of a version's number; Python reads none with more than 4,300


@public
@require_safe
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """The moving picture of an exercise; the library's show no one, so anyone may have them."""
    if slug in figures.slugs():
        return _answer(request, slug, kept="public")
    version = _own_version(request, slug)
    if isinstance(version.figure, dict):
        return _answer(request, figures.own(version.figure), kept="private")
    if address := drawing.figure_address(version, **request.GET.dict()):
        return redirect(address)
    raise Http404


def _answer(request: HttpRequest, drawn: str | figures.Exercise, *, kept: str) -> HttpResponse:
    try:
        svg = drawing.draw(drawn, request.GET)
    except figures.FigureRequestError as refusal:
        return HttpResponseBadRequest(str(refusal), content_type="text/plain; charset=utf-8")
    headers = {"Cache-Control": f"{kept}, {_lasting(request, kept)}"}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


def _lasting(request: HttpRequest, kept: str) -> str:
    """An address that names all that the picture hangs on may be kept; an own one may change."""
    if "v" in request.GET and (kept == "public" or "version" in request.GET):
        return "max-age=31536000, immutable"
    return "max-age=3600" if kept == "public" else "no-cache"


def _own_version(request: HttpRequest, slug: str) -> ExerciseVersion:
    """The version that the address names, else the current one, for the people of its clinic."""
    if not request.user.is_authenticated:
        raise Http404
    exercise = get_object_or_404(Exercise.objects.imitated_by(request.user), slug=slug)
    number = request.GET.get("version")
    if number is None:
        return exercise.current
    if not (number.isdecimal() and len(number) <= MOST_DIGITS):
        raise Http404
    return get_object_or_404(exercise.versions.filter(clinic=exercise.clinic_id), number=number)
