from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from people.ids import uuid7
from people.models.clinic import Clinic
from people.models.patient import Patient
from people.models.person import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime) -> InvitationQuerySet:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def visible_to(self, user: User) -> InvitationQuerySet:
        return self.filter(clinic__in=user.clinics)


class Invitation(models.Model):
    """A single-use way in for a patient; only fingerprints of its token and code are kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    token_fingerprint = models.CharField(max_length=64, unique=True)
    code_fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False)
    invited_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    wrong_answers = models.PositiveSmallIntegerField(default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic",
                "patient",
                name="one_open_invitation_per_patient",
                condition=Q(accepted_at=None, revoked_at=None),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_revoked_not_both",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_before_it_expires",
                condition=Q(accepted_at=None) | Q(accepted_at__lte=F("expires_at")),
            ),
        )

    def __str__(self) -> str:
        return f"invitation of {self.patient_id}"

    @property
    def is_open(self) -> bool:
        answered = self.accepted_at or self.revoked_at
        return not answered and self.expires_at > timezone.now()
