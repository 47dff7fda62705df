"""What a screening lacks before a program may be prescribed (clinical rules 1.4, 1.5, 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from programs.safety.findings import Clearance, Finding, Kind, finding
from programs.safety.red_flags import red_flag
from programs.thresholds import DEFAULTS, Thresholds

ADULT_AGE = 18
#: Red flags, and whether anything is new, are asked weekly: an answer holds for a week.
ANSWERS_HOLD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class ScreeningFacts:
    """What the record holds of one patient; None where nothing has been recorded."""

    age: int | None
    neurologist_decided_on: date | None
    exercise_indicated: bool | None
    inflammation_settled_on: date | None
    red_flags_asked_on: date | None
    red_flags: tuple[str, ...]
    findings_reviewed_on: date | None
    findings: tuple[str, ...]
    clearances: tuple[Clearance, ...]
    pain_free_since: date | None = None
    new_conditions: tuple[str | Promise, ...] = ()
    thresholds: Thresholds = DEFAULTS


@dataclass(frozen=True)
class Missing:
    """One thing that stands between the draft and a prescription, in words for the doctor."""

    code: str
    sentence: str | Promise


def what_is_missing(facts: ScreeningFacts, *, on: date) -> tuple[Missing, ...]:
    """Everything that must still be recorded, or that forbids exercise, on that day."""
    return (
        *_missing_decision(facts, on),
        *_missing_inflammation(facts, on),
        *_missing_review(facts, on),
        *_missing_red_flags(facts, on),
        *_unreviewed(facts),
        *_forbidding(facts),
        *_missing_clearances(facts, on),
    )


def _missing_decision(facts: ScreeningFacts, on: date) -> Iterator[Missing]:
    decided_on = facts.neurologist_decided_on
    if decided_on is None or facts.exercise_indicated is None:
        yield Missing(
            "neurologist", _("Record the neurologist's decision on whether exercise is needed.")
        )
    elif decided_on > on:
        yield Missing("neurologist", _("The neurologist's decision is dated in the future."))
    elif not facts.exercise_indicated:
        yield Missing("neurologist", _("The neurologist decided that exercise is not needed."))


def _missing_inflammation(facts: ScreeningFacts, on: date) -> Iterator[Missing]:
    settled_on = facts.inflammation_settled_on
    if settled_on is None:
        yield Missing(
            "inflammation", _("State, with a date, that the acute inflammation has settled.")
        )
    elif settled_on > on:
        yield Missing(
            "inflammation",
            _("The day on which the acute inflammation has settled lies in the future."),
        )


def _missing_review(facts: ScreeningFacts, on: date) -> Iterator[Missing]:
    if facts.findings_reviewed_on is None:
        yield Missing("findings", _("Go through the contraindications with the patient."))
    elif facts.findings_reviewed_on > on:
        yield Missing("findings", _("The review of contraindications is dated in the future."))


def _missing_red_flags(facts: ScreeningFacts, on: date) -> Iterator[Missing]:
    asked_on = facts.red_flags_asked_on
    if asked_on is None:
        yield Missing("red_flags", _("Ask the patient about every red flag."))
    elif asked_on > on:
        yield Missing("red_flags", _("The red flags are dated in the future."))
    elif on - asked_on > ANSWERS_HOLD_FOR:
        yield Missing(
            "red_flags",
            _("Ask about the red flags again: the last answers are from %(day)s.")
            % {"day": date_format(asked_on, "j F Y")},
        )
    for code in facts.red_flags:
        yield Missing(
            "red_flag",
            _("Red flag: %(wording)s. Refer before any exercise.")
            % {"wording": red_flag(code).wording},
        )


def _unreviewed(facts: ScreeningFacts) -> Iterator[Missing]:
    for condition in facts.new_conditions:
        yield Missing(
            "new_condition",
            _("Reported as new: %(condition)s. Go through the contraindications again.")
            % {"condition": condition},
        )


def _forbidding(facts: ScreeningFacts) -> Iterator[Missing]:
    for found in map(finding, facts.findings):
        if found.kind == Kind.ABSOLUTE_TEMPORARY:
            yield Missing(
                found.code, _("%(finding)s: no exercise while it lasts.") % {"finding": found.label}
            )
        elif found.kind == Kind.ABSOLUTE:
            yield Missing(
                found.code,
                _("%(finding)s: refer; no program can be prescribed.") % {"finding": found.label},
            )


def _missing_clearances(facts: ScreeningFacts, on: date) -> Iterator[Missing]:
    if facts.age is None:
        yield Missing("age", _("Record the patient's birth year."))
    review_days = {clearance.finding: clearance.review_on for clearance in facts.clearances}
    for found in _to_be_cleared(facts):
        review_on = review_days.get(found.code)
        if review_on is None:
            yield Missing(
                found.code,
                _("%(finding)s: record a clearance with its reason and a review date.")
                % {"finding": found.label},
            )
        elif review_on < on:
            yield Missing(
                found.code,
                _("%(finding)s: the clearance ended on %(day)s. Review it.")
                % {"finding": found.label, "day": date_format(review_on, "j F Y")},
            )


def _to_be_cleared(facts: ScreeningFacts) -> tuple[Finding, ...]:
    codes = list(facts.findings)
    if facts.age is not None and facts.age < ADULT_AGE and "under_18" not in codes:
        codes.append("under_18")
    return tuple(each for each in map(finding, codes) if each.kind == Kind.NEEDS_CLEARANCE)
