"""How a patient comes in: with an invitation, and having read the safety rules."""

from datetime import datetime

from django.db import transaction

from following.models import Acknowledgement
from following.safety_rules import WORDING
from people.models import Invitation, Patient, User
from people.services import accept_invitation


def has_acknowledged(patient: Patient) -> bool:
    """Whether the patient has read the safety rules as they are worded now."""
    return Acknowledgement.objects.filter(
        clinic=patient.clinic_id, patient=patient, wording=WORDING
    ).exists()


def acknowledge(*, patient: Patient, language: str) -> Acknowledgement:
    """Keep that the patient has read the rules, in the language they were shown in."""
    kept, _ = Acknowledgement.objects.get_or_create(
        clinic=patient.clinic, patient=patient, wording=WORDING, defaults={"language": language}
    )
    return kept


@transaction.atomic
def enter(*, invitation: Invitation, language: str, at: datetime) -> User:
    """Use up the invitation of a patient who has read the rules."""
    user = accept_invitation(invitation=invitation, at=at)
    acknowledge(patient=invitation.patient, language=language)
    return user
