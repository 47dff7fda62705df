"""Ready-made orders of exercises that a doctor starts from and makes individual."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise


@dataclass(frozen=True)
class Template:
    """Exercises by slug, in order, all with the library's default dosage."""

    slug: str
    name: str | Promise
    description: str | Promise
    exercises: tuple[str, ...]

    def resolve(self) -> list[Exercise]:
        """The template's exercises that the library has, in order; none that is never offered."""
        found = Exercise.objects.offerable().filter(clinic=None, slug__in=self.exercises)
        by_slug = {exercise.slug: exercise for exercise in found.select_related("current")}
        return [by_slug[slug] for slug in self.exercises if slug in by_slug]


TEMPLATES = {
    template.slug: template
    for template in (
        Template(
            slug="source-complex",
            name=_("Sciatica, source complex"),
            description=_(
                "The twelve exercises of the source in its order: lying, sitting, standing."
            ),
            exercises=(
                "double-knee-to-chest",
                "curl-up-arms-crossed",
                "hook-lying-leg-raise",
                "prone-trunk-raise-arms-forward",
                "superman",
                "cat-camel-forearms",
                "seated-rotation-hands-behind-head",
                "seated-rotation-arms-out",
                "seated-roll-back",
                "standing-side-bend",
                "standing-forward-bend",
                "standing-back-bend",
            ),
        ),
    )
}
