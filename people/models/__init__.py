from people.models.clinic import Clinic, ClosedDay, monday_to_friday, validate_time_zone
from people.models.invitation import Invitation
from people.models.patient import Cause, Patient, Reach, Sex, Side
from people.models.person import Doctor, User, display_name

__all__ = [
    "Cause",
    "Clinic",
    "ClosedDay",
    "Doctor",
    "Invitation",
    "Patient",
    "Reach",
    "Sex",
    "Side",
    "User",
    "display_name",
    "monday_to_friday",
    "validate_time_zone",
]
