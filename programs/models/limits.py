from django.db import models
from django.db.models import Q

#: NPRS from which a doctor may let an exercise or a session stop: below what the table has.
STOP_EXERCISE_AT = (1, 3)
STOP_SESSION_AT = (1, 5)


def tighter_limits(name: str) -> models.CheckConstraint:
    """A doctor's limits are tighter than the table's, never looser (clinical rules 5)."""
    return models.CheckConstraint(
        name=name,
        condition=(Q(stop_exercise_at=None) | Q(stop_exercise_at__range=STOP_EXERCISE_AT))
        & (Q(stop_session_at=None) | Q(stop_session_at__range=STOP_SESSION_AT)),
    )
