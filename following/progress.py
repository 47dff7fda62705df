"""How far a patient is on the way to the stages that still wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from following.gate_facts import gate_facts_of, sessions_for_gates
from programs import gates
from programs.models import Program
from programs.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Progress:
    """`rests` are the stages that were open until pain came back."""

    good_sessions: int = 0
    pain_free_days: int = 0
    thresholds: Thresholds = DEFAULTS
    rests: frozenset[int] = frozenset()


def progress_of(program: Program, *, at: datetime) -> Progress:
    today = program.patient.local(at).date()
    facts = gate_facts_of([program], at=at)[program.pk]
    sessions = list(sessions_for_gates(program, on=today, thresholds=facts.thresholds))
    sitting, standing = (
        facts.evidence(stage, sessions, on=today) for stage in (gates.SITTING, gates.STANDING)
    )
    return Progress(
        good_sessions=len(sitting.good_sessions),
        pain_free_days=len(standing.pain_free_on),
        thresholds=facts.thresholds,
        rests=frozenset(stage for stage, one in facts.closed.items() if one.closed_by_itself),
    )
