"""What a screening has established, in the short sentences that a doctor checks at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs.safety import Clearance, Finding, Kind, ScreeningFacts, finding, what_is_missing


@dataclass(frozen=True)
class Known:
    """One thing the screening holds; with `needs_care` it limits what may be prescribed."""

    sentence: str
    needs_care: bool = False


def known(facts: ScreeningFacts, *, on: date) -> tuple[Known, ...]:
    """All that is in order on that day; what is missing or forbids exercise is told elsewhere."""
    open_codes = {item.code for item in what_is_missing(facts, on=on)}
    settled = tuple(Known(sentence) for code, sentence in _settled(facts) if code not in open_codes)
    return (*settled, *_limits(facts, open_codes))


def _settled(facts: ScreeningFacts) -> Iterator[tuple[str, str]]:
    for code, words, day in (
        ("neurologist", _("Neurologist’s decision, %(day)s"), facts.neurologist_decided_on),
        ("inflammation", _("Inflammation settled, %(day)s"), facts.inflammation_settled_on),
        ("findings", _("Contraindications reviewed, %(day)s"), facts.findings_reviewed_on),
        ("red_flags", _("Red flags: none, %(day)s"), facts.red_flags_asked_on),
    ):
        if day and not (code == "red_flags" and facts.red_flags):
            yield code, words % {"day": _short(day)}


def _limits(facts: ScreeningFacts, open_codes: set[str]) -> Iterator[Known]:
    clearances = {clearance.finding: clearance for clearance in facts.clearances}
    for found in map(finding, facts.findings):
        if found.code not in open_codes:
            words = _limit(found, clearances.get(found.code))
            yield Known(f"{words} {found.advice}".strip(), needs_care=True)


def _limit(found: Finding, clearance: Clearance | None) -> str:
    if found.kind == Kind.NEEDS_CLEARANCE and clearance:
        return _("%(finding)s: cleared to %(day)s.") % {
            "finding": found.label,
            "day": _short(clearance.review_on),
        }
    return _("%(finding)s: some exercises are blocked.") % {"finding": found.label}


def _short(day: date) -> str:
    return date_format(day, "j M")
