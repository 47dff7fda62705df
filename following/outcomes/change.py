"""Whether a score has changed by as much as matters to a patient (clinical rules 7)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from following.outcomes.measures import Measure


class Change(StrEnum):
    """UNKNOWN is where nobody has said how much matters."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


def change_of(measure: Measure, *, first: Decimal, latest: Decimal) -> Change:
    if not measure.points:
        return Change.UNKNOWN
    gained = latest - first if measure.more_is_better else first - latest
    if abs(gained) < _least(measure, first):
        return Change.SAME
    return Change.BETTER if gained > 0 else Change.WORSE


def _least(measure: Measure, first: Decimal) -> Decimal:
    """From a score of 0 there is no share to reckon with."""
    points, share = Decimal(measure.points), measure.share * first
    return min(points, share) if share else points
