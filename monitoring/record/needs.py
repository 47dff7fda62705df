"""The alerts of one patient: what still needs the doctor, and what was done about the last ones."""

from dataclasses import dataclass
from datetime import datetime

from monitoring import reasons
from monitoring.models import Alert
from monitoring.worklist import Row, alert_row
from people.models import Patient

RESOLVED_SHOWN = 5


@dataclass(frozen=True)
class Resolved:
    title: str
    alert: Alert


def open_alerts_of(patient: Patient, *, at: datetime) -> tuple[Row, ...]:
    found = Alert.objects.filter(clinic=patient.clinic_id, patient=patient).open()
    found = found.select_related("patient", "owner__user", "escalated_from__user").order_by(
        "urgency", "due_at"
    )
    return tuple(alert_row(alert, at) for alert in found)


def resolved_alerts_of(patient: Patient) -> tuple[Resolved, ...]:
    found = Alert.objects.filter(clinic=patient.clinic_id, patient=patient)
    found = found.exclude(resolved_at=None).select_related("resolved_by").order_by("-resolved_at")
    return tuple(
        Resolved(reasons.title(alert.reason, alert.evidence), alert)
        for alert in found[:RESOLVED_SHOWN]
    )
