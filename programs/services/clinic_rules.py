"""A clinic's own numbers of the clinical rules: every change is a new row, none is lost."""

from dataclasses import asdict

from django.db import transaction

from people.models import Clinic, User
from programs import reading
from programs.models import ClinicRules
from programs.thresholds import Thresholds


@transaction.atomic
def change_numbers(*, clinic: Clinic, thresholds: Thresholds, by: User) -> ClinicRules | None:
    """Judge by these numbers from now on; None when they are what they were."""
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    if thresholds == reading.thresholds_of(clinic.pk):
        return None
    return ClinicRules.objects.create(clinic=clinic, recorded_by=by, **asdict(thresholds))
