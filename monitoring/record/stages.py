"""The stages of a program: those that wait, those that are open, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exercises.codes import STAGES
from monitoring import reasons
from monitoring.proposals import Proposal, proposals
from monitoring.record.facts import Facts
from people.models import User
from programs import gates
from programs.evidence import Evidence
from programs.models import Program, StageDeclined, StageOpening


@dataclass(frozen=True)
class Step:
    """What was decided about a stage; `by` is None when pain closed it."""

    at: datetime
    what: str
    by: User | None
    why: str
    evidence: str


def stage_cards(facts: Facts) -> tuple[Proposal, ...]:
    """The stages at home that have exercises waiting behind their gate."""
    if not facts.is_at_home or not (facts.program and facts.course and facts.gate_facts):
        return ()
    waiting = facts.course.locked_stages_on(facts.today)
    mine = [one for one in facts.logged if one.program_id == facts.program.pk]
    return proposals(waiting, mine, facts.gate_facts, on=facts.today)


def open_stages(facts: Facts) -> tuple[tuple[int, str | Promise], ...]:
    """The stages that were opened and can be locked again, with their names."""
    opened = facts.course.opened_on(facts.today) if facts.course and facts.is_at_home else ()
    return tuple((stage, STAGES[stage]) for stage in sorted(opened))


def history(facts: Facts) -> tuple[Step, ...]:
    """Who opened, declined and closed each stage, when, why and on what evidence, newest first."""
    steps = _steps(facts.program) if facts.program else ()
    return tuple(sorted(steps, key=lambda step: step.at, reverse=True))


def _steps(program: Program) -> Iterator[Step]:
    mine = {"clinic": program.clinic_id, "program": program}
    declined = StageDeclined.objects.filter(**mine).select_related("declined_by")
    opened = StageOpening.objects.filter(**mine).select_related("opened_by", "closed_by")
    for one in declined:
        what = _("%(stage)s: not yet") % {"stage": STAGES[one.stage]}
        evidence = _in_words(one.stage, one.evidence)
        yield Step(one.declined_at, what, one.declined_by, one.reason, evidence)
    for row in opened:
        what = _("%(stage)s opened") % {"stage": STAGES[row.stage]}
        evidence = _in_words(row.stage, row.evidence)
        yield Step(row.opened_at, what, row.opened_by, row.reason, evidence)
        if row.closed_at:
            yield _closing(row, row.closed_at)


def _closing(row: StageOpening, at: datetime) -> Step:
    what = _("%(stage)s locked again") % {"stage": STAGES[row.stage]}
    if not row.closed_by_itself:
        return Step(at, what, row.closed_by, row.closed_because, "")
    kept = {"because": row.closed_because, **row.closed_upon}
    return Step(at, what, None, "", reasons.evidence_in_words(kept))


def _in_words(stage: int, kept: dict[str, object]) -> str:
    """The days and answers that were shown, such as "Leg pain 1 on 18 Nov, 0 on 19 Nov."."""
    found = Evidence.from_json(kept)
    if stage == gates.STANDING:
        days = gates.in_days(found.pain_free_on)
        return _("No pain on %(days)s.") % {"days": days} if days else ""
    days = gates.in_days(found.good_sessions)
    sessions = _("No stop on %(days)s.") % {"days": days} if days else ""
    return " ".join(part for part in (sessions, gates.leg_pain_in_words(found)) if part)
