"""The gates before the stages that wait: what holds already, and what does not yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from exercises.codes import STAGES
from monitoring import evidence
from monitoring.record.facts import Facts
from programs import gates
from programs.gates import Evidence, GateState


@dataclass(frozen=True)
class StageCard:
    """One closed stage; `may_open` leaves open what only the doctor can ask, sitting 10 minutes."""

    number: int
    name: str | Promise
    state: GateState
    may_open: bool
    asks_about_sitting: bool


def stage_cards(facts: Facts) -> tuple[StageCard, ...]:
    """The stages at home that have exercises waiting behind their gate."""
    if not facts.is_at_home or facts.course is None:
        return ()
    waiting = facts.course.locked_stages_on(facts.today)
    return tuple(_card(facts, stage) for stage in sorted(waiting))


def open_stages(facts: Facts) -> tuple[tuple[int, str | Promise], ...]:
    """The stages that were opened and can be locked again, with their names."""
    opened = facts.course.opened_on(facts.today) if facts.course and facts.is_at_home else ()
    return tuple((stage, STAGES[stage]) for stage in sorted(opened))


def _gathered(facts: Facts, *, sits_ten_minutes: bool | None = None) -> Evidence:
    """What the patient's sessions under this program say."""
    program = facts.program.pk if facts.program else None
    mine = [one for one in facts.logged if one.program_id == program]
    return evidence.gather(mine, on=facts.today, sits_ten_minutes=sits_ten_minutes)


def _card(facts: Facts, stage: int) -> StageCard:
    judge = gates.standing if stage == gates.STANDING else gates.sitting
    return StageCard(
        number=stage,
        name=STAGES[stage],
        state=judge(_gathered(facts)),
        may_open=judge(_gathered(facts, sits_ten_minutes=True)).may_open,
        asks_about_sitting=stage == gates.SITTING,
    )
