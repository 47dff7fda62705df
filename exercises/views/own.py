"""A clinic's own exercises: made, changed, published and retired by its doctors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exercises import figures
from exercises.access import own_or_404
from exercises.forms import MediaForm, OwnExerciseForm
from exercises.models import Exercise
from exercises.services import own
from people.access import SignedInRequest, doctors_only
from people.models import Clinic

FORM = ["GET", "HEAD", "POST"]


@doctors_only
@require_http_methods(FORM)
def own_new(request: SignedInRequest) -> HttpResponse:
    """Write an exercise from scratch; it begins as a draft, and its picture comes next."""
    form = OwnExerciseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = own.create_own(clinic=chosen_clinic(request), text=form.text, by=request.user)
        messages.success(request, _("Draft saved. Now give it a picture."))
        return redirect("exercises:own_edit", made.slug)
    context = {"form": form, "clinics": request.user.clinics}
    return render(request, "exercises/own_new.html", context, status=422 if form.errors else 200)


@doctors_only
@require_POST
def own_variant(request: SignedInRequest, slug: str) -> HttpResponse:
    original = get_object_or_404(Exercise.objects.visible_to(request.user), slug=slug)
    clinic = original.clinic or chosen_clinic(request)
    variant = own.copy_as_variant(original=original, clinic=clinic, by=request.user)
    messages.success(request, _("This is your draft. Change what differs."))
    return redirect("exercises:own_edit", variant.slug)


@doctors_only
@require_http_methods(FORM)
def own_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    form = OwnExerciseForm(request.POST if request.method == "POST" else None, exercise=exercise)
    if form.is_valid() and _is_saved(request, exercise, form):
        return redirect(exercise)
    context = pictures_of(exercise) | {"form": form}
    return render(request, "exercises/own_edit.html", context, status=422 if form.errors else 200)


@doctors_only
@require_POST
def own_publish(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    try:
        own.publish(exercise=exercise, by=request.user)
        messages.success(request, _("Published: your clinic’s doctors can prescribe it."))
    except own.OwnExerciseRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(exercise)


@doctors_only
@require_POST
def own_retire(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    own.retire(exercise=exercise, by=request.user)
    messages.success(request, _("Retired. Programs that have it keep it."))
    return redirect(exercise)


@doctors_only
@require_POST
def own_bring_back(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = own_or_404(request.user, slug)
    try:
        own.bring_back(exercise=exercise, by=request.user)
        messages.success(request, _("It is a draft again. Publish it when it is right."))
    except own.OwnExerciseRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(exercise)


def pictures_of(exercise: Exercise) -> dict[str, object]:
    """What the pictures of an exercise are chosen from."""
    drawn = Exercise.objects.shared().filter(slug__in=figures.slugs()).order_by("name")
    return {
        "exercise": exercise,
        "figures": drawn.values_list("slug", "name"),
        "media_form": MediaForm(),
    }


def _is_saved(request: SignedInRequest, exercise: Exercise, form: OwnExerciseForm) -> bool:
    """Save the form; a refusal stands in the form, where nothing is lost."""
    try:
        own.change_own(
            exercise=exercise,
            text=form.text,
            by=request.user,
            loosened_because=form.reason,
            seen=form.cleaned_data["seen"],
        )
    except own.OwnExerciseRefused as refusal:
        is_reason = isinstance(refusal, own.ReasonNeeded)
        form.add_error("loosened_because" if is_reason else None, str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def chosen_clinic(request: SignedInRequest) -> Clinic:
    """The clinic that was chosen among the doctor's; most have but one."""
    chosen = request.POST.get("clinic")
    clinics = request.user.clinics
    return next((clinic for clinic in clinics if str(clinic.pk) == chosen), clinics[0])
