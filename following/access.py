from typing import cast

from people.access import SignedInRequest
from people.models import Patient


def patient_of(request: SignedInRequest) -> Patient:
    """The patient who asks, on a page that `patients_only` keeps for patients."""
    return cast(Patient, request.user.enrolment)
