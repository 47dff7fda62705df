from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exercises.models.exercise import Exercise
from people.ids import uuid7
from people.models import Clinic, User

LONGEST_VIDEO = 60  # seconds


def private_storage() -> Storage:
    """Outside everything that is served by address alone."""
    return storages["private"]


class ExerciseMediaQuerySet(models.QuerySet["ExerciseMedia"]):
    def visible_to(self, user: User) -> "ExerciseMediaQuerySet":
        return self.filter(clinic__in=user.clinics)


class ExerciseMedia(models.Model):
    """A photo or video as it is stored; the versions that show it describe it in words."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        VIDEO = "video", _("Video")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    exercise = models.ForeignKey(
        Exercise, on_delete=models.PROTECT, db_index=False, related_name="media"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    file = models.FileField(storage=private_storage, upload_to="exercises")
    bytes = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    seconds = models.FloatField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ExerciseMediaQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("clinic", "exercise", name="media_by_exercise"),)
        constraints = (
            models.CheckConstraint(
                name="a_video_is_short_and_a_photo_has_no_length",
                condition=Q(kind="photo", seconds=None)
                | Q(kind="video", seconds__gt=0, seconds__lte=LONGEST_VIDEO),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.exercise_id}"
