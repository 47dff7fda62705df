"""The pictures of a clinic's own exercise: its figure, its photos and its videos."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from exercises.access import media_answer, own_or_404
from exercises.forms import MediaForm, OwnExerciseForm
from exercises.models import Exercise, ExerciseMedia
from exercises.recoding import MediaRefused
from exercises.services import media, own
from exercises.views.own import pictures_of
from people.access import SignedInRequest, doctors_only


@doctors_only
@require_safe
def media_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A photo or video, for the doctors of the clinic it belongs to."""
    found = get_object_or_404(ExerciseMedia.objects.visible_to(request.user), pk=pk)
    return media_answer(request, found)


@doctors_only
@require_POST
def figure_set(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draw the exercise as one of the library's figures, or not at all."""
    exercise, figure = own_or_404(request.user, slug), request.POST.get("figure") or None
    if figure == "composed":
        return _changed(request, exercise)
    try:
        own.set_figure(exercise=exercise, figure=figure, by=request.user)
    except own.OwnExerciseRefused as refusal:
        return _pictures(request, exercise, refused=str(refusal))
    return _changed(request, exercise)


@doctors_only
@require_POST
def media_add(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise, form = own_or_404(request.user, slug), MediaForm(request.POST, request.FILES)
    if not form.is_valid():
        return _pictures(request, exercise, media_form=form)
    try:
        media.add_media(exercise=exercise, by=request.user, **form.cleaned_data)
    except (own.OwnExerciseRefused, MediaRefused) as refusal:
        form.add_error("upload", str(refusal))
        return _pictures(request, exercise, media_form=form)
    return _changed(request, exercise)


@doctors_only
@require_POST
def media_remove(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    try:
        media.remove_media(exercise=exercise, media_id=pk, by=request.user)
    except own.OwnExerciseRefused as refusal:
        return _pictures(request, exercise, refused=str(refusal))
    return _changed(request, exercise)


def _changed(request: SignedInRequest, exercise: Exercise) -> HttpResponse:
    if not request.htmx:
        return redirect("exercises:own_edit", exercise.slug)
    return _pictures(request, own_or_404(request.user, exercise.slug))


def _pictures(request: SignedInRequest, exercise: Exercise, **more: object) -> HttpResponse:
    """The pictures as they now are, in the page or, without its script, alone."""
    context = pictures_of(exercise) | more
    if request.htmx:
        return render(request, "exercises/own_pictures.html", context)
    context["form"] = OwnExerciseForm(exercise=exercise)
    return render(request, "exercises/own_edit.html", context, status=422)
