from django.db import transaction

from exercises.models import Exercise, Favourite
from people.models import User


@transaction.atomic
def mark(*, exercise: Exercise, by: User) -> None:
    """Make the exercise a favourite of this doctor; one that is stays one."""
    marks = [Favourite(clinic=post.clinic, doctor=post, exercise=exercise) for post in by.doctors]
    Favourite.objects.bulk_create(marks, ignore_conflicts=True)


@transaction.atomic
def unmark(*, exercise: Exercise, by: User) -> None:
    Favourite.objects.visible_to(by).filter(exercise=exercise).delete()
