from django.db import transaction

from exercises.models import Exercise, Favourite
from people.models import User


@transaction.atomic
def mark(*, exercise: Exercise, by: User) -> None:
    """Make the exercise a favourite of this doctor, in the clinics that have it."""
    posts = [post for post in by.doctors if exercise.clinic_id in (None, post.clinic_id)]
    marks = [Favourite(clinic=post.clinic, doctor=post, exercise=exercise) for post in posts]
    Favourite.objects.bulk_create(marks, ignore_conflicts=True)


@transaction.atomic
def unmark(*, exercise: Exercise, by: User) -> None:
    Favourite.objects.visible_to(by).filter(exercise=exercise).delete()
