from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic, Doctor, Patient, User
from programs.models import Program

#: How long "now" may take before a colleague is told [D].
NOW_MEANS_WITHIN = timedelta(minutes=30)


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, user: User) -> AlertQuerySet:
        return self.filter(clinic__in=user.clinics)

    def of(self, user: User) -> AlertQuerySet:
        """What this doctor is to act on: their own, and as an administrator what has no taker."""
        administered = [one.clinic_id for one in user.doctors if one.is_administrator]
        without_taker = Q(escalated_at__isnull=False, escalated_from=None, clinic__in=administered)
        return self.visible_to(user).filter(Q(owner__in=user.doctors) | without_taker)

    def open(self) -> AlertQuerySet:
        return self.filter(resolved_at=None)

    def to_escalate(self, at: datetime) -> AlertQuerySet:
        """Nobody has dealt with it by its due time, or within half an hour when it was for now."""
        late = Q(urgency=Alert.Urgency.NOW, due_at__lte=at - NOW_MEANS_WITHIN) | Q(
            urgency__in=(Alert.Urgency.SAME_DAY, Alert.Urgency.WORKING_DAY), due_at__lte=at
        )
        return self.open().filter(late, escalated_at=None)


class Alert(models.Model):
    """Something about a patient that a doctor must see, with its owner and the moment it is due."""

    class Urgency(models.IntegerChoices):
        NOW = 1, _("now")
        SAME_DAY = 2, _("today")
        WORKING_DAY = 3, _("next working day")
        NOTICE = 4, _("when you can")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    owner = models.ForeignKey(Doctor, on_delete=models.PROTECT, db_index=False)
    urgency = models.PositiveSmallIntegerField(choices=Urgency)
    reason = models.CharField(max_length=40)
    source = models.UUIDField()
    evidence = models.JSONField(default=dict)
    raised_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_from = models.ForeignKey(
        Doctor, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    resolution = models.TextField(max_length=1000, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "reason", "source", name="one_alert_per_reason_and_source"
            ),
            models.CheckConstraint(
                name="resolved_alert_says_who_and_how",
                condition=Q(resolved_at=None) | (Q(resolved_by__isnull=False) & ~Q(resolution="")),
            ),
        )
        indexes = (
            models.Index(
                "clinic", "urgency", "due_at", name="open_alerts", condition=Q(resolved_at=None)
            ),
            models.Index("clinic", "patient", name="alert_by_patient"),
        )

    def __str__(self) -> str:
        return f"{self.reason} of {self.patient_id}"

    def is_overdue(self, at: datetime) -> bool:
        return at > self.due_at


class Letter(models.Model):
    """An e-mail to be sent once, named by its key; nothing about health stands in it."""

    class Kind(models.TextChoices):
        RAISED = "raised", _("Alert raised")
        ESCALATED = "escalated", _("Alert overdue")
        REMINDER = "reminder", _("Reminder to the patient")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, null=True, db_index=False)
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, null=True, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, db_index=False)
    address = models.EmailField()
    written_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint("clinic", "key", name="a_letter_is_written_once"),)
        indexes = (
            models.Index("written_at", name="letters_to_send", condition=Q(sent_at=None)),
            models.Index(
                "clinic",
                "patient",
                "sent_at",
                name="letters_of_a_patient",
                condition=Q(patient__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class JudgedDay(models.Model):
    """One local day of one program, rolled up and judged by the rules over days, once.

    Pain is NPRS 0–10, the highest at rest that day; None without an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    day = models.DateField()
    back = models.PositiveSmallIntegerField(null=True, blank=True)
    leg = models.PositiveSmallIntegerField(null=True, blank=True)
    sessions_done = models.PositiveSmallIntegerField(default=0)
    sessions_stopped = models.PositiveSmallIntegerField(default=0)
    sessions_prescribed = models.PositiveSmallIntegerField(default=0)
    finding = models.JSONField()
    rule = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)
    judged_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint("clinic", "program", "day", name="a_day_is_judged_once"),
            models.CheckConstraint(
                name="pain_of_a_judged_day_is_nprs",
                condition=(Q(back=None) | Q(back__lte=10)) & (Q(leg=None) | Q(leg__lte=10)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} of {self.program_id}"


class WatchRun(models.Model):
    """When all that was due was last done, for every clinic; a single row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    ran_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="there_is_one_watch", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"watch of {self.ran_at}"
