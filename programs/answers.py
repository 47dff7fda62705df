"""What the record holds for each section of the screening, in the words of its page."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Patient
from programs import reading, safety
from programs.blocking import Blocking, blocking_of
from programs.models import (
    Clearance,
    ContraindicationReview,
    InflammationSettled,
    NeurologistDecision,
    PainFree,
)
from programs.safety import Finding, ScreeningFacts

ICONS = {
    "open": "circle-dashed",
    "good": "circle-check",
    "care": "triangle-alert",
    "stop": "octagon-x",
}


@dataclass(frozen=True)
class Answer:
    """A line on what is known, notes beneath it, and a tone: open, good, care or stop."""

    now: str = ""
    notes: tuple[str, ...] = ()
    tone: str = "open"
    blocking: tuple[Blocking, ...] = ()

    @property
    def icon(self) -> str:
        return ICONS[self.tone]


def answers_of(patient: Patient, facts: ScreeningFacts) -> dict[str, Answer]:
    """By the section of the page that asks for it."""
    return {
        "neurologist": _neurologist(reading.newest(NeurologistDecision, patient)),
        "inflammation": _inflammation(reading.newest(InflammationSettled, patient)),
        "red-flags": _red_flags(facts),
        "contraindications": _findings(facts, reading.newest(ContraindicationReview, patient)),
        "clearance": _clearances(patient),
        "pain-free": _pain_free(reading.newest(PainFree, patient), facts),
    }


def _neurologist(decision: NeurologistDecision | None) -> Answer:
    if decision is None:
        return Answer()
    words = {"who": decision.neurologist, "on": _day(decision.decided_on)}
    notes = (decision.note,) if decision.note else ()
    if decision.is_indicated:
        return Answer(_("%(who)s, %(on)s: exercise therapy is needed") % words, notes, "good")
    return Answer(_("%(who)s, %(on)s: not now") % words, notes, "care")


def _inflammation(settled: InflammationSettled | None) -> Answer:
    if settled is None:
        return Answer()
    words = {"on": _day(settled.settled_on), "who": settled.recorded_by}
    return Answer(_("Settled on %(on)s, stated by %(who)s") % words, tone="good")


def _red_flags(facts: ScreeningFacts) -> Answer:
    if facts.red_flags_asked_on is None:
        return Answer()
    now = _("Asked on %(on)s: %(found)s") % {
        "on": _day(facts.red_flags_asked_on),
        "found": _found(len(facts.red_flags)),
    }
    notes = (f"{safety.red_flag(code).wording}." for code in facts.red_flags)
    return Answer(now, tuple(notes), "stop" if facts.red_flags else "good")


def _findings(facts: ScreeningFacts, review: ContraindicationReview | None) -> Answer:
    if review is None or facts.findings_reviewed_on is None:
        return Answer()
    now = _("Gone through on %(on)s: %(found)s") % {
        "on": _day(facts.findings_reviewed_on),
        "found": _found(len(facts.findings)),
    }
    found = [safety.finding(code) for code in facts.findings]
    notes = [f"{one.label}. {one.kind.label}. {one.advice}".strip() for one in found]
    blocking = tuple(blocking_of(review.patient, found))
    if review.note:
        notes.append(review.note)
    return Answer(now, tuple(notes), _tone(found), blocking)


def _tone(found: list[Finding]) -> str:
    if any(one.forbids_exercise for one in found):
        return "stop"
    return "care" if found else "good"


def _clearances(patient: Patient) -> Answer:
    rows = Clearance.objects.filter(clinic=patient.clinic_id, patient=patient)
    notes = tuple(_cleared(row) for row in rows.select_related("recorded_by").order_by("-id"))
    if not notes:
        return Answer(_("Only for a finding that a doctor may clear"))
    words = ngettext("%(n)s clearance", "%(n)s clearances", len(notes)) % {"n": len(notes)}
    return Answer(words, notes, "good")


def _cleared(clearance: Clearance) -> str:
    return _("%(finding)s: cleared by %(who)s until %(until)s. %(reason)s") % {
        "finding": clearance.label,
        "who": clearance.recorded_by,
        "until": _day(clearance.review_on),
        "reason": clearance.reason,
    }


def _pain_free(stated: PainFree | None, facts: ScreeningFacts) -> Answer:
    if stated is None:
        return Answer(_("Only for the effortful exercises of prevention"))
    words = {"on": _day(stated.since), "who": stated.recorded_by}
    if facts.pain_free_since is None:
        return Answer(
            _("Paused since it was stated by %(who)s: state it anew") % words, tone="care"
        )
    return Answer(_("Since %(on)s, stated by %(who)s") % words, tone="good")


def _found(number: int) -> str:
    return ngettext("%(n)s found", "%(n)s found", number) % {"n": number} if number else _("none")


def _day(day: date) -> str:
    return date_format(day, "j F Y")
