"""The one door for writing alerts, and the ear that hears what patients report."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from following.models import Session, Stop
from monitoring import due
from monitoring.models import Alert
from people.models import Clinic, Doctor, Patient, User
from programs import reading, stop_rules
from programs.models import PrescribedLine, RedFlagCheck
from programs.services.supervision import Refused as Refused


def on_session_recorded(
    *,
    patient: Patient,
    session: Session | None = None,
    stop: Stop | None = None,
    decision: stop_rules.Decision | None = None,
    **_kwargs: Any,
) -> None:
    """Raise what a stop rule or the check-in decided that a doctor must see."""
    if decision is not None:
        raise_for(patient=patient, session=session, stop=stop, decision=decision, at=timezone.now())


def raise_for(
    *,
    patient: Patient,
    session: Session | None,
    stop: Stop | None,
    decision: stop_rules.Decision,
    at: datetime,
) -> Alert | None:
    """The alert a decision asks for, with the evidence of that moment; None if it asks for none."""
    if decision.alert == stop_rules.Alert.NONE:
        return None
    cause = stop or session or reading.newest(RedFlagCheck, patient) or patient
    return raise_alert(
        patient=patient,
        urgency=Alert.Urgency[decision.alert.name],
        reason=decision.reason,
        source=cause.pk,
        evidence=_evidence(patient, session, stop, decision),
        at=at,
    )


@transaction.atomic
def raise_alert(
    *,
    patient: Patient,
    urgency: Alert.Urgency,
    reason: str,
    source: UUID,
    evidence: dict[str, Any],
    at: datetime,
) -> Alert:
    """Put an alert on the worklist of the patient's doctor, once for a reason and its source."""
    program = reading.current_program(patient)
    clinic = Clinic.objects.get(pk=patient.clinic_id)
    alert, _created = Alert.objects.get_or_create(
        clinic=clinic,
        patient=patient,
        reason=reason,
        source=source,
        defaults={
            "owner": program.doctor if program else patient.doctor,
            "urgency": urgency,
            "evidence": evidence,
            "raised_at": at,
            "due_at": due_at(urgency, clinic=clinic, at=at),
        },
    )
    return alert


def due_at(urgency: Alert.Urgency, *, clinic: Clinic, at: datetime) -> datetime:
    if urgency == Alert.Urgency.NOW:
        return at
    rule = {
        Alert.Urgency.SAME_DAY: due.same_day,
        Alert.Urgency.WORKING_DAY: due.working_day,
        Alert.Urgency.NOTICE: due.within_a_week,
    }[urgency]
    return rule(at, zone=ZoneInfo(clinic.time_zone), day_ends_at=clinic.day_ends_at)


@transaction.atomic
def acknowledge(*, alert: Alert, at: datetime) -> Alert:
    """Keep that it was seen; it stays on the worklist, for later, until it is resolved or due."""
    alert = _locked(alert)
    alert.acknowledged_at = alert.acknowledged_at or at
    alert.save(update_fields=["acknowledged_at"])
    return alert


@transaction.atomic
def resolve(*, alert: Alert, by: User, note: str, at: datetime) -> Alert:
    """Take it off the worklist, with a note of what was done."""
    alert = _locked(alert)
    if alert.resolved_at:
        raise Refused(_("A colleague has already resolved this."))
    if not note.strip():
        raise Refused(_("Write what you did, so that your colleagues know."))
    alert.resolved_at, alert.resolved_by, alert.resolution = at, by, note.strip()
    alert.save(update_fields=["resolved_at", "resolved_by", "resolution"])
    return alert


@transaction.atomic
def reassign(*, alert: Alert, to: Doctor) -> Alert:
    """Hand it over to a colleague of the same clinic, who has not seen it yet."""
    alert = _locked(alert)
    if to.clinic_id != alert.clinic_id or not to.is_active:
        raise Refused(_("Choose a doctor of this clinic."))
    alert.owner, alert.acknowledged_at = to, None
    alert.save(update_fields=["owner", "acknowledged_at"])
    return alert


def _locked(alert: Alert) -> Alert:
    return Alert.objects.select_for_update().get(clinic=alert.clinic_id, pk=alert.pk)


def _evidence(
    patient: Patient, session: Session | None, stop: Stop | None, decision: stop_rules.Decision
) -> dict[str, Any]:
    """What the doctor reads beside the reason, as it was at that moment and in no language."""
    kept = {"outcome": str(decision.outcome), "suspended": decision.suspend}
    if decision.reason == "red_flag":
        check = reading.newest(RedFlagCheck, patient)
        kept["flags"] = check.flags if check else []
    if stop:
        return kept | _evidence_of_stop(stop)
    return kept | _pain_of(session) if session else kept


def _evidence_of_stop(stop: Stop) -> dict[str, Any]:
    lines = PrescribedLine.objects.filter(clinic=stop.clinic_id, pk__in=[stop.line_id])
    name = lines.values_list("exercise__patient_name", flat=True).first() or ""
    return {"exercise": name, "back": stop.back, "leg": stop.leg, "reach": stop.reach}


def _pain_of(session: Session) -> dict[str, Any]:
    """The last answers given: those after the session, or else those before it."""
    if session.leg_after is None:
        return {"back": session.back_before, "leg": session.leg_before}
    return {"back": session.back_after, "leg": session.leg_after}
