from django.db import models
from django.db.models.functions import Now

from people.ids import uuid7
from people.models import Clinic, Patient
from programs.models import Program


class FlareDay(models.Model):
    """A day that the patient called a bad one: the doctor's minimal plan is what counts then."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    local_date = models.DateField()
    chosen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "local_date", name="a_day_is_called_bad_once"
            ),
        )

    def __str__(self) -> str:
        return f"bad day {self.local_date}"
