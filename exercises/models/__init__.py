from exercises.models.exercise import Exercise, ExerciseQuerySet, ExerciseVersion, Ladder
from exercises.models.favourite import Favourite
from exercises.models.media import ExerciseMedia

__all__ = [
    "Exercise",
    "ExerciseMedia",
    "ExerciseQuerySet",
    "ExerciseVersion",
    "Favourite",
    "Ladder",
]
