"""The one door for writing about people: patients, their invitations, and the clinic."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.models import Clinic, ClosedDay, Doctor, Invitation, Patient, User

INVITATION_LASTS = timedelta(days=14)
CODE_LENGTH = 8
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that look alike
WRONG_ANSWERS_ALLOWED = 5


class InvitationNotFound(Exception):
    """No open invitation has this token or code; which of the reasons applies is not told."""


@dataclass(frozen=True)
class Issued:
    """A new invitation with its secrets, which are shown once and kept nowhere."""

    invitation: Invitation
    token: str
    code: str


@transaction.atomic
def register_patient(*, doctor: Doctor, **fields: Any) -> Patient:
    return Patient.objects.create(clinic=doctor.clinic, doctor=doctor, **fields)


@transaction.atomic
def change_patient(*, patient: Patient, **fields: Any) -> Patient:
    for name, value in fields.items():
        setattr(patient, name, value)
    patient.save(update_fields=list(fields))
    if patient.user:
        User.objects.filter(pk=patient.user.pk).update(
            name=patient.name, language=patient.language, time_zone=patient.time_zone
        )
    return patient


@transaction.atomic
def change_clinic(*, clinic: Clinic, **fields: Any) -> Clinic:
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.save(update_fields=list(fields))
    return clinic


@transaction.atomic
def close_days(*, clinic: Clinic, first: date, last: date, name: str = "") -> list[ClosedDay]:
    """Close the clinic from one day to another; a day that is closed already gets the new name."""
    days = [first + timedelta(days=more) for more in range((last - first).days + 1)]
    return ClosedDay.objects.bulk_create(
        [ClosedDay(clinic=clinic, day=day, name=name) for day in days],
        update_conflicts=True,
        unique_fields=["clinic", "day"],
        update_fields=["name"],
    )


@transaction.atomic
def reopen_day(*, closed: ClosedDay) -> None:
    ClosedDay.objects.filter(clinic=closed.clinic_id, pk=closed.pk).delete()


@transaction.atomic
def invite(*, patient: Patient, by: User) -> Issued:
    """Open a new way in, and close the one before."""
    now = timezone.now()
    Patient.objects.select_for_update().get(clinic=patient.clinic_id, pk=patient.pk)
    _unanswered(patient).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    invitation = Invitation.objects.create(
        clinic=patient.clinic,
        patient=patient,
        token_fingerprint=_fingerprint(token),
        code_fingerprint=_fingerprint(code),
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    return Issued(invitation, token, code)


def revoke_invitation(*, patient: Patient) -> None:
    _unanswered(patient).update(revoked_at=timezone.now())


def find_invitation(*, token: str = "", code: str = "", at: datetime) -> Invitation:
    secret = {"token_fingerprint": _fingerprint(token)} if token else {}
    secret = secret or {"code_fingerprint": _fingerprint(plain_code(code))}
    invitation = (
        Invitation.objects.open(at)
        .filter(**secret, wrong_answers__lt=WRONG_ANSWERS_ALLOWED)
        .select_related("clinic", "patient")
        .first()
    )
    if invitation is None:
        raise InvitationNotFound
    return invitation


def plain_code(typed: str) -> str:
    """The code as it was issued, however the patient wrote it down."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def confirm_birth_year(*, invitation: Invitation, birth_year: int) -> bool:
    """Whether the year is the patient's; a wrong one is counted, and the fifth closes the door."""
    if birth_year == invitation.patient.birth_year:
        return True
    Invitation.objects.filter(clinic=invitation.clinic_id, pk=invitation.pk).update(
        wrong_answers=F("wrong_answers") + 1
    )
    return False


@transaction.atomic
def accept_invitation(*, invitation: Invitation, at: datetime) -> User:
    """Let the patient in, once: as the person they are already, or as a new one."""
    mine = Invitation.objects.open(at).filter(clinic=invitation.clinic_id, pk=invitation.pk)
    locked = mine.select_for_update().first()
    if locked is None or locked.wrong_answers >= WRONG_ANSWERS_ALLOWED:
        raise InvitationNotFound
    locked.accepted_at = at
    locked.save(update_fields=["accepted_at"])
    patient = Patient.objects.select_for_update(of=("self",)).get(
        clinic=locked.clinic_id, pk=locked.patient_id
    )
    if patient.user is None:
        patient.user = User.objects.create_user(
            None, name=patient.name, language=patient.language, time_zone=patient.time_zone
        )
        patient.save(update_fields=["user"])
    return patient.user


def _unanswered(patient: Patient) -> Any:
    return Invitation.objects.filter(
        clinic=patient.clinic_id, patient=patient, accepted_at=None, revoked_at=None
    )


def _fingerprint(secret: str) -> str:
    """A keyed SHA-256, so that a stolen table opens no door."""
    return salted_hmac("people.Invitation", secret, algorithm="sha256").hexdigest()
