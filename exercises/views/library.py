from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from exercises.filters import LibraryFilters
from exercises.models import Exercise, ExerciseQuerySet, Favourite
from exercises.services import favourites
from exercises.shelf import shelf
from people.access import SignedInRequest, doctors_only

MOST_RELATED = 4


@doctors_only
@require_safe
@vary_on_headers("HX-Request")
def library(request: SignedInRequest) -> HttpResponse:
    filters = LibraryFilters.from_query(request.GET)
    found = filters.apply(_visible(request), doctor=request.user)
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    goes_on = is_part and "page" in request.GET
    cards = shelf(found, request.GET.get("page", ""), goes_on=goes_on)
    context = {"shelf": cards, "filters": filters}
    if not is_part:
        return render(request, "exercises/library.html", context)
    part = render(request, f"exercises/library.html#{'more' if goes_on else 'results'}", context)
    is_step = filters.is_step_from(request.htmx.current_url or "")
    keep_address = push_url if is_step else replace_url
    return keep_address(part, filters.address(request.path, page=cards.page))


@doctors_only
@require_safe
def exercise(request: SignedInRequest, slug: str) -> HttpResponse:
    visible = _visible(request)
    exercise = get_object_or_404(visible.select_related("author", "variant_of"), slug=slug)
    context = {
        "exercise": exercise,
        "text": exercise.current.content,
        "ladder": visible.ladder_of(exercise),
        "related": visible.related_to(exercise)[:MOST_RELATED],
        "clinics": request.user.clinics,
    }
    return render(request, "exercises/exercise.html", context)


@doctors_only
@require_POST
def favourite(request: SignedInRequest, slug: str) -> HttpResponse:
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), slug=slug)
    is_wanted = request.POST.get("wanted") == "yes"
    write = favourites.mark if is_wanted else favourites.unmark
    write(exercise=exercise, by=request.user)
    context = {"exercise": exercise, "is_favourite": is_wanted}
    return render(request, "exercises/_favourite.html", context)


def _visible(request: SignedInRequest) -> ExerciseQuerySet:
    marks = Favourite.objects.visible_to(request.user).marks()
    return Exercise.objects.visible_to(request.user).annotate(is_favourite=marks)
