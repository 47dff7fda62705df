"""How a text becomes the current version of an exercise, whoever's it is."""

from typing import Any

from exercises.content import ExerciseText
from exercises.models import Exercise, ExerciseVersion
from exercises.search import fold
from people.models import User

COLUMNS = (
    *("name", "patient_name", "position", "tags", "load", "phases", "direction", "equipment"),
    *("contraindications", "standing_gate", "prevention_only", "everyday", "doctor_only"),
    "source_order",
)


def first(
    exercise: Exercise, *, text: ExerciseText, by: User | None = None, loosened_because: str = ""
) -> Exercise:
    """Save a new exercise with its first version."""
    version = ExerciseVersion(
        clinic=exercise.clinic,
        number=1,
        author=by,
        loosened_because=loosened_because,
        **_of(text),
    )
    # The two rows point at each other; PostgreSQL checks that when the transaction ends.
    exercise.current_id = version.pk
    for name, value in columns(text).items():
        setattr(exercise, name, value)
    exercise.save(force_insert=True)
    version.exercise = exercise
    version.save(force_insert=True)
    exercise.current = version
    return exercise


def add(
    exercise: Exercise, *, text: ExerciseText, by: User | None = None, loosened_because: str = ""
) -> ExerciseVersion:
    """Make this text the current version; the ones before it stay as they were."""
    version = ExerciseVersion.objects.create(
        exercise=exercise,
        clinic_id=exercise.clinic_id,
        number=exercise.current.number + 1,
        author=by,
        loosened_because=loosened_because,
        **_of(text),
    )
    Exercise.objects.filter(pk=exercise.pk).update(current=version, **columns(text))
    exercise.refresh_from_db()
    return version


def columns(text: ExerciseText) -> dict[str, Any]:
    """What the library is searched and filtered by, repeated beside the version."""
    content = text.as_json()
    return {
        **{name: content[name] for name in COLUMNS},
        "search_words": fold([text.name, text.patient_name, *text.synonyms]),
        "target_words": fold([text.target]),
    }


def _of(text: ExerciseText) -> dict[str, Any]:
    return {"content": text.as_json(), "fingerprint": text.fingerprint}
