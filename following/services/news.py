"""What a patient reports as new: a pregnancy, an operation, a diagnosis (clinical rules, 5)."""

from collections.abc import Sequence

from django.db import transaction

from following.models import Session
from following.signals import session_recorded
from people.models import Patient, User
from programs.services import screening
from programs.stop_rules import Alert, Decision, Outcome

NEW_CONDITION = Decision(
    rule="new-condition",
    outcome=Outcome.NO_SESSION,
    suspend=True,
    alert=Alert.WORKING_DAY,
    reason="new_condition",
)


@transaction.atomic
def report_news(*, patient: Patient, by: User, kinds: Sequence[str], note: str = "") -> None:
    """Keep it, pause the program until a doctor has reviewed it, and tell the doctor."""
    screening.report_new_condition(patient=patient, by=by, kinds=kinds, note=note)
    session_recorded.send(
        sender=Session, patient=patient, session=None, stop=None, decision=NEW_CONDITION
    )
