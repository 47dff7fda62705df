"""Red flags that a patient reports outside a session (clinical rules, 3)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from following.models import Session
from following.signals import session_recorded
from people.models import Patient, User
from programs.models import RedFlagCheck
from programs.safety import Action, strongest_action
from programs.services import screening
from programs.stop_rules import Alert, Decision, Outcome

DUE = {
    Action.EMERGENCY: Alert.NOW,
    Action.STOP_MATERNITY: Alert.NOW,
    Action.SAME_DAY: Alert.SAME_DAY,
    Action.PROMPT: Alert.WORKING_DAY,
}


@transaction.atomic
def answer_red_flags(
    *, patient: Patient, by: User, flags: Sequence[str], check_id: UUID | None = None
) -> RedFlagCheck:
    """Keep the answers, a phone's once by its id; any yes locks the sessions and is told on."""
    own = RedFlagCheck.objects.filter(clinic=patient.clinic_id, patient=patient)
    if check_id and (known := own.filter(pk=check_id).first()):
        return known
    check = screening.check_red_flags(patient=patient, by=by, flags=flags, check_id=check_id)
    action = strongest_action(flags)
    if action:
        session_recorded.send(
            sender=Session, patient=patient, session=None, stop=None, decision=_decision(action)
        )
    return check


def _decision(action: Action) -> Decision:
    return Decision(
        rule="red-flag",
        outcome=Outcome.EMERGENCY if DUE[action] == Alert.NOW else Outcome.NO_SESSION,
        suspend=True,
        alert=DUE[action],
        reason="red_flag",
    )
