"""Red flags that a patient reports outside a session (clinical rules, 3)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from following.models import Session
from following.signals import session_recorded
from people.ids import uuid7
from people.models import Patient, User
from programs import reading
from programs.safety import Action, strongest_action
from programs.services import screening, supervision
from programs.stop_rules import Alert, Decision, Outcome

DUE = {
    Action.EMERGENCY: Alert.NOW,
    Action.STOP_MATERNITY: Alert.NOW,
    Action.SAME_DAY: Alert.SAME_DAY,
    Action.PROMPT: Alert.WORKING_DAY,
}


#: As in a session, from whose Stop the phone could not tell it.
NUMB_OR_WEAK = Decision(
    rule="numb-or-weak",
    outcome=Outcome.STOP_SESSION,
    suspend=True,
    alert=Alert.NOW,
    reason="numb_or_weak",
)


@transaction.atomic
def answer_red_flags(
    *,
    patient: Patient,
    by: User,
    flags: Sequence[str],
    numb_or_weak: bool = False,
    check_id: UUID | None = None,
) -> bool:
    """Keep the answers, once by their id, and whether they are new; any yes locks and is told on.

    DoesNotExist when the id is another person's.
    """
    is_new = screening.hear_red_flags(
        patient=patient, by=by, flags=flags, check_id=check_id or uuid7()
    )
    action = strongest_action(flags)
    if is_new and numb_or_weak:
        _tell(patient, NUMB_OR_WEAK)
    if is_new and action:
        _tell(patient, _decision(action))
    return is_new


def _tell(patient: Patient, decision: Decision) -> None:
    program = reading.current_program(patient)
    if program:
        supervision.suspend(program=program, because=decision.reason, at=timezone.now())
    session_recorded.send(
        sender=Session, patient=patient, session=None, stop=None, decision=decision
    )


def _decision(action: Action) -> Decision:
    return Decision(
        rule="red-flag",
        outcome=Outcome.EMERGENCY if DUE[action] == Alert.NOW else Outcome.NO_SESSION,
        suspend=True,
        alert=DUE[action],
        reason="red_flag",
    )
