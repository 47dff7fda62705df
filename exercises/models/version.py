import hashlib
import json
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from exercises.codes import HOME_EQUIPMENT, Equipment
from exercises.models.exercise import Exercise
from people.ids import uuid7
from people.models import Clinic, User

PICTURES = ("figure", "media")


class ExerciseVersion(models.Model):
    """The full text and default dose of an exercise as they once stood; never edited or deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exercise = models.ForeignKey(
        Exercise, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, null=True, db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    loosened_because = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint("exercise", "number", name="one_exercise_version_per_number"),
            models.CheckConstraint(
                name="exercise_versions_count_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="version_of_an_own_exercise_has_an_author",
                condition=Q(clinic=None) | Q(author__isnull=False),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="exercise_version_is_never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"{self.content['name']}, version {self.number}"

    @property
    def figure(self) -> str | dict[str, Any] | None:
        """A library figure's slug, or pose data of its own; the library's texts bear their own."""
        return self.content.get("figure", self.content["slug"])

    @property
    def is_composed(self) -> bool:
        return isinstance(self.figure, dict)

    @property
    def is_everyday(self) -> bool:
        """Whether a doctor may let it be done before standing is open, as an everyday activity."""
        return self.content["everyday"]

    @property
    def extra_equipment(self) -> list[Equipment]:
        needed = [Equipment(item) for item in self.content["equipment"]]
        return [item for item in needed if item not in HOME_EQUIPMENT]

    @property
    def media(self) -> list[dict[str, Any]]:
        """The photos and videos that this version shows, in order, as `content.Media` has them."""
        return self.content.get("media", [])

    @property
    def wording(self) -> str:
        """Tells the text that a doctor writes from another; pictures are chosen apart from it."""
        written = {name: self.content[name] for name in self.content if name not in PICTURES}
        return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()

    @property
    def has_picture(self) -> bool:
        return bool(self.figure or self.media)
