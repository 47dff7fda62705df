from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from exercises.models.exercise import Exercise
from people.ids import uuid7
from people.models import Clinic, Doctor, User


class FavouriteQuerySet(models.QuerySet["Favourite"]):
    def visible_to(self, user: User) -> FavouriteQuerySet:
        """A doctor's own marks; no colleague sees them."""
        return self.filter(clinic__in=user.clinics, doctor__in=user.doctors)

    def marks(self) -> Exists:
        """Whether one of these stands on the exercise that is asked for."""
        return Exists(self.filter(exercise=OuterRef("pk")))


class Favourite(models.Model):
    """A doctor's mark on an exercise, kept with each of the doctor's posts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    doctor = models.ForeignKey(Doctor, on_delete=models.CASCADE, db_index=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, db_index=False)

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "doctor", "exercise", name="a_doctor_marks_an_exercise_once"
            ),
        )

    def __str__(self) -> str:
        return f"favourite {self.exercise_id} of {self.doctor_id}"
