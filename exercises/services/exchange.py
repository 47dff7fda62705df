"""Exercises that come from a file: all of them as drafts, or none."""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.content import OwnText
from exercises.exchange import FileRefused, Problem
from exercises.models import Exercise
from exercises.services import own
from people.models import Clinic, User


@transaction.atomic
def import_own(*, clinic: Clinic, texts: list[OwnText], by: User) -> list[Exercise]:
    """Begin a draft of each text; a name that is there already is refused, and with it the file."""
    # Two imports of one file wait for each other here, so that the second finds the first's names.
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    names = Exercise.objects.filter(clinic=clinic).values_list("name", flat=True)
    _refuse_twins(texts, known={name.casefold() for name in names})
    return [own.create_own(clinic=clinic, text=text, by=by) for text in texts]


def _refuse_twins(texts: list[OwnText], *, known: set[str]) -> None:
    count = Counter(text.name.casefold() for text in texts)
    problems = []
    for row, text in enumerate(texts, start=1):
        if text.name.casefold() in known:
            words = _("Your clinic has an exercise of that name.")
        elif count[text.name.casefold()] > 1:
            words = _("The file has this name twice.")
        else:
            continue
        problems.append(Problem(row, text.name, "name", words))
    if problems:
        raise FileRefused(problems=problems)
