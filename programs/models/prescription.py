from __future__ import annotations

from dataclasses import replace

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, ExerciseVersion
from people.ids import uuid7
from people.models import Clinic, Side, User
from programs import dosage
from programs.dosage import Dosage
from programs.models.dosed import Dosed
from programs.models.limits import tighter_limits
from programs.models.program import Direction, Program
from programs.stop_rules import Rules, rules_of


class Line(Dosed):
    """An exercise as one patient does it: on which side, and why in spite of a block."""

    side = models.CharField(max_length=10, choices=Side, default=Side.BOTH)
    override_reason = models.CharField(_("reason"), max_length=500, blank=True)
    stop_exercise_at = models.PositiveSmallIntegerField(
        _("stop this exercise from pain"), null=True, blank=True
    )
    stop_session_at = models.PositiveSmallIntegerField(
        _("stop the session from pain"), null=True, blank=True
    )
    flare_sets = models.PositiveSmallIntegerField(_("sets on a bad day"), null=True, blank=True)
    flare_repetitions = models.PositiveSmallIntegerField(
        _("repetitions on a bad day"), null=True, blank=True
    )
    easier = models.ForeignKey(
        Exercise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("easier version if it hurts"),
    )

    class Meta(Dosed.Meta):
        abstract = True
        constraints = (
            *Dosed.Meta.constraints,
            tighter_limits("%(class)s_limits_are_only_tighter"),
            models.CheckConstraint(
                name="%(class)s_flare_dose_is_no_more_than_the_dose",
                condition=Q(flare_sets=None, flare_repetitions=None)
                | Q(
                    flare_sets__range=(1, F("sets")),
                    flare_repetitions__range=(1, F("repetitions")),
                ),
            ),
        )

    @property
    def is_for_bad_days(self) -> bool:
        return self.flare_sets is not None

    @property
    def bad_day(self) -> Dosage | None:
        """The dose of a bad day; None when the line is left out then."""
        if self.flare_sets is None or self.flare_repetitions is None:
            return None
        return replace(self.dosage, sets=self.flare_sets, repetitions=self.flare_repetitions)

    @property
    def bad_day_in_words(self) -> str:
        return dosage.in_words(self.bad_day) if self.bad_day else ""


class DraftLine(Line):
    """A line the doctor still edits; only publishing makes it count."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, db_index=False, related_name="draft_lines"
    )
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, db_index=False)

    class Meta(Line.Meta):
        ordering = ("place",)
        constraints = (
            *Line.Meta.constraints,
            models.UniqueConstraint(
                "clinic", "program", "exercise", name="an_exercise_stands_once_in_a_draft"
            ),
        )

    def __str__(self) -> str:
        return f"draft line {self.place} of {self.program_id}"

    @property
    def stage(self) -> int:
        return self.exercise.stage


class Revision(models.Model):
    """What the patient follows from one moment on; superseded by the next one, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False, related_name="+")
    prescribed_at = models.DateTimeField(db_default=Now())
    why = models.TextField(max_length=1000)
    changes = models.JSONField(default=list)
    pain_policy = models.CharField(max_length=12)
    stop_exercise_at = models.PositiveSmallIntegerField(null=True, blank=True)
    stop_session_at = models.PositiveSmallIntegerField(null=True, blank=True)
    directional_preference = models.CharField(max_length=12, choices=Direction, blank=True)
    stop_rules_version = models.PositiveSmallIntegerField()
    stop_rules = models.JSONField()
    starts_on = models.DateField()
    review_on = models.DateField()
    note = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                "clinic", "program", "number", name="revision_numbers_do_not_repeat"
            ),
            models.CheckConstraint(name="revision_says_why", condition=~Q(why="")),
        )
        triggers = (
            pgtrigger.Protect(
                name="revision_is_never_edited", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"revision {self.number} of {self.program_id}"

    @property
    def rules(self) -> Rules:
        """The stop rules by which everything done under this revision is judged."""
        return rules_of(self.stop_rules)


class PrescribedLine(Line):
    """A line of a revision, with the version of the exercise's text that was prescribed."""

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, db_index=False, related_name="lines"
    )
    version = models.ForeignKey(ExerciseVersion, on_delete=models.PROTECT, db_index=False)
    easier_version = models.ForeignKey(
        ExerciseVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, db_index=False)
    stage = models.PositiveSmallIntegerField()

    class Meta(Line.Meta):
        ordering = ("place",)
        constraints = (
            *Line.Meta.constraints,
            models.UniqueConstraint(
                "clinic", "revision", "place", name="prescribed_lines_stand_in_one_order"
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="prescribed_line_is_never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"line {self.place} of {self.revision_id}"


class SignOff(models.Model):
    """The doctor's word that one exercise may be done at home: taught, or waived with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, db_index=False)
    technique = models.BooleanField(_("technique learnt"), default=False)
    tolerated = models.BooleanField(_("dose tolerated"), default=False)
    waived_because = models.TextField(blank=True, max_length=1000)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False, related_name="+")
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic", "program", "exercise", name="one_sign_off_per_exercise"
            ),
        )

    def __str__(self) -> str:
        return f"sign-off of {self.exercise_id} in {self.program_id}"

    @property
    def is_complete(self) -> bool:
        return bool(self.waived_because) or (self.technique and self.tolerated)
