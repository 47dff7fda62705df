from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models.clinic import Clinic, validate_time_zone
from people.models.person import Doctor, User


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other or not stated")


class Side(models.TextChoices):
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


class Reach(models.TextChoices):
    """How far down the leg the symptoms go, from the spine outwards."""

    BACK = "back", _("Back or buttock")
    THIGH = "thigh", _("Thigh")
    KNEE = "knee", _("Knee")
    CALF = "calf", _("Calf")
    FOOT = "foot", _("Foot")


class Cause(models.TextChoices):
    DEGENERATIVE = "degenerative", _("Degenerative disc disease")
    HERNIATION = "herniation", _("Disc herniation")
    TRAUMA = "trauma", _("Post-traumatic displacement")
    OTHER = "other", _("Other")


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, user: User) -> PatientQuerySet:
        """The enrolments that this person treats, or in which this person is the patient."""
        return self.filter(Q(clinic__in=user.clinics) | Q(user=user))

    def treated_by(self, user: User) -> PatientQuerySet:
        return self.filter(clinic__in=user.clinics)

    def search(self, text: str) -> PatientQuerySet:
        found = self
        for word in text.split():
            found = found.filter(name__icontains=word)
        return found


class Patient(models.Model):
    """A person's enrolment in a clinic, with what the record must hold about their sciatica."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(_("name"), max_length=120)
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"),
        validators=[
            MinValueValidator(1900, _("Write the year in four digits, such as 1978.")),
            MaxValueValidator(2100, _("Write the year in four digits, such as 1978.")),
        ],
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[validate_time_zone]
    )
    affected_side = models.CharField(_("affected side"), max_length=10, choices=Side)
    reach = models.CharField(_("how far down the leg"), max_length=10, choices=Reach)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="patient_birth_year_is_a_year",
                condition=Q(birth_year__gte=1900, birth_year__lte=2100),
            ),
        )
        indexes = (
            models.Index("clinic", Lower("name"), name="patient_by_name"),
            models.Index("clinic", "doctor", name="patient_by_doctor"),
        )

    def __str__(self) -> str:
        return self.name

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.time_zone))

    def youngest_age(self, on: date) -> int:
        """Whole years lived that day, were the birthday still to come: only the year is known."""
        return on.year - self.birth_year - 1

    @property
    def complaint(self) -> str:
        """Where it hurts: "Left leg to the calf"."""
        if self.reach == Reach.BACK:
            return f"{Reach.BACK.label} · {Side(self.affected_side).label}"
        legs = {
            Side.LEFT: _("Left leg to the %(reach)s"),
            Side.RIGHT: _("Right leg to the %(reach)s"),
            Side.BOTH: _("Both legs to the %(reach)s"),
        }
        return legs[Side(self.affected_side)] % {"reach": Reach(self.reach).label.lower()}

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()
