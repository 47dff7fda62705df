from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models.clinic import Clinic, validate_time_zone

if TYPE_CHECKING:
    from people.models.patient import Patient


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
        return next(iter(self.enrolments), None)

    @cached_property
    def enrolments(self) -> list[Patient]:
        """What this person is enrolled as, the newest first."""
        return list(self.patient_set.select_related("clinic", "doctor__user").order_by("-id"))


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
