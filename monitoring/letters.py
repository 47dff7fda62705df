"""E-mail about what waits: each letter goes out once, and nothing about health stands in it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import (
    CharField,
    DateField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat, Right
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from following.models import FlareDay, MorningCheck, Reminder, ReminderChoice, Session
from following.reaching import address_of
from following.reminders.addresses import no_more_email_address
from following.reminders.timing import MORNING_USEFUL_FOR, USEFUL_FOR
from monitoring.models import Alert, Letter
from people.models import Doctor, Patient
from programs.models import Program, RedFlagCheck

Kind = Letter.Kind
Urgency = Alert.Urgency

#: The key of a reminder of one session begins so; it is of use for as long as the session is next.
OF_A_SESSION = "session:"
#: That of a morning begins so, and ends with its program and its day.
OF_A_MORNING = "morning:"
#: That of a silence, which the rules over days found, begins so.
OF_A_SILENCE = f"{Kind.REMINDER}:"
#: The rows of the patient to whom a letter goes.
MINE = {"clinic": OuterRef("clinic"), "patient": OuterRef("patient")}
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
    """Remind of the program, once for each key, who has not asked to be left in peace."""
    if ReminderChoice.objects.of(patient).wants_email:
        to_patients([(patient, key)], at=at)


def to_patients(written: Iterable[tuple[Patient, str]], *, at: datetime) -> None:
    """Remind many of their program at once, each with a key of their own."""
    Letter.objects.bulk_create(
        (
            Letter(
                clinic_id=patient.clinic_id,
                kind=Kind.REMINDER,
                key=key,
                patient=patient,
                address=address,
                written_at=at,
            )
            for patient, key in written
            if (address := address_of(patient))
        ),
        ignore_conflicts=True,
    )


def send_due(*, at: datetime) -> int:
    """Send the letters that wait, and tell how many went out; the others wait for the next time."""
    waiting = _out_of_quiet_hours(_newest_of_each(_waiting(at)), at)
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


def _newest_of_each(waiting: QuerySet[Letter]) -> Collection[Letter]:
    """Of the letters to one patient, which all say the same, the newest stands for all."""
    found = waiting.select_related("patient").order_by("written_at", "id")
    return {one.patient_id or one.pk: one for one in found}.values()


def _out_of_quiet_hours(found: Collection[Letter], at: datetime) -> list[tuple[UUID, UUID]]:
    """The clinic and the id of each; a doctor is written to by day and night."""
    patients = [one.patient for one in found if one.patient]
    quiet = ReminderChoice.objects.in_quiet_hours(patients, at)
    return [(one.clinic_id, one.pk) for one in found if one.patient_id not in quiet]


def _waiting(at: datetime) -> QuerySet[Letter]:
    """Not those about what has been dealt with in the meantime, nor reminders that came late."""
    open_still = Q(alert=None) | Q(alert__resolved_at=None)
    letters = Letter.objects.filter(open_still, ~_late(at), sent_at=None)
    letters = letters.filter(~_unwanted(), ~_answered(), ~_told_since())
    return letters.filter(written_at__gt=at - GIVEN_UP_AFTER)


def _late(at: datetime) -> Q:
    """Reminders that waited until they are of no more use."""
    # A morning's waits for its post as long as the watch would wait to write it: written between
    # ten and four, it is gone by ten at night, and never meets that of the next morning.
    return Q(key__startswith=OF_A_SESSION, written_at__lte=at - USEFUL_FOR) | Q(
        key__startswith=OF_A_MORNING, written_at__lte=at - MORNING_USEFUL_FOR
    )


def _unwanted() -> Q:
    """Reminders whose program is not at home any more, or whose patient asked for no more."""
    # A program that came home after the letter was written is another one.
    its_own = {"status": Program.Status.HOME, "released_at__lte": OuterRef("written_at")}
    refused = Q(is_on=False) | Q(email=ReminderChoice.Email.NEVER)
    return Q(kind=Kind.REMINDER) & (
        ~Exists(Program.objects.filter(**MINE, **its_own))
        | Exists(ReminderChoice.objects.filter(refused, **MINE))
    )


def _told_since() -> Exists:
    """Reminders whose patient got one, which says the same, after they were written."""
    return Exists(Letter.objects.filter(**MINE, sent_at__gte=OuterRef("written_at")))


def _answered() -> Q:
    """Reminders of a session that was begun since, a morning that was told of, a silence broken."""
    slot = {"local_date": OuterRef("local_date"), "slot": OuterRef("slot")}
    begun = Reminder.objects.filter(Exists(Session.objects.filter(**MINE, **slot)), **MINE)
    told = MorningCheck.objects.filter(**MINE)
    program, day = Cast("program", CharField()), Cast("local_date", CharField())
    return (
        _of_the_same_key(begun, OF_A_SESSION, Cast("pk", CharField()))
        | _of_the_same_key(told, OF_A_MORNING, program, Value(":"), day)
        | (Q(key__startswith=OF_A_SILENCE) & _heard_since())
    )


def _heard_since() -> Q:
    """Whether the patient was heard of after the day with which the key of a silence ends."""
    where_they_live = Func("patient__time_zone", "recorded_at", function="timezone")
    answered = RedFlagCheck.objects.filter(**MINE, recorded_by=F("patient__user"))
    signs = (
        answered.annotate(local_date=Cast(where_they_live, DateField())),
        *(kind.objects.filter(**MINE) for kind in (Session, MorningCheck, FlareDay)),
    )
    last = Right(OuterRef("key"), len("2026-11-20"))
    days = (rows.annotate(day=Cast("local_date", CharField())) for rows in signs)
    return Q(*(Exists(rows.filter(day__gt=last)) for rows in days), _connector=Q.OR)


def _of_the_same_key(rows: QuerySet[Any], prefix: str, *parts: Expression) -> Exists:
    """Whether one of the rows is what the letter is about, by the key that was made from it."""
    return Exists(rows.annotate(key=Concat(Value(prefix), *parts)).filter(key=OuterRef("key")))


@transaction.atomic
def _send(clinic: UUID, pk: UUID, *, post: BaseEmailBackend, at: datetime) -> bool:
    """Whether it went out now; another process may have it, or the server may refuse it."""
    letters = Letter.objects.select_for_update(skip_locked=True, of=("self",))
    letters = letters.select_related("clinic", "alert", "doctor__user", "patient")
    letter = letters.filter(clinic=clinic, pk=pk, sent_at=None).first()
    if letter is None:
        return False
    subject, body = _words(letter)
    message = EmailMessage(
        subject, body, to=[letter.address], connection=post, headers=_headers(letter)
    )
    try:
        taken = message.send()
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
            return _reminder(letter.patient)
    reader = letter.doctor.user if letter.doctor else None
    zone = ZoneInfo(reader.time_zone if reader else letter.clinic.time_zone)
    language = reader.language if reader else settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(zone):
        return _call(letter)


def _reminder(patient: Patient) -> tuple[str, str]:
    here = _("You can open it here: %s") % _address("following:today")
    no_more = _("No more e-mails like this one: %s") % no_more_email_address(patient.pk)
    return _("Your program is waiting for you"), f"{here}\n\n{no_more}\n"


def _headers(letter: Letter) -> dict[str, str]:
    """Lets a patient's mail program end such letters with one tap (RFC 8058)."""
    if letter.patient is None:
        return {}
    return {
        "List-Unsubscribe": f"<{no_more_email_address(letter.patient.pk)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


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
