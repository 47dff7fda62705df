from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.ids import uuid7
from people.models import Clinic, Patient, User


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User) -> NoteQuerySet:
        """A note is the patient's own; the clinic sees those that the patient shows."""
        return self.filter(Q(clinic__in=user.clinics, is_shown=True) | Q(patient__user=user))

    def own(self, patient: Patient) -> NoteQuerySet:
        return self.filter(clinic=patient.clinic_id, patient=patient)


class Note(models.Model):
    """What a patient wrote into the diary on one day; `is_shown` to the doctor by their own tick.

    The local date and zone are the patient's when it was written.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    local_date = models.DateField()
    time_zone = models.CharField(max_length=60)
    text = models.TextField(max_length=1000)
    is_shown = models.BooleanField(default=False)
    written_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(name="a_note_says_something", condition=~Q(text="")),)
        indexes = (
            models.Index(
                "clinic",
                "patient",
                F("local_date").desc(),
                F("id").desc(),
                name="note_newest_first",
            ),
        )

    def __str__(self) -> str:
        return f"note of {self.local_date}"
