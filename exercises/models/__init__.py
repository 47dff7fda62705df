from exercises.models.exercise import Exercise, ExerciseQuerySet, ExerciseVersion, Ladder
from exercises.models.favourite import Favourite

__all__ = ["Exercise", "ExerciseQuerySet", "ExerciseVersion", "Favourite", "Ladder"]
