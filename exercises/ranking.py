"""How well an exercise fits what was typed, reckoned by PostgreSQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from math import log
from operator import add, or_
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import (
    Case,
    Count,
    Expression,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.utils.translation import get_language

from exercises.codes import STAGES, Code, Equipment, Goal, Position, stage_of
from exercises.search import fold, one_slip_from, stem

Exercises = TypeVar("Exercises", bound=QuerySet[Any])

# How much a word is worth by where it stands: a name before a synonym, a synonym before what the
# exercise is about; a whole word before the beginning of one, and a slip after all of them.
IN_NAME, BEGINS_IN_NAME, IN_SYNONYM, BEGINS_IN_SYNONYM, ABOUT = 1.0, 0.95, 0.9, 0.8, 0.6
SLIP = 0.6
# What fits less well than this share of the best is no find.
CUT = 0.6
# So many are found at the most; who has not found it among these types another word.
MOST_FOUND = 240
# Every word of the library once. Words alone tell nothing: what is found by them must be visible.
WORDS = "SELECT word FROM ts_stat('SELECT search_vector FROM exercises_exercise')"
NEWEST = "SELECT id FROM exercises_exerciseversion ORDER BY id DESC LIMIT 1"
MEANT = """
    SELECT typed.word, near.word FROM unnest(%(words)s, %(slips)s) AS typed (word, slip)
    CROSS JOIN LATERAL (
        SELECT word FROM unnest(%(library)s) AS library (word)
        WHERE word ~ typed.slip OR similarity(word, typed.word) > 0.5
        ORDER BY word ~ typed.slip DESC, similarity(word, typed.word) DESC LIMIT 3
    ) AS near
"""


@dataclass(frozen=True)
class Term:
    """A word that was typed, or those that may be meant by it, and how much a find is worth."""

    words: Sequence[str]
    worth: float = 1.0

    @property
    def stands(self) -> Q:
        return reduce(or_, self.about, self.within(":*"))

    @property
    def fit(self) -> Expression:
        places = [
            (self.within(":A", whole=True), IN_NAME),
            (self.within(":*A"), BEGINS_IN_NAME),
            (self.within(":B", whole=True), IN_SYNONYM),
            (self.within(":*B"), BEGINS_IN_SYNONYM),
            (self.within(":*C"), ABOUT),
            *((about, ABOUT) for about in self.about),
        ]
        # Most exercises have most words nowhere: that is asked first, and once.
        nowhere = When(~self.stands, then=Value(0.0))
        cases = [When(place, then=Value(self.worth * worth)) for place, worth in places]
        return Case(nowhere, *cases, default=Value(0.0), output_field=FloatField())

    def within(self, mark: str, *, whole: bool = False) -> Q:
        """Whether a word stands in a name (A), synonym (B) or target (C); `*` is for beginnings."""
        # A folded word is letters and digits alone: nothing in it means more to a query.
        words = self.words if whole else map(stem, self.words)
        query = "|".join(f"{word}{mark}" for word in words)
        return Q(search_vector=SearchQuery(query, config="simple", search_type="raw"))

    @cached_property
    def about(self) -> list[Q]:
        """Where one of the words names the position, the goal or the equipment."""
        named = {
            "position__in": self._named(Position),
            "tags__overlap": self._named(Goal),
            "equipment__overlap": self._named(Equipment),
        }
        return [Q((lookup, codes)) for lookup, codes in named.items() if codes]

    def _named(self, codes: type[Code]) -> list[str]:
        begins = [f" {stem(word)}" for word in self.words]
        return [
            code.value for code in codes if any(word in f" {_words_for(code)}" for word in begins)
        ]


def ranked(exercises: Exercises, words: Sequence[str], *, then: Sequence[Any]) -> Exercises:
    """Those that fit, best first; a word that few of them have weighs more."""
    terms = list(_terms(exercises, words))
    if not terms:
        return exercises.none()
    fit = reduce(add, (term.fit for term in terms))
    found = exercises.filter(reduce(or_, (term.stands for term in terms))).annotate(fit=fit)
    # Reckoned once, and of each exercise no more than its key: what is shown is fetched by key.
    fits = list(found.order_by("-fit", *then).values_list("pk", "fit")[:MOST_FOUND])
    kept = [pk for pk, fit in fits if fit >= fits[0][1] * CUT]
    return exercises.filter(pk__in=kept).order_by(_place_in(kept))


def _place_in(keys: Sequence[UUID]) -> Func:
    listed = Value(keys, output_field=ArrayField(UUIDField()))
    return Func(listed, F("pk"), function="array_position", output_field=IntegerField())


def _terms(exercises: QuerySet[Any], words: Sequence[str]) -> Iterable[Term]:
    counts = exercises.aggregate(
        of_all=Count("pk"),
        **{f"of_{n}": Count("pk", filter=Term([word]).stands) for n, word in enumerate(words)},
    )
    found = {word: counts[f"of_{n}"] for n, word in enumerate(words)}
    meant = _meant_by([word for word, count in found.items() if not count])
    for word, count in found.items():
        if count:
            yield Term([word], worth=log(1 + counts["of_all"] / count))
        elif meant[word]:
            yield Term(meant[word], worth=SLIP * log(1 + counts["of_all"]))


def _meant_by(words: Sequence[str]) -> dict[str, list[str]]:
    """The library's own words nearest to each that it does not have."""
    meant: dict[str, list[str]] = {word: [] for word in words}
    if words:
        slips = [rf"^(?:{one_slip_from(stem(word))})\w?$" for word in words]
        typed = {"words": list(words), "slips": slips, "library": _library()}
        for word, near in _rows(MEANT, typed):
            meant[word].append(near)
    return meant


def _library() -> list[str]:
    """Every word of the library, gathered anew when any exercise has a new text."""
    newest = _rows(NEWEST)
    return _words_as_of(newest[0][0]) if newest else []


@lru_cache(maxsize=2)
def _words_as_of(_newest: UUID) -> list[str]:
    return [word for (word,) in _rows(WORDS)]


def _rows(sql: str, values: dict[str, list[str]] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _words_for(code: Code) -> str:
    return _folded(code, get_language())


@lru_cache(maxsize=512)
def _folded(code: Code, _language: str | None) -> str:
    stage = str(STAGES[stage_of(code)]) if isinstance(code, Position) else ""
    return fold([str(code.label), code.name, stage])
