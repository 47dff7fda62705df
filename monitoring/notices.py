"""What waits for a doctor without anyone having raised an alarm: worked out, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.caseload import Case
from monitoring.proposals import Proposal, proposals
from programs import safety
from programs.models import Program

CLEARANCE_WARNS_BEFORE = timedelta(days=14)


class Kind(IntEnum):
    """In the order in which the worklist shows them."""

    CLEARANCE = 1
    REVIEW = 2
    GATE = 3
    SUPERVISE = 4
    DRAFT = 5


@dataclass(frozen=True)
class Notice:
    """`chip` says when or what, `ask` what the doctor may do about it."""

    kind: Kind
    program: Program
    title: str
    evidence: str
    chip: str
    ask: str
    due_on: date | None = None
    proposal: Proposal | None = None


def notices(cases: Iterable[Case]) -> list[Notice]:
    found = [notice for case in cases for notice in _of(case)]
    return sorted(found, key=lambda one: (one.kind, one.due_on or date.max))


def _of(case: Case) -> Iterator[Notice]:
    yield from _clearances_ending(case)
    if case.program.status == Program.Status.DRAFT:
        yield _draft(case)
    elif case.program.status == Program.Status.SUPERVISED:
        yield _to_supervise(case)
    elif case.is_at_home:
        yield from _review_due(case)
        yield from _gates(case)


def _clearances_ending(case: Case) -> Iterator[Notice]:
    for clearance in case.clearances:
        if clearance.review_on - case.today > CLEARANCE_WARNS_BEFORE:
            continue
        finding = safety.finding(clearance.finding)
        holds = clearance.holds(on=case.today)
        yield Notice(
            Kind.CLEARANCE,
            case.program,
            (_("Clearance ends: %(finding)s") if holds else _("Clearance ended: %(finding)s"))
            % {"finding": finding.label},
            str(finding.advice),
            date_format(clearance.review_on, "j M"),
            _("review it"),
            clearance.review_on,
        )


def _draft(case: Case) -> Notice:
    begun = date_format(case.program.patient.local(case.program.created_at), "j M")
    return Notice(
        Kind.DRAFT,
        case.program,
        _("Draft not prescribed yet"),
        _("Begun on %(day)s.") % {"day": begun},
        _("draft"),
        _("finish or discard"),
    )


def _to_supervise(case: Case) -> Notice:
    return Notice(
        Kind.SUPERVISE,
        case.program,
        _("Waits for the first session with you"),
        _("Prescribed; the patient cannot start at home before the technique is signed off."),
        _("to teach"),
        _("teach and release"),
    )


def _review_due(case: Case) -> Iterator[Notice]:
    review_on = case.program.review_on
    if review_on and review_on <= case.today:
        yield Notice(
            Kind.REVIEW,
            case.program,
            _("Review is due"),
            _("Planned for %(day)s.") % {"day": date_format(review_on, "j M")},
            date_format(review_on, "j M"),
            _("review it"),
            review_on,
        )


def _gates(case: Case) -> Iterator[Notice]:
    """A stage that waits behind its gate with exercises in it, once the evidence would open it."""
    waiting = case.course.locked_stages_on(case.today)
    for one in proposals(waiting, case.sessions, case.gate_facts, on=case.today):
        if one.is_ready:
            yield Notice(
                Kind.GATE,
                case.program,
                one.title,
                one.evidence,
                _("proposed"),
                _("accept or decline"),
                proposal=one,
            )
