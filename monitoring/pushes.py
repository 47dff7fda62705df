"""Messages to phones: each goes out once, and a slow push service holds up nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from following.models import PushMessage, PushSubscription, ReminderChoice, Session
from following.reminders import words
from following.reminders.pushing import Device, Outcome, push
from following.reminders.timing import USEFUL_FOR
from people.models import Patient
from programs.models import Program

#: When a message is tried again that a push service did not take, or whose sender died.
PAUSE = timedelta(minutes=5)
AT_ONCE, BATCH = 8, 40
#: After this long the rest waits for the next run of the watch.
SECONDS = 20
#: Nearer to the quiet hours than this none is sent: it would arrive in them.
TOO_NEAR = timedelta(minutes=1)


class Sent(NamedTuple):
    clinic: UUID
    message: UUID
    subscription: UUID
    outcome: Outcome


def send_due(*, at: datetime) -> int:
    """Send the messages that wait, and tell how many went out; what is of no more use goes."""
    _useless(at).delete()
    left = _time_left(at)
    enough, taken = monotonic() + SECONDS, 0
    while monotonic() < enough and (claimed := _claim(at, left)):
        sent = _send(claimed, left, at=at)
        _settle(sent, at=at)
        taken += sum(one.outcome == Outcome.SENT for one in sent)
    return taken


def _useless(at: datetime) -> QuerySet[PushMessage]:
    """What came too late, or is not wanted any more: paused, turned off, or begun meanwhile."""
    mine = {"clinic": OuterRef("clinic"), "patient": OuterRef("reminder__patient")}
    slot = {"local_date": OuterRef("reminder__local_date"), "slot": OuterRef("reminder__slot")}
    return PushMessage.objects.filter(
        Q(reminder__reminded_at__lte=at - USEFUL_FOR)
        | ~Q(reminder__program__status=Program.Status.HOME)
        | Exists(ReminderChoice.objects.filter(**mine, is_on=False))
        | Exists(Session.objects.filter(**mine, **slot))
    )


def _time_left(at: datetime) -> dict[UUID, timedelta]:
    """How long each patient whose messages wait may be reached before the quiet hours.

    The others wait: a try that failed before the quiet hours is not repeated in them.
    """
    waiting = PushMessage.objects.filter(not_before__lte=at).values("reminder__patient")
    patients = list(Patient.objects.filter(pk__in=waiting))
    ahead = ReminderChoice.objects.quiet_ahead(patients, at)
    return {patient: left for patient, left in ahead.items() if left >= TOO_NEAR}


@transaction.atomic
def _claim(at: datetime, patients: Collection[UUID]) -> list[PushMessage]:
    """Some that nobody else is sending; whoever dies with them leaves them for the next try."""
    waiting = PushMessage.objects.select_for_update(skip_locked=True, of=("self",))
    waiting = waiting.filter(not_before__lte=at, reminder__patient__in=patients)
    waiting = waiting.order_by("not_before", "id")
    claimed = list(waiting.select_related("reminder__patient", "subscription")[:BATCH])
    rows = PushMessage.objects.filter(
        clinic__in={one.clinic_id for one in claimed}, pk__in=[one.pk for one in claimed]
    )
    rows.update(not_before=at + PAUSE)
    return claimed


def _send(
    claimed: Iterable[PushMessage], left: Mapping[UUID, timedelta], *, at: datetime
) -> list[Sent]:
    """Over the network alone, several at a time; no thread asks the database."""
    tasks = [
        (
            one,
            words.of_a_reminder(one.reminder.patient.language),
            min(one.reminder.reminded_at + USEFUL_FOR - at, left[one.reminder.patient_id]),
        )
        for one in claimed
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda task: _push(*task), tasks))


def _push(one: PushMessage, said: words.Words, useful: timedelta) -> Sent:
    to = one.subscription
    device = Device(to.endpoint, to.p256dh, to.auth)
    outcome = push(device, said, seconds=int(useful.total_seconds()))
    return Sent(one.clinic_id, one.pk, to.pk, outcome)


@transaction.atomic
def _settle(sent: Collection[Sent], *, at: datetime) -> None:
    """Forget what has arrived, and the devices that are gone with all that waited for them."""
    clinics = {one.clinic for one in sent}
    arrived = [one for one in sent if one.outcome == Outcome.SENT]
    gone = [one.subscription for one in sent if one.outcome == Outcome.GONE]
    messages = PushMessage.objects.filter(clinic__in=clinics)
    messages.filter(pk__in=[one.message for one in arrived]).delete()
    devices = PushSubscription.objects.filter(clinic__in=clinics)
    devices.filter(pk__in=[one.subscription for one in arrived]).update(worked_at=at)
    devices.filter(pk__in=gone).delete()
