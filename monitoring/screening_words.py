"""What stands in a patient's screening, in words for the doctor who reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs import safety
from programs.models import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    NewCondition,
    PainFree,
    RedFlagCheck,
)
from programs.models.screening import ScreeningEntry

#: What was entered, why, and what belongs to it.
Words = tuple[str, str, Iterable[str]]


def _neurologist(row: NeurologistDecision) -> Words:
    needed, not_needed = _("Exercise therapy is needed"), _("Exercise therapy is not needed")
    said = {"name": row.neurologist, "day": _day(row.decided_on)}
    what = needed if row.is_indicated else not_needed
    return what, row.note, [_("Neurologist %(name)s, %(day)s") % said]


def _contraindications(row: ContraindicationReview) -> Words:
    found = [str(safety.finding(code).label) for code in row.findings]
    return _("Contraindications gone through"), row.note, found or [_("None found")]


def _red_flags(row: RedFlagCheck) -> Words:
    wording = [str(safety.red_flag(code).wording) for code in row.flags]
    if wording:
        return _("Red flag answered with yes"), "", wording
    return _("Red flags asked"), "", [_("None of them")]


def _news(row: NewCondition) -> Words:
    kinds = [str(NewCondition.Kind(kind).label) for kind in row.kinds]
    return _("Something new was reported"), row.note, kinds


def _cleared(row: Clearance) -> Words:
    words = _("Cleared until %(day)s: %(finding)s")
    return words % {"day": _day(row.review_on), "finding": row.label}, row.reason, ()


def _settled(row: InflammationSettled) -> Words:
    return _("Acute inflammation settled on %s") % _day(row.settled_on), "", ()


def _pain_free(row: PainFree) -> Words:
    return _("Free of pain since %s") % _day(row.since), "", ()


def _day(day: date) -> str:
    return date_format(day, "j M Y")


WORDS: dict[type[ScreeningEntry], Callable[[Any], Words]] = {
    NeurologistDecision: _neurologist,
    InflammationSettled: _settled,
    PainFree: _pain_free,
    ContraindicationReview: _contraindications,
    RedFlagCheck: _red_flags,
    NewCondition: _news,
    Clearance: _cleared,
}
