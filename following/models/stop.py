from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from following.models.session import Session
from people.models import Clinic, Patient, Reach


class Stop(models.Model):
    """A press on Stop, the answers, and what the stop rules decided; the id is the phone's."""

    id = models.UUIDField(primary_key=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, db_index=False)
    line_id = models.UUIDField(null=True, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    back = models.PositiveSmallIntegerField(null=True, blank=True)
    leg = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    places = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    finding = models.JSONField()
    rule = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="stop_pain_is_nprs",
                condition=(Q(back=None) | Q(back__lte=10)) & (Q(leg=None) | Q(leg__lte=10)),
            ),
        )
        indexes = (
            models.Index("clinic", "patient", F("happened_at").desc(), name="stop_newest_first"),
            models.Index("clinic", "session", name="stop_by_session"),
        )

    def __str__(self) -> str:
        return f"stop in {self.session_id}"
