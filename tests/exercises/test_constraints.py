import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from exercises.models import Exercise, ExerciseVersion
from tests.factories import own_exercise

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
        ({"status": "lost"}, "exercise_status_is_known"),
        ({"status": "draft"}, "only_an_own_exercise_is_ever_a_draft"),
    ],
)
def test_the_database_refuses_what_must_never_be(columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exercise.objects.filter(slug=HUG).update(**columns)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"author": None}, "own_exercise_has_an_author_and_a_shared_one_has_none"),
        ({"status_by": None}, "own_exercise_has_an_author_and_a_shared_one_has_none"),
        (
            {"clinic": None, "variant_of": None},
            "own_exercise_has_an_author_and_a_shared_one_has_none",
        ),
        (
            {"clinic": None, "author": None, "status_by": None},
            "only_an_own_exercise_is_a_variant",
        ),
        ({"variant_of": F("id")}, "exercise_is_no_variant_of_itself"),
        ({"source_order": 99}, "own_exercise_has_no_place_in_the_source"),
    ],
)
def test_the_database_refuses_it_of_an_own_exercise(columns, constraint):
    own = own_exercise()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exercise.objects.filter(pk=own.pk).update(**columns)


def test_a_version_of_an_own_exercise_has_an_author():
    own = own_exercise()

    with (
        pytest.raises(IntegrityError, match="version_of_an_own_exercise_has_an_author"),
        transaction.atomic(),
    ):
        ExerciseVersion.objects.create(
            exercise=own, clinic=own.clinic, number=9, content={}, fingerprint="unsigned"
        )


def test_version_numbers_do_not_repeat():
    version = Exercise.objects.get(slug=HUG).current

    with pytest.raises(IntegrityError, match="one_exercise_version_per_number"):
        ExerciseVersion.objects.create(
            exercise=version.exercise, number=1, content={}, fingerprint="again"
        )
