from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic, Patient, Reach, User
from programs.models import Program, Revision


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

    `phone_at` is what the phone's clock showed and `clock_skew` the seconds it was ahead of the
    server's, by which `happened_at` is put right; `seconds` is how long the timer ran, 0 when the
    patient ticked the set by hand.
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
    phone_at = models.DateTimeField(null=True, blank=True)
    clock_skew = models.IntegerField(null=True, blank=True)
    received_at = models.DateTimeField(db_default=Now())
    set_number = models.PositiveSmallIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    reason = models.PositiveSmallIntegerField(choices=Reason, default=Reason.NONE)
    repetitions = models.PositiveSmallIntegerField()
    seconds = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"set {self.set_number} of {self.line_id}"


class Stop(models.Model):
    """A press on Stop, the answers, and what the stop rules decided; the id is the phone's."""

    id = models.UUIDField(primary_key=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, db_index=False)
    line_id = models.UUIDField(null=True, blank=True)
    happened_at = models.DateTimeField()
    phone_at = models.DateTimeField(null=True, blank=True)
    clock_skew = models.IntegerField(null=True, blank=True)
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
    phone_at = models.DateTimeField(null=True, blank=True)
    clock_skew = models.IntegerField(null=True, blank=True)
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
