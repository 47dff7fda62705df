from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from following.reminders.timing import USEFUL_FOR, Quiet, Wish
from people.ids import uuid7
from people.models import Clinic, Patient
from programs.models import Program


class ReminderChoiceQuerySet(models.QuerySet["ReminderChoice"]):
    def of(self, patient: Patient) -> ReminderChoice:
        """What this patient chose, or what holds for who has chosen nothing."""
        mine = {"clinic": patient.clinic, "patient": patient}
        return self.filter(**mine).first() or ReminderChoice(**mine)

    def of_all(self, patients: Collection[Patient]) -> dict[UUID, ReminderChoice]:
        """What each of these patients chose, in one query."""
        clinics = {one.clinic_id for one in patients}
        rows = {
            one.patient_id: one for one in self.filter(clinic__in=clinics, patient__in=patients)
        }
        return {one.pk: rows.get(one.pk) or ReminderChoice(patient=one) for one in patients}

    def in_quiet_hours(self, patients: Collection[Patient], at: datetime) -> set[UUID]:
        """Of these patients, whom nothing may reach now where they live, in one query."""
        choices = self.of_all(patients)
        return {
            one.pk for one in patients if choices[one.pk].wish.quiet.holds(one.local(at).time())
        }

    def quiet_ahead(self, patients: Collection[Patient], at: datetime) -> dict[UUID, timedelta]:
        """How long a reminder may still reach each of these patients, in one query."""
        choices = self.of_all(patients)
        return {
            one.pk: choices[one.pk].wish.quiet.ahead(one.local(at), most=USEFUL_FOR)
            for one in patients
        }


class ReminderChoice(models.Model):
    """How a patient wants to be reminded.

    `times` holds the patient's own time for a session under its gentle one, both "HH:MM"; none
    asks for no reminder then. Nothing comes from `quiet_from` up to `quiet_to`, over midnight too.
    """

    class Email(models.TextChoices):
        NEVER = "never", _("No e-mail")
        MORNING = "morning", _("One in the morning, if I have not looked in")
        EACH = "each", _("One for each session")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    is_on = models.BooleanField(default=True)
    email = models.CharField(max_length=10, choices=Email, default=Email.MORNING)
    times = models.JSONField(default=dict, blank=True)
    quiet_from = models.TimeField(default=time(22))
    quiet_to = models.TimeField(default=time(7))

    objects = ReminderChoiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("clinic", "patient", name="a_patient_chooses_reminders_once"),
        )

    def __str__(self) -> str:
        return f"reminders of {self.patient_id}"

    @property
    def wants_email(self) -> bool:
        return self.is_on and self.email != ReminderChoice.Email.NEVER

    @property
    def wish(self) -> Wish:
        times = {
            time.fromisoformat(gentle): time.fromisoformat(own) if own else None
            for gentle, own in self.times.items()
        }
        return Wish(Quiet(self.quiet_from, self.quiet_to), times)


class PushSubscription(models.Model):
    """A device that asked to be reminded, with the keys that only it can read messages by."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    endpoint = models.CharField(max_length=1000)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField(db_default=Now())
    worked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            # Over all clinics: a phone that changes hands must not remind two people.
            models.UniqueConstraint("endpoint", name="a_device_reminds_one_patient"),
        )
        indexes = (models.Index("clinic", "patient", name="devices_of_a_patient"),)

    def __str__(self) -> str:
        return f"device of {self.patient_id}"


class Reminder(models.Model):
    """That a patient was reminded of one of a day's sessions, the first time or again."""

    class Turn(models.IntegerChoices):
        FIRST = 1, _("First")
        AGAIN = 2, _("Again")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    local_date = models.DateField()
    slot = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(choices=Turn)
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "local_date", "slot", "turn", name="a_reminder_is_given_once"
            ),
            models.CheckConstraint(
                name="reminded_at_most_twice_of_a_session", condition=Q(turn__in=(1, 2))
            ),
        )

    def __str__(self) -> str:
        return f"reminder of {self.slot} on {self.local_date}"


class PushMessage(models.Model):
    """A reminder on its way to one device; the row goes when it has arrived or is of no more use.

    `not_before` lies ahead while somebody is sending it, and after a try that failed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, db_index=False)
    subscription = models.ForeignKey(PushSubscription, on_delete=models.CASCADE)
    not_before = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "reminder", "subscription", name="a_device_gets_a_reminder_once"
            ),
        )
        indexes = (models.Index("not_before", name="messages_to_push"),)

    def __str__(self) -> str:
        return f"push of {self.reminder_id}"


class CalendarFeed(models.Model):
    """A patient's private calendar; its address is made from the id, and a new id ends the old."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint("clinic", "patient", name="one_calendar_per_patient"),
        )

    def __str__(self) -> str:
        return f"calendar of {self.patient_id}"
