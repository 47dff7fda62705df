"""Templates: exercises with their doses, which a doctor starts from and makes individual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from exercises.codes import Phase
from exercises.models import Exercise
from people.models import User
from programs import dosage
from programs.dosage import Dosage
from programs.models import ClinicTemplate, ClinicTemplateLine, ClinicTemplateVersion
from programs.shipped import TemplateText, read_templates


@dataclass(frozen=True)
class Offer:
    """An exercise that the library offers, with the template's dose and note for the patient."""

    exercise: Exercise
    dosage: Dosage
    note: str

    @property
    def in_words(self) -> str:
        return dosage.in_words(self.dosage)


@dataclass(frozen=True)
class TemplateLine:
    """One line by its name; `offer` is None where the library does not have the exercise now."""

    name: str
    offer: Offer | None = None


@dataclass(frozen=True)
class Template:
    """A template as a page offers it: shipped, or the newest version of a doctor's `own`."""

    key: str
    name: str
    rationale: str
    not_for: str
    lines: tuple[TemplateLine, ...]
    phase: Phase | None = None
    own: ClinicTemplateVersion | None = None

    @property
    def minutes(self) -> int:
        return dosage.minutes_a_day(offer.dosage for offer in self.offers)

    @property
    def offers(self) -> list[Offer]:
        return [line.offer for line in self.lines if line.offer]

    def holds(self, slug: str) -> bool:
        return any(offer.exercise.slug == slug for offer in self.offers)

    @property
    def is_for_prevention(self) -> bool:
        effortful = any(offer.exercise.prevention_only for offer in self.offers)
        return effortful or self.phase == Phase.PREVENTION

    def is_offered_in(self, clinic: UUID) -> bool:
        """A shipped one is offered in every clinic; a retired one in none."""
        if self.own is None:
            return True
        return self.own.clinic_id == clinic and self.own.template.retired_at is None


def all_for(user: User) -> list[Template]:
    """What this doctor may choose from: the clinic's own first, by name, then the shipped ones."""
    return [*own(user), *shipped(user)]


def shipped(user: User) -> list[Template]:
    texts = read_templates()
    offered = _offered(user, slug__in={line.exercise for text in texts for line in text.lines})
    return [_shipped(text, offered) for text in texts]


def own(user: User) -> list[Template]:
    in_use = ClinicTemplate.objects.visible_to(user).in_use()
    return _own(user, _newest(user).filter(template__in=in_use))


def kept_by(user: User) -> QuerySet[ClinicTemplateVersion]:
    """The newest version of each template that this doctor may change."""
    return _newest(user).filter(template__in=ClinicTemplate.objects.kept_by(user).in_use())


def versions_of(kept: ClinicTemplate) -> QuerySet[ClinicTemplateVersion]:
    """Every version with who saved it, the newest first."""
    versions = ClinicTemplateVersion.objects.filter(clinic=kept.clinic_id, template=kept)
    return versions.select_related("author").order_by("-number")


def find(key: str, user: User) -> Template | None:
    """The template of that key, which is a shipped one's slug or the id of a doctor's own."""
    for text in read_templates():
        if text.slug == key:
            offered = _offered(user, slug__in=[line.exercise for line in text.lines])
            return _shipped(text, offered)
    try:
        pk = UUID(key)
    except ValueError:
        return None
    visible = ClinicTemplate.objects.visible_to(user).filter(pk=pk)
    return next(iter(_own(user, _newest(user).filter(template__in=visible))), None)


def _shipped(text: TemplateText, offered: Mapping[str, Exercise]) -> Template:
    lines = []
    for line in text.lines:
        exercise = offered.get(line.exercise)
        if exercise:
            dose = dosage.from_json(line.dose.of(exercise.current.content["dose"]))
            lines.append(TemplateLine(exercise.name, Offer(exercise, dose, line.note)))
        else:
            lines.append(TemplateLine(line.exercise.replace("-", " ").capitalize()))
    return Template(
        text.slug, text.name, text.rationale, text.not_for, tuple(lines), phase=text.phase
    )


def _newest(user: User) -> QuerySet[ClinicTemplateVersion]:
    lines = ClinicTemplateLine.objects.filter(clinic__in=user.clinics)
    return (
        ClinicTemplateVersion.objects.filter(clinic__in=user.clinics, number=F("template__version"))
        .select_related("template__doctor__user", "author")
        .prefetch_related(Prefetch("lines", lines.select_related("exercise__current")))
        .order_by("name", "id")
    )


def _own(user: User, versions: Iterable[ClinicTemplateVersion]) -> list[Template]:
    versions = list(versions)
    held = {line.exercise_id for version in versions for line in version.lines.all()}
    offered = _offered(user, pk__in=held)
    return [
        Template(
            key=str(version.template_id),
            name=version.name,
            rationale=version.rationale,
            not_for=version.not_for,
            lines=tuple(_own_line(line, offered) for line in version.lines.all()),
            own=version,
        )
        for version in versions
    ]


def _own_line(line: ClinicTemplateLine, offered: Mapping[str, Exercise]) -> TemplateLine:
    exercise = offered.get(line.exercise.slug)
    if exercise is None:
        return TemplateLine(line.exercise.name)
    return TemplateLine(exercise.name, Offer(exercise, line.dosage, line.note))


def _offered(user: User, **which: object) -> dict[str, Exercise]:
    found = Exercise.objects.visible_to(user).offerable().filter(**which)
    return {exercise.slug: exercise for exercise in found}
