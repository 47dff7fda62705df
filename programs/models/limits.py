from django.db import models
from django.db.models import Q

from programs.stop_rules.limits import HIGHEST

#: NPRS from which a doctor may let an exercise or a session stop.
STOP_EXERCISE_AT = (1, HIGHEST["stop_exercise_at"])
STOP_SESSION_AT = (1, HIGHEST["stop_session_at"])


def tighter_limits(name: str) -> models.CheckConstraint:
    """A doctor's limits are tighter than the table's, never looser (clinical rules 5)."""
    return models.CheckConstraint(
        name=name,
        condition=(Q(stop_exercise_at=None) | Q(stop_exercise_at__range=STOP_EXERCISE_AT))
        & (Q(stop_session_at=None) | Q(stop_session_at__range=STOP_SESSION_AT)),
    )
