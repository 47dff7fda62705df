"""What must be known of a patient before a program may be prescribed; each answer is a new row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic, Patient, User
from programs import safety


class ScreeningEntry(models.Model):
    """One dated entry in a patient's screening, by one person, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, db_index=False, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        indexes = (
            models.Index("clinic", "patient", models.F("id").desc(), name="%(class)s_newest"),
        )
        get_latest_by = "id"


class NeurologistDecision(ScreeningEntry):
    """A neurologist's word on whether exercise is needed (clinical rules, 1.4)."""

    neurologist = models.CharField(_("neurologist"), max_length=120)
    decided_on = models.DateField(_("decided on"))
    is_indicated = models.BooleanField(_("exercise therapy is needed"))
    note = models.TextField(_("severity, indications, limits"), blank=True, max_length=2000)

    def __str__(self) -> str:
        return f"{self.neurologist}, {self.decided_on}"


class InflammationSettled(ScreeningEntry):
    """A doctor's dated statement that the acute inflammation has settled (clinical rules, 1.5)."""

    settled_on = models.DateField(_("settled on"))

    def __str__(self) -> str:
        return f"settled on {self.settled_on}"


class PainFree(ScreeningEntry):
    """A doctor's dated statement that back and leg are free of pain (clinical rules, 6)."""

    since = models.DateField(_("free of pain since"))

    def __str__(self) -> str:
        return f"free of pain since {self.since}"


class ContraindicationReview(ScreeningEntry):
    """The contraindications found when the doctor went through all of them (clinical rules, 4)."""

    findings = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    note = models.TextField(_("details, such as the surgeon's limits"), blank=True, max_length=2000)

    def __str__(self) -> str:
        return ", ".join(self.findings)


class RedFlagCheck(ScreeningEntry):
    """The red flags answered with yes when all of them were asked (clinical rules, 3)."""

    flags = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    def __str__(self) -> str:
        return ", ".join(self.flags)


class NewCondition(ScreeningEntry):
    """What a patient reports as new: it pauses the program until a doctor has reviewed it."""

    class Kind(models.TextChoices):
        PREGNANCY = "pregnancy", _("Pregnant, or maybe pregnant")
        SURGERY = "surgery", _("An operation")
        DIAGNOSIS = "diagnosis", _("A new illness or diagnosis")

    kinds = ArrayField(models.CharField(max_length=12, choices=Kind))
    note = models.TextField(_("in your words"), blank=True, max_length=500)

    class Meta(ScreeningEntry.Meta):
        constraints = (
            models.CheckConstraint(name="new_condition_says_which", condition=Q(kinds__len__gt=0)),
        )

    def __str__(self) -> str:
        return ", ".join(self.kinds)


class Clearance(ScreeningEntry):
    """A doctor's reasoned permission to exercise in spite of one finding, until its review."""

    finding = models.CharField(max_length=30)
    reason = models.TextField(_("reason"), max_length=2000)
    review_on = models.DateField(_("review on"))

    class Meta(ScreeningEntry.Meta):
        constraints = (
            models.CheckConstraint(name="clearance_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.finding} cleared until {self.review_on}"

    @property
    def label(self) -> str:
        return str(safety.finding(self.finding).label)
