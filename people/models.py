from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


def monday_to_friday() -> list[int]:
    return list(range(5))


class Clinic(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120)
    emergency_number = models.CharField(_("emergency number"), max_length=20, default="112")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[validate_time_zone]
    )
    day_ends_at = models.TimeField(
        _("working day ends at"), default=time(17), help_text=_("Same-day alerts are due by then.")
    )
    working_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("working days"), default=monday_to_friday
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Told when nobody has seen an alert in time.")
    )
    on_call = models.ForeignKey(
        "Doctor",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("takes overdue alerts"),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="clinic_works_on_some_day",
                condition=Q(working_days__len__gt=0, working_days__contained_by=list(range(7))),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.time_zone))


class ClosedDayQuerySet(models.QuerySet["ClosedDay"]):
    def administered_by(self, user: User) -> ClosedDayQuerySet:
        return self.filter(clinic__in=[one.clinic for one in user.doctors if one.is_administrator])


class ClosedDay(models.Model):
    """A day on which the clinic is closed beside its weekly ones, such as a holiday."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, db_index=False)
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80, blank=True)

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint("clinic", "day", name="a_day_is_closed_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: with an e-mail address, or, invited as a patient, with none yet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[validate_time_zone]
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def doctors(self) -> list[Doctor]:
        """This person's posts as a doctor, one per clinic."""
        return list(self.doctor_set.filter(is_active=True).select_related("clinic"))

    @property
    def clinics(self) -> list[Clinic]:
        """The clinics whose patients this person may treat."""
        return [doctor.clinic for doctor in self.doctors]

    @cached_property
    def enrolment(self) -> Patient | None:
        """The newest enrolment in which this person is the patient."""
        return self.patient_set.select_related("clinic", "doctor__user").order_by("-id").first()


def display_name(user: User) -> str:
    return user.name


class Doctor(models.Model):
    """A person's post in a clinic."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=20, blank=True, default="Dr")
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("clinic", "user", name="one_post_per_doctor_and_clinic"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.user.name}".strip()


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
