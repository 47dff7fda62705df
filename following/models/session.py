from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic, Patient, Reach, User
from programs.models import Program, Revision


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> SessionQuerySet:
        return self.filter(Q(clinic__in=user.clinics) | Q(patient__user=user))

    def own(self, patient: Patient) -> SessionQuerySet:
        return self.filter(clinic=patient.clinic_id, patient=patient)


class Session(models.Model):
    """One of a day's sessions as it was done, with the rollup that screens read.

    Pain is NPRS 0–10, blood pressure mmHg. The local date and zone are the patient's when the
    session began; `clock_skew` is how many seconds the phone's clock was ahead of the server's.
    `dose_percent` is the share of the repetitions that was asked for.
    """

    class Status(models.TextChoices):
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        REFUSED = "refused", _("Not started")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, db_index=False)
    local_date = models.DateField()
    time_zone = models.CharField(max_length=60)
    slot = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    back_before = models.PositiveSmallIntegerField(null=True, blank=True)
    leg_before = models.PositiveSmallIntegerField(null=True, blank=True)
    ill = models.BooleanField(null=True, blank=True)
    new_condition = models.BooleanField(null=True, blank=True)
    back_after = models.PositiveSmallIntegerField(null=True, blank=True)
    leg_after = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    places = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    systolic = models.PositiveSmallIntegerField(null=True, blank=True)
    diastolic = models.PositiveSmallIntegerField(null=True, blank=True)
    dose_percent = models.PositiveSmallIntegerField(default=100)
    is_flare = models.BooleanField(default=False)
    clock_skew = models.IntegerField(null=True, blank=True)
    sets_prescribed = models.PositiveSmallIntegerField(default=0)
    sets_done = models.PositiveSmallIntegerField(default=0)
    sets_skipped = models.PositiveSmallIntegerField(default=0)
    stops = models.PositiveSmallIntegerField(default=0)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "patient", "local_date", "slot", name="one_session_per_slot_and_day"
            ),
            models.CheckConstraint(
                name="session_pain_is_nprs",
                condition=Q(
                    *(
                        Q(**{field: None}) | Q(**{f"{field}__lte": 10})
                        for field in ("back_before", "leg_before", "back_after", "leg_after")
                    )
                ),
            ),
            models.CheckConstraint(
                name="only_a_running_session_has_no_end",
                condition=Q(status="running", ended_at=None)
                | (~Q(status="running") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="session_asks_for_no_more_than_the_dose",
                condition=Q(dose_percent__range=(1, 100)),
            ),
            models.CheckConstraint(
                name="no_more_sets_than_prescribed",
                condition=Q(sets_prescribed__gte=F("sets_done") + F("sets_skipped")),
            ),
        )

    def __str__(self) -> str:
        return f"session {self.slot} on {self.local_date}"


class SetEvent(models.Model):
    """What happened to one set, as the phone saw it: appended, never changed, free of foreign keys.

    `happened_at` is the phone's clock and `received_at` the server's; `seconds` is how long the
    timer ran, 0 when the patient ticked the set by hand.
    """

    class Kind(models.IntegerChoices):
        TIMED = 1, _("Done with the timer")
        TICKED = 2, _("Ticked as done")
        SKIPPED = 3, _("Skipped")
        STOPPED = 4, _("Stopped for pain")

    class Reason(models.IntegerChoices):
        NONE = 0, _("No reason")
        PAIN = 1, _("Pain")
        UNSURE = 2, _("Unsure how")
        NO_TIME = 3, _("No time")
        FORGOT = 4, _("Forgot")
        BETTER = 5, _("Feeling better")

    pk = models.CompositePrimaryKey("clinic_id", "patient_id", "id")
    clinic_id = models.UUIDField()
    patient_id = models.UUIDField()
    id = models.UUIDField()
    session_id = models.UUIDField()
    line_id = models.UUIDField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    set_number = models.PositiveSmallIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    reason = models.PositiveSmallIntegerField(choices=Reason, default=Reason.NONE)
    repetitions = models.PositiveSmallIntegerField()
    seconds = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"set {self.set_number} of {self.line_id}"
