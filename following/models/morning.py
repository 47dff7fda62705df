from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from people.models import Clinic, Patient
from programs.models import Program, Revision


class MorningCheck(models.Model):
    """The 24-hour check: how the morning after a session was, and what the rules made of it.

    Pain is NPRS 0–10; the id is the phone's. Once a day, in the patient's own time.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, db_index=False)
    local_date = models.DateField()
    time_zone = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    back = models.PositiveSmallIntegerField()
    leg = models.PositiveSmallIntegerField()
    places = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    sleep_disturbed = models.BooleanField()
    finding = models.JSONField()
    rule = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "local_date", name="one_morning_check_per_day"
            ),
            models.CheckConstraint(
                name="morning_pain_is_nprs", condition=Q(back__lte=10, leg__lte=10)
            ),
        )

    def __str__(self) -> str:
        return f"morning of {self.local_date}"
