from django.db import models
from django.db.models.functions import Now

from people.ids import uuid7
from people.models import Clinic, Patient


class Acknowledgement(models.Model):
    """The patient has read the safety rules, in one wording (clinical rules, 1.2)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    wording = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    acknowledged_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "wording", name="a_wording_is_acknowledged_once"
            ),
        )

    def __str__(self) -> str:
        return f"wording {self.wording} read by {self.patient_id}"
