from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models.functions import Now

from exercises.content import LIBRARY, ExerciseText, read_library
from exercises.models import Exercise, ExerciseVersion
from exercises.search import fold


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
    known = {
        exercise.slug: exercise
        for exercise in Exercise.objects.select_related("current").select_for_update(of=("self",))
    }
    outcomes = Counter(_load(text, known.get(text.slug)) for text in texts)
    gone = Exercise.objects.filter(retired_at=None).exclude(slug__in=[text.slug for text in texts])
    outcomes["retired"] = gone.update(retired_at=Now())
    return LoadReport(*(outcomes[name] for name in LoadReport._fields))


def _load(text: ExerciseText, exercise: Exercise | None) -> str:
    if exercise is None:
        # The two rows point at each other; PostgreSQL checks that when the transaction ends.
        version = _version(text, number=1)
        version.exercise = Exercise.objects.create(
            slug=text.slug, current_id=version.pk, **_columns(text)
        )
        version.save(force_insert=True)
        return "added"
    if exercise.current.fingerprint == text.fingerprint:
        Exercise.objects.filter(pk=exercise.pk).update(**_columns(text))
        return "unchanged"
    version = _version(text, number=exercise.current.number + 1)
    version.exercise = exercise
    version.save(force_insert=True)
    Exercise.objects.filter(pk=exercise.pk).update(current=version, **_columns(text))
    return "changed"


def _version(text: ExerciseText, *, number: int) -> ExerciseVersion:
    return ExerciseVersion(number=number, content=text.as_json(), fingerprint=text.fingerprint)


def _columns(text: ExerciseText) -> dict[str, Any]:
    """What the library is searched and filtered by, repeated beside the version."""
    copied = (
        "name patient_name position tags load phases direction equipment contraindications "
        "standing_gate prevention_only everyday doctor_only source_order"
    )
    content = text.as_json()
    return {
        **{name: content[name] for name in copied.split()},
        "search_words": fold([text.name, text.patient_name, *text.synonyms]),
        "retired_at": None,
    }
