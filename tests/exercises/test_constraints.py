import pytest
from django.db import IntegrityError, transaction

from exercises.models import Exercise, ExerciseVersion

HUG = "double-knee-to-chest"

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"load": 5}, "exercise_load_is_between_0_and_4"),
        ({"position": "FLY"}, "exercise_position_is_known"),
        ({"tags": []}, "exercise_has_a_goal_and_a_phase"),
        ({"phases": []}, "exercise_has_a_goal_and_a_phase"),
        ({"position": "STA"}, "standing_exercise_waits_for_the_gate"),
        ({"prevention_only": True}, "prevention_only_exercise_is_for_prevention"),
    ],
)
def test_the_database_refuses_what_must_never_be(columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exercise.objects.filter(slug=HUG).update(**columns)


def test_version_numbers_do_not_repeat():
    version = Exercise.objects.get(slug=HUG).current

    with pytest.raises(IntegrityError, match="one_exercise_version_per_number"):
        ExerciseVersion.objects.create(
            exercise=version.exercise, number=1, content={}, fingerprint="again"
        )
