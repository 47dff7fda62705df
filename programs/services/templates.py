"""A doctor's own templates: made from a program, changed by new versions, shared, retired."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from people.models import User
from programs.models import (
    ClinicTemplate,
    ClinicTemplateLine,
    ClinicTemplateVersion,
    DraftLine,
    PrescribedLine,
    Program,
)

Takeable = DraftLine | PrescribedLine | ClinicTemplateLine

#: All that a template takes of a line; the side, the reason and, unless it is kept, the note
#: belong to the patient.
DOSE = ("sets", "repetitions", "hold", "rest", "tempo", "sides", "times_a_day", "days_of_week")


@dataclass(frozen=True)
class Edition:
    """What a version is to say, its lines in order, and the ids of those that keep their note."""

    name: str
    rationale: str
    not_for: str
    is_shared: bool
    lines: Sequence[Takeable]
    notes_of: Collection[UUID]


@transaction.atomic
def make(*, program: Program, edition: Edition, by: User) -> ClinicTemplate:
    """A template of this doctor's own, from what stands in a program."""
    doctor = next(post for post in by.doctors if post.clinic_id == program.clinic_id)
    template = ClinicTemplate.objects.create(clinic=program.clinic, doctor=doctor)
    return _publish(template, edition, by)


@transaction.atomic
def change(*, template: ClinicTemplate, edition: Edition, by: User) -> ClinicTemplate:
    """The next version; the ones before stay as they were."""
    held = ClinicTemplate.objects.select_for_update()
    return _publish(held.get(clinic=template.clinic_id, pk=template.pk), edition, by)


@transaction.atomic
def retire(*, template: ClinicTemplate) -> None:
    """Offer it no more; programs that began with it keep what they took."""
    ClinicTemplate.objects.filter(
        clinic=template.clinic_id, pk=template.pk, retired_at=None
    ).update(retired_at=Now())


def _publish(template: ClinicTemplate, edition: Edition, by: User) -> ClinicTemplate:
    template.version += 1
    template.is_shared = edition.is_shared
    template.save(update_fields=["version", "is_shared"])
    version = ClinicTemplateVersion.objects.create(
        clinic_id=template.clinic_id,
        template=template,
        number=template.version,
        name=edition.name,
        rationale=edition.rationale,
        not_for=edition.not_for,
        author=by,
    )
    ClinicTemplateLine.objects.bulk_create(
        ClinicTemplateLine(
            clinic_id=template.clinic_id,
            version=version,
            exercise_id=line.exercise_id,
            place=place,
            note=line.note if line.pk in edition.notes_of else "",
            **{name: getattr(line, name) for name in DOSE},
        )
        for place, line in enumerate(edition.lines)
    )
    return template
