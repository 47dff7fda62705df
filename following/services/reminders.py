"""How a patient is reminded: times, devices and the calendar, each by the patient's own word."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction

from following.models import CalendarFeed, PushSubscription, ReminderChoice
from following.reminders.pushing import Device
from people.models import Patient

#: More than anyone holds in their hands; the oldest give way.
MOST_DEVICES = 5


def choose(
    *,
    patient: Patient,
    times: Mapping[str, str | None],
    quiet_from: time,
    quiet_to: time,
    email: str,
) -> None:
    """Keep the times of the sessions asked about; those of others stay as they were."""
    known = ReminderChoice.objects.of(patient).times
    quiet = {"quiet_from": quiet_from, "quiet_to": quiet_to}
    _choose(patient, times={**known, **times}, email=email, **quiet)


def turn(*, patient: Patient, is_on: bool) -> None:
    """Turn all reminders off or on; what was chosen for them is kept."""
    _choose(patient, is_on=is_on)


def stop_email(*, patient: Patient) -> None:
    _choose(patient, email=ReminderChoice.Email.NEVER)


@transaction.atomic
def subscribe(*, patient: Patient, device: Device) -> None:
    """Remind on this device from now on, and for nobody else who used it before."""
    PushSubscription.objects.update_or_create(
        endpoint=device.endpoint,
        defaults={
            "clinic": patient.clinic,
            "patient": patient,
            "p256dh": device.p256dh,
            "auth": device.auth,
        },
    )
    mine = PushSubscription.objects.filter(clinic=patient.clinic_id, patient=patient)
    kept = mine.order_by("-made_at").values_list("pk", flat=True)[:MOST_DEVICES]
    mine.exclude(pk__in=list(kept)).delete()


def unsubscribe(*, patient: Patient, endpoint: str) -> None:
    PushSubscription.objects.filter(
        clinic=patient.clinic_id, patient=patient, endpoint=endpoint
    ).delete()


@transaction.atomic
def open_calendar(*, patient: Patient) -> CalendarFeed:
    """A calendar with a new address; the one before opens nothing any more."""
    close_calendar(patient=patient)
    return CalendarFeed.objects.create(clinic=patient.clinic, patient=patient)


def close_calendar(*, patient: Patient) -> None:
    CalendarFeed.objects.filter(clinic=patient.clinic_id, patient=patient).delete()


def _choose(patient: Patient, **chosen: object) -> None:
    ReminderChoice.objects.update_or_create(clinic=patient.clinic, patient=patient, defaults=chosen)
