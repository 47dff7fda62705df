from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from following.outcomes import MEASURES, Measure
from following.outcomes.measures import MOST_ACTIVITIES, Words
from people.ids import uuid7
from people.models import Clinic, Patient, User
from programs.models import Program


class AnswerSheetQuerySet(models.QuerySet["AnswerSheet"]):
    def visible_to(self, user: User) -> AnswerSheetQuerySet:
        """A clinic sees what is finished; the patient sees all of their own."""
        finished_here = Q(clinic__in=user.clinics, finished_at__isnull=False)
        return self.filter(finished_here | Q(patient__user=user))

    def own(self, patient: Patient) -> AnswerSheetQuerySet:
        return self.filter(clinic=patient.clinic_id, patient=patient)

    def open(self) -> AnswerSheetQuerySet:
        return self.filter(finished_at=None)

    def finished(self) -> AnswerSheetQuerySet:
        return self.filter(finished_at__isnull=False)


class AnswerSheet(models.Model):
    """One outcome measure as a patient answers it, question by question, and its score.

    `answers` has a place for each question, empty until it is answered; `finished_on` is the
    patient's own date. Once finished, nothing of it changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, db_index=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, db_index=False)
    measure = models.CharField(
        max_length=10, choices=[(one.code.value, one.name) for one in MEASURES.values()]
    )
    version = models.PositiveSmallIntegerField()
    activities = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    answers = ArrayField(models.PositiveSmallIntegerField(null=True), default=list, blank=True)
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=60)
    score = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "clinic",
                "patient",
                "measure",
                name="one_open_sheet_per_measure",
                condition=Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="only_a_finished_sheet_has_a_score",
                condition=Q(finished_at=None, finished_on=None, score=None)
                | Q(finished_at__isnull=False, finished_on__isnull=False, score__isnull=False),
            ),
            models.CheckConstraint(
                name="score_lies_between_0_and_24",
                condition=Q(score=None) | Q(score__range=(0, 24)),
            ),
            models.CheckConstraint(
                name="a_sheet_asks_about_three_activities_at_most",
                condition=Q(activities__len__lte=MOST_ACTIVITIES),
            ),
        )
        indexes = (
            models.Index(
                "clinic", "patient", F("finished_on").desc(), name="answer_sheet_newest_first"
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="finished_answer_sheet_is_never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} of {self.patient_id}"

    @property
    def of(self) -> Measure:
        return MEASURES[self.measure]

    @property
    def questions(self) -> tuple[Words, ...]:
        return self.of.questions or tuple(self.activities)

    @property
    def may_warn(self) -> bool:
        """Whether something is felt that, when it is new, must not wait."""
        return any(self.answers[number - 1] for number in self.of.warns)
