"""What the server has kept of a session, which wins over what the phone remembers."""

from __future__ import annotations

from typing import Any

from following.finding import PERIPHERALISED, finding_at_check_in
from following.judging import ENDING, judge
from following.locking import REFUSED, lock_of
from following.models import Session, SetEvent, Stop
from following.questions import pressure_of
from programs.stop_rules import Decision, Outcome


def recorded_document(session: Session) -> dict[str, Any]:
    events = SetEvent.objects.filter(
        clinic_id=session.clinic_id, patient_id=session.patient_id, session_id=session.pk
    )
    stops = list(
        Stop.objects.filter(clinic=session.clinic_id, session=session).order_by("happened_at")
    )
    over = events.exclude(kind=SetEvent.Kind.OPENED)
    closed = over.order_by("line_id", "set_number").distinct("line_id", "set_number")
    return {
        "status": session.status,
        "back": session.back_before,
        "leg": session.leg_before,
        "places": session.places,
        "closed": [
            [str(line), number] for line, number in closed.values_list("line_id", "set_number")
        ],
        "times_peripheralised": sum(stop.reason in PERIPHERALISED for stop in stops),
        "reduced": _lines_with(Outcome.REDUCE, stops),
        "eased": _lines_with(Outcome.EASE, stops),
        "decision": _decision(session, stops),
    }


def _lines_with(outcome: Outcome, stops: list[Stop]) -> list[str]:
    return [str(stop.line_id) for stop in stops if stop.outcome == outcome]


def _decision(session: Session, stops: list[Stop]) -> dict[str, str] | None:
    """Why the session ended before its time, if it did."""
    ending = [stop for stop in stops if stop.outcome in ENDING]
    if session.status == Session.Status.STOPPED and ending:
        return {"outcome": ending[0].outcome, "reason": ending[0].reason}
    if session.status == Session.Status.REFUSED:
        decision = _refusal(session)
        return {"outcome": decision.outcome.value, "reason": decision.reason}
    return None


def _refusal(session: Session) -> Decision:
    """The check-in judged again, as the session keeps it; what was refused once stays refused."""
    finding = finding_at_check_in(
        back=session.back_before,
        leg=session.leg_before,
        ill=session.ill,
        red_flag=session.program.suspended_because == "red_flag",
        new_condition=bool(session.new_condition),
        pressure=pressure_of(session.patient, session.systolic, session.diastolic),
    )
    decision = judge(session, "check_in", finding).decision
    return decision if decision.outcome in ENDING else lock_of(session.program) or REFUSED
