"""What the stop rules decide of a session, carried out: kept, paused, ended, and told on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.utils import timezone

from following.judging import ENDING, Moment, Verdict, judge
from following.models import Session, Stop
from following.services.red_flags import DUE
from following.signals import session_recorded
from people.models import Patient, User
from programs import reading
from programs.safety import strongest_action
from programs.services import screening, supervision
from programs.stop_rules import Alert, Decision, Outcome

#: What the doctor hears once of a session that was done by an older revision.
STALE_PLAN = Decision(
    rule="stale-plan",
    outcome=Outcome.CONTINUE,
    suspend=False,
    alert=Alert.NOTICE,
    reason="stale_plan",
)


def judged(
    session: Session, moment: Moment, finding: Mapping[str, Any], *, flags: Sequence[str] | None
) -> Verdict:
    """The verdict of the rules; how soon the doctor must know of a red flag lies in the flag."""
    verdict = judge(session, moment, finding)
    action = strongest_action(flags or ())
    if action is None:
        return verdict
    return replace(verdict, decision=replace(verdict.decision, alert=DUE[action]))


def keep_red_flags(patient: Patient, flags: Sequence[str] | None, *, report_id: UUID) -> bool:
    """Keep what the patient answered to the red flags, once by the id of the report.

    Whether that was told before: the phone may have told the signs by themselves, under that id.
    """
    by = cast(User, patient.user)
    return flags is not None and not screening.hear_red_flags(
        patient=patient, by=by, flags=flags, check_id=report_id
    )


def carry_out(
    session: Session,
    verdict: Verdict,
    *,
    ended_as: Session.Status,
    at: datetime,
    stop: Stop | None = None,
    is_told: bool = False,
) -> None:
    """Do what a decision says, and let the rest of the house hear of it.

    What `is_told` the doctor may have dealt with since: it pauses nothing anew.
    """
    decision = verdict.decision
    # A report may come so late that another program is followed by now.
    program = reading.current_program(session.patient)
    if decision.suspend and program and not is_told:
        supervision.suspend(program=program, because=decision.reason, at=timezone.now())
    if decision.outcome in ENDING and session.status == Session.Status.RUNNING:
        end(session, ended_as, at=at)
    is_news = not is_told and (stop is not None or decision.outcome in ENDING)
    of = {"sender": Session, "patient": session.patient, "session": session}
    session_recorded.send(**of, decision=decision if is_news else None, stop=stop)
    if verdict.newer:
        session_recorded.send(**of, decision=STALE_PLAN, stop=None)


def end(session: Session, status: Session.Status, *, at: datetime) -> None:
    session.status, session.ended_at = status, at
    session.save(update_fields=["status", "ended_at"])


def locked(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("program", "revision", "patient__clinic", "patient__user")
        .get(clinic=session.clinic_id, pk=session.pk)
    )
