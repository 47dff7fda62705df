from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic, Doctor, Patient, User
from programs.models.limits import tighter_limits
from programs.stop_rules import Policy


class Direction(models.TextChoices):
    """The way of moving that draws leg pain up towards the spine."""

    EXTENSION = "extension", _("Extension")
    FLEXION = "flexion", _("Flexion")
    LATERAL = "lateral", _("Sideways")


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: User) -> ProgramQuerySet:
        return self.filter(
            Q(clinic__in=user.clinics) | Q(patient__user=user, revision__isnull=False)
        ).distinct()

    def treated_by(self, user: User) -> ProgramQuerySet:
        return self.filter(clinic__in=user.clinics)

    def current(self) -> ProgramQuerySet:
        return self.exclude(status=Program.Status.ENDED)


class Program(models.Model):
    """A patient's home exercise program: a draft that its doctor edits, published as revisions."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUPERVISED = "supervised", _("Supervised")
        HOME = "home", _("At home")
        SUSPENDED = "suspended", _("Paused")
        ENDED = "ended", _("Ended")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, db_index=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    draft_version = models.PositiveIntegerField(default=1)
    last_change = models.UUIDField(null=True, blank=True, editable=False)
    pain_policy = models.CharField(
        _("pain policy"),
        max_length=12,
        choices=[(policy.value, policy.label) for policy in Policy],
        default=Policy.STRICT.value,
    )
    stop_exercise_at = models.PositiveSmallIntegerField(
        _("stop an exercise from pain"), null=True, blank=True
    )
    stop_session_at = models.PositiveSmallIntegerField(
        _("stop the session from pain"), null=True, blank=True
    )
    directional_preference = models.CharField(
        _("directional preference"), max_length=12, choices=Direction, blank=True
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    note = models.TextField(_("note for the patient"), max_length=1000, blank=True)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_because = models.CharField(max_length=40, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic",
                "patient",
                name="one_active_program_per_patient",
                condition=~Q(status="ended"),
            ),
            tighter_limits("program_limits_are_only_tighter"),
            models.CheckConstraint(
                name="suspended_program_says_when_and_why",
                condition=~Q(status="suspended")
                | (Q(suspended_at__isnull=False) & ~Q(suspended_because="")),
            ),
            models.CheckConstraint(
                name="program_at_home_has_been_released",
                condition=~Q(status="home") | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="review_comes_after_the_start",
                condition=Q(review_on=None)
                | Q(starts_on=None)
                | Q(review_on__gte=models.F("starts_on")),
            ),
        )
        indexes = (models.Index("clinic", "status", name="program_by_status"),)

    def __str__(self) -> str:
        return f"program of {self.patient_id}"

    def get_absolute_url(self) -> str:
        return reverse("programs:builder", args=[self.patient_id])

    @property
    def is_open(self) -> bool:
        return self.status != Program.Status.ENDED

    @property
    def is_monitored(self) -> bool:
        """Whether mild pain is allowed; else any pain stops an exercise, and nothing eases it."""
        return self.pain_policy == Policy.MONITORED


class ProgramEvent(models.Model):
    """A step in a program's life, with who took it and why; the history that the record shows."""

    class Kind(models.TextChoices):
        PRESCRIBED = "prescribed", _("Prescribed")
        RELEASED = "released", _("Released to home")
        WAIVED = "waived", _("Supervised session waived")
        SUSPENDED = "suspended", _("Paused")
        RESUMED = "resumed", _("Resumed")
        OPENED = "opened", _("Stage opened")
        CLOSED = "closed", _("Stage closed")
        ENDED = "ended", _("Ended")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        indexes = (models.Index("clinic", "program", "at", name="program_history"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.program_id}"


class StageDeclined(models.Model):
    """A doctor's answer "not yet" to a stage that was ready to open, with the evidence shown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    stage = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=dict)
    reason = models.TextField(max_length=1000)
    declined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    declined_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(name="declined_stage_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="only_sitting_and_standing_are_declined", condition=Q(stage__in=(2, 3))
            ),
        )
        indexes = (
            models.Index("clinic", "program", models.F("id").desc(), name="stage_declined_newest"),
        )

    def __str__(self) -> str:
        return f"stage {self.stage} of {self.program_id} declined"


class StageOpening(models.Model):
    """A doctor's act of opening sitting or standing exercises, with the evidence at that moment.

    A stage that pain has come back to closes by itself: nobody closed it, `closed_because` is then
    a code and `closed_upon` the answers; a doctor who closes one writes why.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    stage = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=dict)
    reason = models.TextField(blank=True, max_length=1000)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    closed_because = models.TextField(blank=True, max_length=1000)
    closed_upon = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="only_a_closed_stage_says_why_it_closed",
                condition=Q(closed_at__isnull=False) | Q(closed_because="", closed_by=None),
            ),
            models.UniqueConstraint(
                "clinic",
                "program",
                "stage",
                name="one_opening_per_stage",
                condition=Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="only_sitting_and_standing_are_opened", condition=Q(stage__in=(2, 3))
            ),
        )

    def __str__(self) -> str:
        return f"stage {self.stage} of {self.program_id}"

    @property
    def closed_by_itself(self) -> bool:
        return bool(self.closed_because) and self.closed_by_id is None
