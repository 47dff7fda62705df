from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, OrderBy, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.codes import (
    HOME_EQUIPMENT,
    LOADS,
    STAGES,
    Contraindication,
    Direction,
    Equipment,
    Goal,
    Phase,
    Position,
    StopRule,
    stage_of,
)
from exercises.content import Dose
from exercises.ranking import ranked
from exercises.search import words_of
from people.ids import uuid7
from people.models import Clinic, User

USUAL_ORDER: list[str | OrderBy] = [F("source_order").asc(nulls_last=True), "name"]


class Ladder(NamedTuple):
    """The neighbours of an exercise, as far as the library has them."""

    easier: Exercise | None
    harder: Exercise | None


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def visible_to(self, user: User) -> ExerciseQuerySet:
        """What a doctor may open: the shared library, and all that is their clinics' own."""
        if not user.doctors:
            return self.none()
        shared = Q(clinic=None, status=Exercise.Status.PUBLISHED)
        return self.filter(shared | Q(clinic__in=user.clinics)).select_related("current")

    def own(self, user: User) -> ExerciseQuerySet:
        """The exercises of this doctor's clinics, which alone they may change."""
        return self.filter(clinic__in=user.clinics).select_related("current")

    def imitated_by(self, user: User) -> ExerciseQuerySet:
        """The own exercises of the clinics where this person treats or is treated."""
        treated_in = user.patient_set.values("clinic")
        return self.filter(Q(clinic__in=user.clinics) | Q(clinic__in=treated_in)).select_related(
            "current"
        )

    def shared(self) -> ExerciseQuerySet:
        return self.filter(clinic=None)

    def prescribable(self, clinic: UUID) -> ExerciseQuerySet:
        """What may be put into this clinic's programs: neither drafts nor what is retired."""
        return self.filter(
            Q(clinic=None) | Q(clinic=clinic), status=Exercise.Status.PUBLISHED
        ).select_related("current")

    def offerable(self) -> ExerciseQuerySet:
        """What a template may hold; the rest a doctor chooses deliberately, or not at all."""
        return self.filter(status=Exercise.Status.PUBLISHED, doctor_only=False)

    def of(self, whose: str) -> ExerciseQuerySet:
        """Everyone's, only "ours", or our "retired" ones, which are shown only when asked for."""
        if whose == "retired":
            return self.filter(clinic__isnull=False, status=Exercise.Status.RETIRED)
        found = self.exclude(status=Exercise.Status.RETIRED)
        return found.filter(clinic__isnull=False) if whose == "ours" else found

    def search(self, text: str) -> ExerciseQuerySet:
        """What fits the words, best first, in any order and with slips; without words, all."""
        words = words_of(text)
        return ranked(self, words, then=USUAL_ORDER) if words else self

    def filtered(
        self,
        *,
        position: str = "",
        goal: str = "",
        load: int | None = None,
        equipment: str = "",
        phase: str = "",
        direction: str = "",
        without: Sequence[str] = (),
    ) -> ExerciseQuerySet:
        """Each criterion narrows when given; `load` is the heaviest wanted, `without` cautions."""
        wanted = {
            "position": position,
            "tags__contains": [goal] if goal else None,
            "load__lte": load,
            "equipment__contains": [equipment] if equipment else None,
            "phases__contains": [phase] if phase else None,
            "direction": direction,
        }
        given = {name: value for name, value in wanted.items() if value not in ("", None)}
        found = self.filter(**given)
        return found.exclude(contraindications__overlap=without) if without else found

    def ladder_of(self, exercise: Exercise) -> Ladder:
        """The neighbours to suggest; one that a doctor chooses deliberately is never suggested."""
        text = exercise.current.content
        suggested = self.filter(slug__in=_ladder_slugs(text), doctor_only=False)
        rungs = {rung.slug: rung for rung in suggested}
        return Ladder(rungs.get(text["easier"]), rungs.get(text["harder"]))

    def related_to(self, exercise: Exercise) -> ExerciseQuerySet:
        """Those for the same goal in the same position that are not on its ladder."""
        near = [exercise.slug, *_ladder_slugs(exercise.current.content)]
        alike = self.filter(position=exercise.position, tags__contains=exercise.tags[:1])
        return alike.exclude(slug__in=near)


def _ladder_slugs(text: dict[str, str | None]) -> list[str]:
    return [slug for slug in (text["easier"], text["harder"]) if slug]


