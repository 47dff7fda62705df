from django.db.models import Q

from people.models import Patient

#: Of programs, those whose patient has one.
HAS_ADDRESS = Q(patient__email__gt="") | Q(patient__user__email__isnull=False)


def address_of(patient: Patient) -> str:
    """Where the clinic writes to the patient, or else the address they sign in with."""
    return patient.email or (patient.user and patient.user.email) or ""
