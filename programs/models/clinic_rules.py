from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.ids import uuid7
from people.models import Clinic, User
from programs.thresholds import DEFAULTS, RANGES, Thresholds


def _number(name: str) -> Any:
    return models.PositiveSmallIntegerField(default=getattr(DEFAULTS, name))


class ClinicRules(models.Model):
    """A clinic's own numbers in place of the defaults; a change is a new row, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    worse_morning_points = _number("worse_morning_points")
    next_session_percent = _number("next_session_percent")
    lasting_leg_pain = _number("lasting_leg_pain")
    median_rise = _number("median_rise")
    severe_pain = _number("severe_pain")
    stopped_sessions = _number("stopped_sessions")
    reminder_after_days = _number("reminder_after_days")
    release_again_after_days = _number("release_again_after_days")
    low_adherence_percent = _number("low_adherence_percent")
    good_sessions_for_sitting = _number("good_sessions_for_sitting")
    most_leg_pain_for_sitting = _number("most_leg_pain_for_sitting")
    pain_free_days_for_standing = _number("pain_free_days_for_standing")
    pain_free_weeks_for_prevention = _number("pain_free_weeks_for_prevention")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, db_index=False, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="clinic_rules_are_within_their_ranges",
                condition=Q(**{f"{name}__range": limits for name, limits in RANGES.items()}),
            ),
            models.CheckConstraint(
                name="a_reminder_comes_before_the_pause",
                condition=Q(reminder_after_days__lt=F("release_again_after_days")),
            ),
        )
        indexes = (models.Index("clinic", F("id").desc(), name="clinic_rules_newest"),)

    def __str__(self) -> str:
        return f"rules of {self.clinic_id}"

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(**{one.name: getattr(self, one.name) for one in fields(Thresholds)})