class Exercise(models.Model):
    """An exercise, shared or one clinic's own; its codes repeat those of its current version."""

    class Status(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Draft")
        PUBLISHED = "published", gettext_lazy("Published")
        RETIRED = "retired", gettext_lazy("Retired")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, null=True, db_index=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    variant_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="variants"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    status_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    status_since = models.DateTimeField(db_default=Now())
    slug = models.SlugField(max_length=60, unique=True)
    current = models.OneToOneField("ExerciseVersion", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    patient_name = models.CharField(max_length=32)
    search_words = models.TextField()
    target_words = models.TextField(default="")
    search_vector = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="simple")
        + SearchVector("search_words", weight="B", config="simple")
        + SearchVector("target_words", weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    position = models.CharField(max_length=3)
    tags = ArrayField(models.CharField(max_length=3))
    load = models.PositiveSmallIntegerField()
    phases = ArrayField(models.CharField(max_length=1))
    direction = models.CharField(max_length=1)
    equipment = ArrayField(models.CharField(max_length=1))
    contraindications = ArrayField(models.CharField(max_length=2))
    standing_gate = models.BooleanField()
    prevention_only = models.BooleanField()
    everyday = models.BooleanField()
    doctor_only = models.BooleanField(default=False)
    source_order = models.PositiveSmallIntegerField(null=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = USUAL_ORDER
        indexes = (
            models.Index("clinic", "status", name="exercise_by_clinic"),
            models.Index(*USUAL_ORDER, name="exercise_in_usual_order"),
            GinIndex("search_vector", name="exercise_by_search_words"),
        )
        constraints = (
            models.CheckConstraint(
                name="exercise_status_is_known",
                condition=Q(status__in=["draft", "published", "retired"]),
            ),
            models.CheckConstraint(
                name="only_an_own_exercise_is_ever_a_draft",
                condition=Q(clinic__isnull=False) | ~Q(status="draft"),
            ),
            models.CheckConstraint(
                name="own_exercise_has_an_author_and_a_shared_one_has_none",
                condition=Q(clinic=None, author=None, status_by=None)
                | Q(clinic__isnull=False, author__isnull=False, status_by__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_own_exercise_is_a_variant",
                condition=Q(clinic__isnull=False) | Q(variant_of=None),
            ),
            models.CheckConstraint(
                name="exercise_is_no_variant_of_itself",
                condition=Q(variant_of=None) | ~Q(variant_of=F("id")),
            ),
            models.CheckConstraint(
                name="own_exercise_has_no_place_in_the_source",
                condition=Q(clinic=None) | Q(source_order=None),
            ),
            models.UniqueConstraint(
                name="no_two_exercises_share_a_place_in_the_source",
                fields=("source_order",),
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="exercise_load_is_between_0_and_4", condition=Q(load__gte=0, load__lte=4)
            ),
            models.CheckConstraint(
                name="exercise_position_is_known",
                condition=Q(position__in=[position.value for position in Position]),
            ),
            models.CheckConstraint(
                name="exercise_has_a_goal_and_a_phase",
                condition=Q(tags__len__gte=1, phases__len__gte=1),
            ),
            models.CheckConstraint(
                name="standing_exercise_waits_for_the_gate",
                condition=~Q(position=Position.STANDING.value) | Q(standing_gate=True),
            ),
            models.CheckConstraint(
                name="prevention_only_exercise_is_for_prevention",
                condition=Q(prevention_only=False) | Q(phases=[Phase.PREVENTION.value]),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:exercise", args=[self.slug])

    @property
    def is_own(self) -> bool:
        return self.clinic_id is not None

    @property
    def stage(self) -> int:
        """What waits until pain is gone opens with the standing ones, whatever its position."""
        return stage_of(Position.STANDING if self.standing_gate else self.position)

    @property
    def is_walk(self) -> bool:
        return self.position == Position.WALKING

    @property
    def stage_in_words(self) -> str:
        return _("Stage %(number)s: %(name)s") % {"number": self.stage, "name": STAGES[self.stage]}

    @property
    def default_dosage(self) -> Dose:
        return Dose.model_validate(self.current.content["dose"])

    @property
    def position_code(self) -> Position:
        return Position(self.position)

    @property
    def direction_code(self) -> Direction:
        return Direction(self.direction)

    @property
    def goals(self) -> list[Goal]:
        return [Goal(tag) for tag in self.tags]

    @property
    def phase_codes(self) -> list[Phase]:
        return [Phase(phase) for phase in self.phases]

    @property
    def equipment_codes(self) -> list[Equipment]:
        return [Equipment(item) for item in self.equipment]

    @property
    def extra_equipment(self) -> list[Equipment]:
        return [item for item in self.equipment_codes if item not in HOME_EQUIPMENT]

    @property
    def cautions(self) -> list[Contraindication]:
        return [Contraindication(code) for code in self.contraindications]

    @property
    def load_in_words(self) -> str:
        return str(LOADS[self.load])

    @property
    def stop_rules(self) -> list[str]:
        """When to stop: what holds for every exercise first, then what this one adds."""
        return [str(StopRule.K0.label), *self.current.content["stop_if"]]
