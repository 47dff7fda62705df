"""The stages that wait behind their gate, with what holds already, and which are ready to open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exercises.codes import STAGES
from following.evidence import LoggedSession
from following.gate_facts import GateFacts
from programs import gates
from programs.evidence import Evidence
from programs.gates import GateState
from programs.models import StageDeclined

#: How long a proposal stays away after "not yet", unless a good session is done before [D].
DECLINED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Proposal:
    """One closed stage; `may_open` leaves open what only the doctor can ask, sitting 10 minutes.

    `declined` is the last "not yet" while it holds.
    """

    number: int
    name: str | Promise
    state: GateState
    may_open: bool
    asks_about_sitting: bool
    declined: StageDeclined | None

    @property
    def is_ready(self) -> bool:
        return self.may_open and self.declined is None

    @property
    def title(self) -> str:
        return _("Ready to stand?") if self.number == gates.STANDING else _("Ready to sit?")

    @property
    def evidence(self) -> str:
        """What holds, with the days and answers from which it is read."""
        held = (f"{one.text} {one.found}" for one in self.state.conditions if one.met)
        return " ".join(sentence.strip() for sentence in held)


def proposals(
    waiting: Iterable[int], sessions: Iterable[LoggedSession], facts: GateFacts, *, on: date
) -> tuple[Proposal, ...]:
    """One for each stage that waits, sitting before standing."""
    logged = list(sessions)
    return tuple(_proposal(stage, logged, facts, on) for stage in sorted(waiting))


def _proposal(stage: int, sessions: list[LoggedSession], facts: GateFacts, on: date) -> Proposal:
    known = facts.evidence(stage, sessions, on=on)
    asked = facts.evidence(stage, sessions, on=on, sits_ten_minutes=True)
    return Proposal(
        number=stage,
        name=STAGES[stage],
        state=facts.judge(stage, known),
        may_open=facts.judge(stage, asked).may_open,
        asks_about_sitting=stage == gates.SITTING,
        declined=facts.declined.get(stage) if _is_declined(stage, known, facts, on) else None,
    )


def _is_declined(stage: int, evidence: Evidence, facts: GateFacts, on: date) -> bool:
    declined_on = facts.declined_on(stage)
    if declined_on is None or on - declined_on >= DECLINED_FOR:
        return False
    return not any(day > declined_on for day in evidence.good_sessions)
