"""A day that the patient calls a bad one, and takes back (clinical rules 9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from following.models import FlareDay, Session
from following.services.red_flags import answer_red_flags
from following.work import NotNow
from people.models import Patient, User
from programs import reading
from programs.models import Program


@transaction.atomic
def call_day_bad(
    *, patient: Patient, red_flags: Sequence[str], at: datetime, check_id: UUID | None = None
) -> FlareDay | None:
    """Let the doctor's minimal plan count today; None when a red flag locks the plan instead."""
    by = cast(User, patient.user)
    answer_red_flags(patient=patient, by=by, flags=red_flags, check_id=check_id)
    program = reading.current_program(patient)
    if red_flags or program is None or program.status != Program.Status.HOME:
        return None
    day, _created = FlareDay.objects.get_or_create(
        clinic=patient.clinic,
        patient=patient,
        local_date=patient.local(at).date(),
        defaults={"program": program, "chosen_at": at},
    )
    return day


@transaction.atomic
def take_back(*, patient: Patient, at: datetime) -> None:
    """Return to the usual plan, unless a session of the bad day has begun; raises NotNow."""
    today = {
        "clinic": patient.clinic_id,
        "patient": patient,
        "local_date": patient.local(at).date(),
    }
    begun = Session.objects.filter(is_flare=True, **today).exclude(status=Session.Status.REFUSED)
    if begun.exists():
        raise NotNow(_("You have begun the small plan. It is enough for today."))
    FlareDay.objects.filter(**today).delete()
