"""How much of what was prescribed was done, and where pain is going."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _

WEEK = timedelta(days=7)

# The change of pain that matters to a patient: 2 points or 30 % (clinical rules 7).
MEANINGFUL_POINTS = 2
MEANINGFUL_SHARE = 0.3


@dataclass(frozen=True)
class SessionCount:
    done: int
    prescribed: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when nothing was prescribed."""
        return self.done / self.prescribed if self.prescribed else None


def sessions_done(prescribed: Mapping[date, int], done: Mapping[date, int]) -> SessionCount:
    """Sessions by day; those beyond a day's prescription do not make up for another day's.

    A stopped session counts as done: stopping is following the program.
    """
    return SessionCount(
        done=sum(min(done.get(day, 0), count) for day, count in prescribed.items()),
        prescribed=sum(prescribed.values()),
    )


def median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


@dataclass(frozen=True)
class Reading:
    """One answer of pain, NPRS 0 to 10."""

    on: date
    pain: int


@dataclass(frozen=True)
class Trend:
    """Mean pain of the last 7 days and of the first 7; None where there are no answers."""

    last_week: float | None
    first_week: float | None

    @property
    def change(self) -> float | None:
        """Since the start; below 0 when pain went down."""
        if self.last_week is None or self.first_week is None:
            return None
        return round(self.last_week - self.first_week, 1)

    @property
    def is_meaningful(self) -> bool:
        if not self.change:
            return False
        # From no pain at all there is no percentage to reckon with.
        share = MEANINGFUL_SHARE * (self.first_week or math.inf)
        return abs(self.change) >= min(MEANINGFUL_POINTS, share)


def pain_trend(readings: Iterable[Reading], *, today: date) -> Trend:
    """Where pain stands and has come from; the first week is the start only once it is past."""
    by_day = sorted((each for each in readings if each.on <= today), key=lambda each: each.on)
    earlier = [each for each in by_day if each.on <= today - WEEK]
    return Trend(
        last_week=_mean(each for each in by_day if each.on > today - WEEK),
        first_week=_mean(each for each in earlier if each.on < earlier[0].on + WEEK),
    )


def _mean(readings: Iterable[Reading]) -> float | None:
    pains = [each.pain for each in readings]
    return statistics.fmean(pains) if pains else None


def in_words(trend: Trend) -> str:
    """The change since the start, for the doctor: "down 5.2 since the start"."""
    change = trend.change
    if change is None:
        return _("no earlier week to compare with")
    if not change:
        return _("no change since the start")
    amount = number_format(abs(change), decimal_pos=1)
    words = (
        _("up %(amount)s since the start") if change > 0 else _("down %(amount)s since the start")
    )
    return words % {"amount": amount}
