"""The ladder downwards: what is easier than an exercise, the nearest rung first."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from exercises.models import Exercise


def easier_than(exercises: Iterable[Exercise]) -> dict[UUID, list[Exercise]]:
    """All rungs below each exercise; they are shared ones, and the queries are always two."""
    below = dict(Exercise.objects.shared().values_list("slug", "current__content__easier"))
    chains = {one.pk: _chain(one, below) for one in exercises}
    slugs = {slug for chain in chains.values() for slug in chain}
    rungs = Exercise.objects.shared().filter(slug__in=slugs).select_related("current")
    found = {rung.slug: rung for rung in rungs}
    return {pk: [found[slug] for slug in chain if slug in found] for pk, chain in chains.items()}


def _chain(exercise: Exercise, below: Mapping[str, str | None]) -> list[str]:
    chain: list[str] = []
    slug = exercise.current.content["easier"]
    while slug and slug not in (exercise.slug, *chain):
        chain.append(slug)
        slug = below.get(slug)
    return chain
