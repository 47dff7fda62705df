"""The shared library: brought up to the texts in its folder, and never touching a clinic's own."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from exercises.content import LIBRARY, ExerciseText, read_library
from exercises.models import Exercise
from exercises.services import versions

PUBLISHED, RETIRED = Exercise.Status.PUBLISHED, Exercise.Status.RETIRED


class LoadReport(NamedTuple):
    """How many exercises a load found new, changed or the same, and how many it retired."""

    added: int
    changed: int
    unchanged: int
    retired: int


@transaction.atomic
def load_library(*, folder: Path = LIBRARY) -> LoadReport:
    """Bring the library up to the folder's texts; older versions stay as they were."""
    texts = read_library(folder)
    shared = Exercise.objects.shared()
    known = {
        exercise.slug: exercise
        for exercise in shared.select_related("current").select_for_update(of=("self",))
    }
    outcomes = Counter(_load(text, known.get(text.slug)) for text in texts)
    gone = shared.filter(status=PUBLISHED).exclude(slug__in=[text.slug for text in texts])
    outcomes["retired"] = _set_status(gone, RETIRED)
    return LoadReport(*(outcomes[name] for name in LoadReport._fields))


def _load(text: ExerciseText, exercise: Exercise | None) -> str:
    if exercise is None:
        versions.first(Exercise(slug=text.slug), text=text)
        return "added"
    _set_status(Exercise.objects.filter(pk=exercise.pk, status=RETIRED), PUBLISHED)
    if exercise.current.fingerprint == text.fingerprint:
        Exercise.objects.filter(pk=exercise.pk).update(**versions.columns(text))
        return "unchanged"
    versions.add(exercise, text=text)
    return "changed"


def _set_status(exercises: QuerySet[Exercise], status: Exercise.Status) -> int:
    return exercises.update(status=status, status_since=Now())
