"""E-mail about what waits: each letter goes out once, and nothing about health stands in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.models import Alert, Letter
from people.models import Doctor, Patient

Kind = Letter.Kind
Urgency = Alert.Urgency

#: A letter that could not be sent for so long would only confuse.
GIVEN_UP_AFTER = timedelta(days=2)

log = structlog.get_logger(__name__)


def to_owner(alert: Alert, *, kind: Letter.Kind, at: datetime) -> None:
    """Write to the doctor whose alert it is now; a notice waits for the next look at the desk."""
    if alert.urgency != Urgency.NOTICE:
        to_doctor(alert, alert.owner, kind=kind, at=at)


def to_doctor(alert: Alert, doctor: Doctor, *, kind: Letter.Kind, at: datetime) -> None:
    key = f"{kind}:{alert.pk}:{doctor.pk}"
    _write(alert.clinic_id, kind, key, doctor.user.email, at=at, alert=alert, doctor=doctor)


def to_clinic(alert: Alert, *, at: datetime) -> None:
    """Write to the clinic's address, or to each of its administrators where it has none."""
    if alert.clinic.email:
        key = f"{Kind.ESCALATED}:{alert.pk}"
        _write(alert.clinic_id, Kind.ESCALATED, key, alert.clinic.email, at=at, alert=alert)
        return
    colleagues = Doctor.objects.filter(clinic=alert.clinic_id, is_active=True)
    for doctor in colleagues.filter(is_administrator=True).select_related("user"):
        to_doctor(alert, doctor, kind=Kind.ESCALATED, at=at)


def to_patient(patient: Patient, *, key: str, at: datetime) -> None:
    """Remind of the program, once for each key."""
    _write(patient.clinic_id, Kind.REMINDER, key, patient.email, at=at, patient=patient)


def send_due(*, at: datetime) -> int:
    """Send the letters that wait, and tell how many went out; the others wait for the next time."""
    waiting = list(_waiting(at).order_by("written_at", "id").values_list("clinic_id", "pk"))
    if not waiting:
        return 0
    try:
        with get_connection() as post:
            return sum(_send(clinic, pk, post=post, at=at) for clinic, pk in waiting)
    except OSError as error:
        log.warning("post_unreachable", error=type(error).__name__, waiting=len(waiting))
        return 0


def _write(
    clinic: UUID, kind: Letter.Kind, key: str, address: str | None, *, at: datetime, **of: Any
) -> None:
    if address:
        new = {"kind": kind, "address": address, "written_at": at, **of}
        Letter.objects.get_or_create(clinic_id=clinic, key=key, defaults=new)


def _waiting(at: datetime) -> QuerySet[Letter]:
    """Not those about what has been dealt with in the meantime."""
    open_still = Q(alert=None) | Q(alert__resolved_at=None)
    return Letter.objects.filter(open_still, sent_at=None, written_at__gt=at - GIVEN_UP_AFTER)


@transaction.atomic
def _send(clinic: UUID, pk: UUID, *, post: BaseEmailBackend, at: datetime) -> bool:
    """Whether it went out now; another process may have it, or the server may refuse it."""
    letters = Letter.objects.select_for_update(skip_locked=True, of=("self",))
    letters = letters.select_related("clinic", "alert", "doctor__user", "patient")
    letter = letters.filter(clinic=clinic, pk=pk, sent_at=None).first()
    if letter is None:
        return False
    subject, body = _words(letter)
    try:
        taken = EmailMessage(subject, body, to=[letter.address], connection=post).send()
    except OSError as error:
        log.warning("letter_not_sent", letter=str(pk), error=type(error).__name__)
        return False
    if taken:
        letter.sent_at = at
        letter.save(update_fields=["sent_at"])
    return bool(taken)


def _words(letter: Letter) -> tuple[str, str]:
    """The subject and the body, in the reader's language and time."""
    if letter.patient:
        with translation.override(letter.patient.language):
            return _reminder()
    reader = letter.doctor.user if letter.doctor else None
    zone = ZoneInfo(reader.time_zone if reader else letter.clinic.time_zone)
    language = reader.language if reader else settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(zone):
        return _call(letter)


def _reminder() -> tuple[str, str]:
    link = _address("following:today")
    return _("Your program is waiting for you"), _("You can open it here: %s") % link


def _call(letter: Letter) -> tuple[str, str]:
    """Something waits for a doctor, or for whoever reads the clinic's mail."""
    link = _address("monitoring:worklist")
    if letter.doctor is None:
        link += "?whose=clinic"
    sentences = _too_late(letter.alert) if letter.kind == Kind.ESCALATED else _waits(letter.alert)
    return _("Someone needs you in Sciatica"), f"{' '.join(sentences)}\n\n{link}\n"


def _waits(alert: Alert | None) -> Iterator[str]:
    yield _("Something waits for you on your worklist.")
    if alert and alert.urgency != Urgency.NOW:
        yield _("Please look by %(due)s.") % {"due": _due(alert)}
    else:
        yield _("Please look now.")


def _too_late(alert: Alert | None) -> Iterator[str]:
    yield _("Something on the worklist was not dealt with in time.")
    if alert:
        yield _("It was due on %(due)s.") % {"due": _due(alert)}
    yield _("Please look now.")


def _due(alert: Alert) -> str:
    return date_format(timezone.localtime(alert.due_at), "l j F, H:i")


def _address(name: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(name)}"
