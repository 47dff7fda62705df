from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from people.ids import uuid7
from people.models import Clinic, Doctor, User
from programs.models.dosed import Dosed


class ClinicTemplateQuerySet(models.QuerySet["ClinicTemplate"]):
    def visible_to(self, user: User) -> ClinicTemplateQuerySet:
        """A doctor's own, and what colleagues share with the clinic."""
        return self.filter(Q(is_shared=True) | Q(doctor__user=user), clinic__in=user.clinics)

    def kept_by(self, user: User) -> ClinicTemplateQuerySet:
        """Those that this doctor may change."""
        return self.filter(clinic__in=user.clinics, doctor__user=user)

    def in_use(self) -> ClinicTemplateQuerySet:
        return self.filter(retired_at=None)


class ClinicTemplate(models.Model):
    """A doctor's own template; what it says stands in its versions, of which the last counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, db_index=False)
    is_shared = models.BooleanField(_("shared with the clinic"), default=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClinicTemplateQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("clinic", "doctor", name="template_by_doctor"),)

    def __str__(self) -> str:
        return f"template of {self.doctor_id}"

    def get_absolute_url(self) -> str:
        return reverse("programs:template", args=[self.pk])


class ClinicTemplateVersion(models.Model):
    """A template as it stood from one moment on; a change makes the next version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    template = models.ForeignKey(
        ClinicTemplate, on_delete=models.PROTECT, db_index=False, related_name="versions"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=80)
    rationale = models.TextField(_("rationale"), max_length=1000)
    not_for = models.TextField(_("who it is not for"), max_length=1000)
    author = models.ForeignKey(User, on_delete=models.PROTECT, db_index=False, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                "clinic", "template", "number", name="template_versions_do_not_repeat"
            ),
            models.CheckConstraint(
                name="template_says_why_and_who_it_is_not_for",
                condition=~Q(name="") & ~Q(rationale="") & ~Q(not_for=""),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="template_version_is_never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"


class ClinicTemplateLine(Dosed):
    """A line of a version: an exercise and its dose, and nothing of any patient."""

    version = models.ForeignKey(
        ClinicTemplateVersion, on_delete=models.PROTECT, db_index=False, related_name="lines"
    )
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, db_index=False)

    class Meta(Dosed.Meta):
        ordering = ("place",)
        constraints = (
            *Dosed.Meta.constraints,
            models.UniqueConstraint(
                "clinic", "version", "place", name="template_lines_stand_in_one_order"
            ),
            models.UniqueConstraint(
                "clinic", "version", "exercise", name="an_exercise_stands_once_in_a_template"
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="template_line_is_never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"line {self.place} of {self.version_id}"
