"""What a template comes to for one patient: which lines it gives, and why others are left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from exercises.codes import Phase
from programs import dosage, gates, reading
from programs.safety import ScreeningFacts, finding
from programs.templates import Offer, Template, TemplateLine


@dataclass(frozen=True)
class FitLine:
    """A line with why it is left out for this patient; nothing when it is not."""

    line: TemplateLine
    why_not: str = ""
    is_standing: bool = False

    @property
    def left_out(self) -> str:
        words = _("%(exercise)s – %(reason)s")
        return words % {"exercise": self.line.name, "reason": self.why_not}


@dataclass(frozen=True)
class Fit:
    """A template held against one patient; while it is `closed` none of it may be applied."""

    template: Template
    closed: tuple[str, ...]
    lines: tuple[FitLine, ...]

    @property
    def given(self) -> tuple[Offer, ...]:
        if self.closed:
            return ()
        return tuple(one.line.offer for one in self.lines if one.line.offer and not one.why_not)

    @property
    def left_out(self) -> tuple[FitLine, ...]:
        return tuple(one for one in self.lines if one.why_not)

    @property
    def barred(self) -> tuple[FitLine, ...]:
        """Left out for a reason that lies with the patient or the library, not with the draft."""
        return tuple(one for one in self.left_out if not one.is_standing)

    @property
    def minutes(self) -> int:
        return dosage.minutes_a_day(offer.dosage for offer in self.given)

    @property
    def in_words(self) -> str:
        """What was done, once it is applied: "Applied: 4 of 6. Left out: …"."""
        counts = {"given": len(self.given), "lines": len(self.lines)}
        sentences = [_("Applied: %(given)s of %(lines)s.") % counts]
        sentences += [_("Left out: %(line)s") % {"line": one.left_out} for one in self.left_out]
        return " ".join(sentences)


def fit(template: Template, facts: ScreeningFacts, *, standing: Collection[UUID], on: date) -> Fit:
    """Hold a template against a patient's screening; `standing` are the draft's exercises."""
    closed = tuple(
        condition.text for condition in _gate(template, facts, on).conditions if not condition.met
    )
    lines = tuple(_fit_line(line, facts, standing, on) for line in template.lines)
    return Fit(template, closed, lines)


def _gate(template: Template, facts: ScreeningFacts, on: date) -> gates.GateState:
    if template.phase == Phase.ACUTE:
        settled_on = facts.inflammation_settled_on
        return gates.acute(
            released=settled_on is not None and settled_on <= on,
            flare=any(finding(code).forbids_exercise for code in facts.findings),
        )
    if template.is_for_prevention:
        return reading.prevention_gate(facts, on=on)
    return gates.GateState(())


def _fit_line(
    line: TemplateLine, facts: ScreeningFacts, standing: Collection[UUID], on: date
) -> FitLine:
    if line.offer is None:
        return FitLine(line, _("The library does not offer it now."))
    if line.offer.exercise.pk in standing:
        return FitLine(line, _("It is in the program already."), is_standing=True)
    blocked = reading.blocks_of(line.offer.exercise, facts, on=on)
    return FitLine(line, " ".join(reason.sentence for reason in blocked))
