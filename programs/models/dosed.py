from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.ids import uuid7
from people.models import Clinic
from programs import dosage
from programs.dosage import Dosage, Sides, Tempo


class Dosed(models.Model):
    """An exercise with its dosage; `hold`, `rest` and tempo ("out-hold-back") in seconds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    place = models.PositiveSmallIntegerField()
    sets = models.PositiveSmallIntegerField(_("sets"))
    repetitions = models.PositiveSmallIntegerField(_("repetitions"))
    hold = models.PositiveSmallIntegerField(_("hold"))
    rest = models.PositiveSmallIntegerField(_("rest"))
    tempo = models.CharField(_("tempo"), max_length=8)
    sides = models.CharField(
        _("side"), max_length=10, choices=[(side.value, side.label) for side in Sides]
    )
    times_a_day = models.PositiveSmallIntegerField(_("times a day"))
    days_of_week = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days"))
    note = models.CharField(_("note for the patient"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_dose_is_within_limits",
                condition=Q(
                    sets__range=(1, 10),
                    repetitions__range=(1, 50),
                    hold__range=(0, 1800),
                    rest__range=(0, 300),
                    times_a_day__range=(1, 6),
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_is_done_on_some_day", condition=Q(days_of_week__len__gt=0)
            ),
        )

    @property
    def dosage(self) -> Dosage:
        return Dosage(
            sets=self.sets,
            repetitions=self.repetitions,
            hold=self.hold,
            rest=self.rest,
            tempo=Tempo.parse(self.tempo),
            sides=Sides(self.sides),
            times_a_day=self.times_a_day,
            days_of_week=tuple(self.days_of_week),
        )

    @property
    def in_words(self) -> str:
        return dosage.in_words(self.dosage)
