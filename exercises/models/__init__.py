from exercises.models.exercise import Exercise, ExerciseQuerySet, Ladder
from exercises.models.favourite import Favourite
from exercises.models.media import ExerciseMedia
from exercises.models.version import ExerciseVersion

__all__ = [
    "Exercise",
    "ExerciseMedia",
    "ExerciseQuerySet",
    "ExerciseVersion",
    "Favourite",
    "Ladder",
]
