from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7

if TYPE_CHECKING:
    from people.models.person import User


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
