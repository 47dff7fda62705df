"""How much of one exercise: what a prescription line asks for, its limits, its time, its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from exercises.codes import LONGEST_REPETITION_HOLD, Sides, days_in_words, duration_in_words

DAYS_OF_WEEK = range(7)
MOST_REPETITIONS_A_SESSION = 100
LONGEST_SESSION = 30 * 60
#: A long time is made shorter in steps of so many seconds.
SHORTER_BY = 5


@dataclass(frozen=True)
class Tempo:
    """Seconds of one repetition: moving out, holding, moving back."""

    out: int
    hold: int
    back: int

    @classmethod
    def parse(cls, text: str) -> Self:
        parts = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{1,2})", text.strip())
        if parts is None:
            raise ValueError(_("Write the tempo as out-hold-back in seconds, such as 3-1-3."))
        return cls(*(int(part) for part in parts.groups()))

    def __str__(self) -> str:
        return f"{self.out}-{self.hold}-{self.back}"


@dataclass(frozen=True)
class Dosage:
    """One line's dose: `hold` and `rest` in seconds, days of the week from 0 for Monday."""

    sets: int
    repetitions: int
    hold: int
    rest: int
    tempo: Tempo
    sides: Sides
    times_a_day: int
    days_of_week: tuple[int, ...]


@dataclass(frozen=True)
class Limit:
    minimum: int
    maximum: int

    def allows(self, number: int) -> bool:
        return self.minimum <= number <= self.maximum


LIMITS = {
    "sets": Limit(1, 10),
    "repetitions": Limit(1, 50),
    "hold": Limit(0, 1800),
    "rest": Limit(0, 300),
    "tempo": Limit(0, 20),
    "times_a_day": Limit(1, 6),
}

_OUT_OF_LIMITS = {
    "sets": gettext_lazy("Sets must be between %(minimum)s and %(maximum)s."),
    "repetitions": gettext_lazy("Repetitions must be between %(minimum)s and %(maximum)s."),
    "hold": gettext_lazy("Hold must be between %(minimum)s and %(maximum)s seconds."),
    "rest": gettext_lazy("Rest must be between %(minimum)s and %(maximum)s seconds."),
    "tempo": gettext_lazy("Each part of the tempo must be %(minimum)s to %(maximum)s seconds."),
    "times_a_day": gettext_lazy("Times a day must be between %(minimum)s and %(maximum)s."),
}


def problems(dosage: Dosage) -> dict[str, str]:
    """What is wrong with each field, in words for the doctor; nothing when the dose is fine."""
    return dict(_problems_by_field(dosage)) or dict(_problems_of_the_whole(dosage))


def _problems_by_field(dosage: Dosage) -> Iterator[tuple[str, str]]:
    for field, limit in LIMITS.items():
        if not all(limit.allows(number) for number in _numbers(dosage, field)):
            words = _OUT_OF_LIMITS[field]
            yield field, words % {"minimum": limit.minimum, "maximum": limit.maximum}
    days = dosage.days_of_week
    if not days:
        yield "days_of_week", _("Choose at least one day of the week.")
    elif len(set(days)) < len(days) or not set(days) <= set(DAYS_OF_WEEK):
        yield "days_of_week", _("Choose days from Monday to Sunday, each once.")


def _numbers(dosage: Dosage, field: str) -> tuple[int, ...]:
    tempo = dosage.tempo
    return (tempo.out, tempo.hold, tempo.back) if field == "tempo" else (getattr(dosage, field),)


def _problems_of_the_whole(dosage: Dosage) -> Iterator[tuple[str, str]]:
    # Every movement is smooth and unhurried (clinical rules 1.10).
    if not (dosage.tempo.out and dosage.tempo.back):
        yield "tempo", _("Moving out and moving back must each take at least 1 second.")
    repetitions = dosage.sets * dosage.repetitions
    if repetitions > MOST_REPETITIONS_A_SESSION:
        yield (
            "repetitions",
            _("One session would have %(repetitions)s repetitions; the most is %(most)s.")
            % {"repetitions": repetitions, "most": MOST_REPETITIONS_A_SESSION},
        )
    elif _busy_seconds(dosage) > LONGEST_SESSION:
        yield (
            "hold" if dosage.hold else "repetitions",
            _("One session would take %(minutes)s min; the most is %(most)s min.")
            % {
                "minutes": _minutes(_busy_seconds(dosage)),
                "most": _minutes(LONGEST_SESSION),
            },
        )


