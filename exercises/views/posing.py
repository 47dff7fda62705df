"""The pose editor: a doctor composes the figure of an own exercise."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exercises import drawing, figures, posing
from exercises.access import own_or_404
from exercises.models import Exercise
from exercises.services import own
from people.access import SignedInRequest, doctors_only


@doctors_only
@require_safe
def pose_editor(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    drawn = Exercise.objects.shared().filter(slug__in=figures.slugs()).order_by("name")
    context = posing.editor(exercise.current.figure, request.GET.get("from", ""))
    context |= {"exercise": exercise, "library": drawn.values_list("slug", "name")}
    return render(request, "exercises/pose_editor.html", context)


@doctors_only
@require_POST
def pose_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The pose drawn by the engine and where to take hold of it, or one repetition that plays."""
    exercise = own_or_404(request.user, slug)
    try:
        figure = figures.own(posing.read(request.POST.get("figure", "")))
        if "play" in request.POST:
            return JsonResponse({"svg": drawing.draw(figure, _tempo(exercise))})
    except (figures.PoseDataError, figures.FigureRequestError) as error:
        return _refused(posing.cannot_be_drawn(error))
    pose = request.POST.get("pose", "start")
    return JsonResponse(posing.preview(figure, pose if pose in figure.poses else "start"))


@doctors_only
@require_POST
def pose_save(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    try:
        figure = posing.read(request.POST.get("figure", ""))
        figures.own(figure)  # A library figure's name would pass below, but is no poses.
        own.set_figure(exercise=exercise, figure=figure, by=request.user)
    except figures.PoseDataError as error:
        return _refused(posing.cannot_be_drawn(error))
    except own.OwnExerciseRefused as refusal:
        return _refused(str(refusal))
    return JsonResponse({"words": _("Saved.")})


def _tempo(exercise: Exercise) -> dict[str, str]:
    dose = exercise.default_dosage
    return {"tempo": dose.tempo, "hold": str(dose.hold)}


def _refused(words: str) -> HttpResponse:
    return JsonResponse({"words": words}, status=422)
