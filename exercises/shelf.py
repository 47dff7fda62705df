"""How much of what was found stands on the library's page; more comes as the doctor scrolls."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from exercises.models import Exercise, ExerciseQuerySet

CARDS = 20  # whole rows of a desk's five columns
# An address that says how far the doctor had come shows at most so many pages again.
MOST_PAGES = 8


@dataclass(frozen=True)
class Shelf:
    exercises: list[Exercise]
    count: int
    page: int

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.page * CARDS < self.count else None


def shelf(found: ExerciseQuerySet, page: str, *, goes_on: bool) -> Shelf:
    """The cards up to this page; those of this page alone where it goes on from the last."""
    pages = Paginator(found, CARDS)
    number = pages.get_page(page).number
    if not goes_on:
        number = min(number, MOST_PAGES)
    first = (number - 1) * CARDS if goes_on else 0
    return Shelf(list(found[first : number * CARDS]), pages.count, number)