def for_a_bad_day(dosage: Dosage) -> Dosage:
    """Half the sets and half the repetitions: what a doctor's plan for bad days begins with."""
    return replace(
        dosage, sets=max(1, dosage.sets // 2), repetitions=max(1, dosage.repetitions // 2)
    )


def effective_hold(dosage: Dosage) -> int:
    """Seconds held in a repetition: the prescribed hold, or else the middle of the tempo."""
    return dosage.hold or dosage.tempo.hold


def is_one_long_time(dosage: Dosage) -> bool:
    """A hold over 60 s is a position to rest in or a walk, not a repetition (clinical rules 2)."""
    return dosage.hold > LONGEST_REPETITION_HOLD


def repetition_seconds(dosage: Dosage) -> int:
    if is_one_long_time(dosage):
        return dosage.hold
    return dosage.tempo.out + effective_hold(dosage) + dosage.tempo.back


def session_seconds(dosage: Dosage) -> int:
    """How long one session of this line takes, with the rest after every set, the last included."""
    sides = 2 if dosage.sides == Sides.EACH else 1
    one_set = dosage.repetitions * repetition_seconds(dosage) + dosage.rest
    return dosage.sets * sides * one_set


def lessened(dosage: Dosage, *, percent: int) -> Dosage:
    """That share of the repetitions, at least one; of a walk or a rest, that share of its time."""
    if is_one_long_time(dosage):
        shorter = SHORTER_BY * _rounded(dosage.hold * percent, 100 * SHORTER_BY)
        # Any shorter, and it would be a repetition.
        least = min(dosage.hold, LONGEST_REPETITION_HOLD + SHORTER_BY)
        return replace(dosage, hold=min(dosage.hold, max(shorter, least)))
    return replace(dosage, repetitions=max(1, _rounded(dosage.repetitions * percent, 100)))


def _rounded(number: int, by: int) -> int:
    """The quotient as a whole number, half up."""
    return (2 * number + by) // (2 * by)


def _busy_seconds(dosage: Dosage) -> int:
    """How long a session takes to the end of its last repetition."""
    return session_seconds(dosage) - dosage.rest


def minutes_a_day(dosages: Iterable[Dosage]) -> int:
    """How long the fullest day of the week takes, in whole minutes, rounded up."""
    seconds = dict.fromkeys(DAYS_OF_WEEK, 0)
    for dosage in dosages:
        for day in dosage.days_of_week:
            seconds[day] += dosage.times_a_day * session_seconds(dosage)
    return _minutes(max(seconds.values()))


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)


def in_words(dosage: Dosage) -> str:
    """The dose as the patient reads it: "2 sets of 8, hold 3 seconds, each side"."""
    parts = [*_count_in_words(dosage), *_hold_in_words(dosage), *_side_in_words(dosage)]
    return pgettext("between the parts of a dose", ", ").join(parts)


def how_often(dosage: Dosage) -> str:
    """When it is done, as the patient reads it: "3 times a day, every day"."""
    times = ngettext("%(times)s time a day", "%(times)s times a day", dosage.times_a_day) % {
        "times": dosage.times_a_day
    }
    return _("%(times)s, %(days)s") % {"times": times, "days": days_in_words(dosage.days_of_week)}


def _count_in_words(dosage: Dosage) -> Iterator[str]:
    if dosage.sets > 1:
        yield ngettext(
            "%(sets)s set of %(repetitions)s",
            "%(sets)s sets of %(repetitions)s",
            dosage.sets,
        ) % {"sets": dosage.sets, "repetitions": dosage.repetitions}
    elif dosage.repetitions > 1:
        yield ngettext("%(repetitions)s time", "%(repetitions)s times", dosage.repetitions) % {
            "repetitions": dosage.repetitions
        }
    elif not is_one_long_time(dosage):
        yield _("once")


def _hold_in_words(dosage: Dosage) -> Iterator[str]:
    if is_one_long_time(dosage):
        yield duration_in_words(dosage.hold)
    elif dosage.hold:
        yield _("hold %(duration)s") % {"duration": duration_in_words(dosage.hold)}


def _side_in_words(dosage: Dosage) -> Iterator[str]:
    if dosage.sides == Sides.EACH:
        yield _("each side")
    elif dosage.sides == Sides.AFFECTED:
        yield _("on the affected side")


def as_json(dosage: Dosage) -> dict[str, Any]:
    return {
        "sets": dosage.sets,
        "repetitions": dosage.repetitions,
        "hold": dosage.hold,
        "rest": dosage.rest,
        "tempo": str(dosage.tempo),
        "sides": str(dosage.sides),
        "times_a_day": dosage.times_a_day,
        "days_of_week": list(dosage.days_of_week),
    }


def from_json(document: Mapping[str, Any]) -> Dosage:
    return Dosage(
        sets=document["sets"],
        repetitions=document["repetitions"],
        hold=document["hold"],
        rest=document["rest"],
        tempo=Tempo.parse(document["tempo"]),
        sides=Sides(document["sides"]),
        times_a_day=document["times_a_day"],
        days_of_week=tuple(document["days_of_week"]),
    )
