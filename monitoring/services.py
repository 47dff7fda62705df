"""The one door for writing alerts, and the ear that hears what patients report."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from following.models import MorningCheck, Session, Stop
from monitoring import due, letters
from monitoring.models import Alert, Letter
from monitoring.reports import Report, evidence_of
from people.models import Clinic, ClosedDay, Doctor, Patient, User
from programs import reading, stop_rules
from programs.services.supervision import Refused as Refused

#: What a rule over days found, that the phone may have told already of the same pain or change.
TOLD_AS = {
    "severe_pain": ("severe_pain_before", "strong_pain_before", "strong_pain"),
    "new_condition": ("new_condition",),
}


def on_session_recorded(
    *,
    patient: Patient,
    session: Session | None = None,
    stop: Stop | None = None,
    morning: MorningCheck | None = None,
    decision: stop_rules.Decision | None = None,
    **_kwargs: Any,
) -> None:
    """Raise what a stop rule, the check-in or the morning decided that a doctor must see."""
    if decision is not None:
        raise_for(
            patient=patient,
            session=session,
            stop=stop,
            morning=morning,
            decision=decision,
            at=timezone.now(),
        )


def raise_for(
    *,
    patient: Patient,
    session: Session | None = None,
    stop: Stop | None = None,
    morning: MorningCheck | None = None,
    decision: stop_rules.Decision,
    at: datetime,
) -> Alert | None:
    """The alert a decision asks for, with the evidence of that moment; None if it asks for none."""
    if decision.alert == stop_rules.Alert.NONE:
        return None
    report = Report(patient, session, stop, morning)
    return raise_alert(
        patient=patient,
        urgency=Alert.Urgency[decision.alert.name],
        reason=decision.reason,
        source=report.cause_of(decision).pk,
        evidence=evidence_of(report, decision),
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
    clinic = Clinic.objects.get(pk=patient.clinic_id)
    by_then = due_at(urgency, clinic, at)
    if told := _told_already(patient, reason):
        return _add_to(told, urgency=urgency, due_at=by_then, evidence=evidence)
    alert, is_new = Alert.objects.get_or_create(
        clinic=clinic,
        patient=patient,
        reason=reason,
        source=source,
        defaults={
            "owner": _owner_for(patient),
            "urgency": urgency,
            "evidence": evidence,
            "raised_at": at,
            "due_at": by_then,
        },
    )
    if alert.resolved_at and reason == "red_flag":
        # Told again in the session for which it was resolved: that must be seen anew.
        again = uuid5(source, alert.resolved_at.isoformat())
        return raise_alert(
            patient=patient, urgency=urgency, reason=reason, source=again, evidence=evidence, at=at
        )
    if is_new:
        letters.to_owner(alert, kind=Letter.Kind.RAISED, at=at)
    return alert


def _owner_for(patient: Patient) -> Doctor:
    program = reading.current_program(patient)
    return program.doctor if program else patient.doctor


def due_at(urgency: Alert.Urgency, clinic: Clinic, at: datetime) -> datetime:
    if urgency == Alert.Urgency.NOW:
        return at
    rule = {
        Alert.Urgency.SAME_DAY: due.same_day,
        Alert.Urgency.WORKING_DAY: due.working_day,
        Alert.Urgency.NOTICE: due.within_a_week,
    }[urgency]
    return rule(at, _calendar(clinic, at))


def escalate_overdue(*, at: datetime) -> int:
    """Pass on, once each, what nobody has dealt with in time; how many were passed on."""
    overdue = Alert.objects.filter(clinic=OuterRef("pk")).to_escalate(at)
    return sum(_escalate_in(clinic, at) for clinic in Clinic.objects.filter(Exists(overdue)))


@transaction.atomic
def _escalate_in(clinic: Clinic, at: datetime) -> int:
    on_call = _on_call(clinic)
    locked = Alert.objects.select_for_update(skip_locked=True, of=("self",))
    overdue = list(locked.filter(clinic=clinic).to_escalate(at).select_related("clinic"))
    for alert in overdue:
        _escalate(alert, on_call, at)
    return len(overdue)


def _on_call(clinic: Clinic) -> Doctor | None:
    """The doctor who takes what is overdue, unless they have left."""
    if clinic.on_call_id is None:
        return None
    active = Doctor.objects.filter(clinic=clinic, is_active=True, user__is_active=True)
    return active.filter(pk=clinic.on_call_id).select_related("user").first()


def _escalate(alert: Alert, on_call: Doctor | None, at: datetime) -> None:
    """To the doctor who takes what is overdue, or else to the whole clinic."""
    alert.escalated_at = at
    if on_call is None or on_call.pk == alert.owner_id:
        alert.save(update_fields=["escalated_at"])
        letters.to_clinic(alert, at=at)
        return
    alert.escalated_from, alert.owner, alert.acknowledged_at = alert.owner, on_call, None
    alert.save(update_fields=["escalated_at", "escalated_from", "owner", "acknowledged_at"])
    letters.to_owner(alert, kind=Letter.Kind.ESCALATED, at=at)


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
def reassign(*, alert: Alert, to: Doctor, at: datetime) -> Alert:
    """Hand it over to a colleague of the same clinic, who has not seen it yet and is told."""
    alert = _locked(alert)
    if to.clinic_id != alert.clinic_id or not to.is_active:
        raise Refused(_("Choose a doctor of this clinic."))
    alert.owner, alert.acknowledged_at = to, None
    alert.save(update_fields=["owner", "acknowledged_at"])
    letters.to_owner(alert, kind=Letter.Kind.RAISED, at=at)
    return alert


def _locked(alert: Alert) -> Alert:
    return Alert.objects.select_for_update().get(clinic=alert.clinic_id, pk=alert.pk)


def _calendar(clinic: Clinic, at: datetime) -> due.Calendar:
    # A day earlier than the server's is still today somewhere.
    ahead = ClosedDay.objects.filter(clinic=clinic, day__gte=at.date() - timedelta(days=1))
    return due.Calendar(
        zone=ZoneInfo(clinic.time_zone),
        day_ends_at=clinic.day_ends_at,
        working_days=frozenset(clinic.working_days),
        closed=frozenset(ahead.values_list("day", flat=True)),
    )


def _told_already(patient: Patient, reason: str) -> Alert | None:
    """The open alert by which the doctor knows already what a rule over days has found."""
    alerts = Alert.objects.select_for_update().filter(clinic=patient.clinic_id, patient=patient)
    return alerts.filter(reason__in=TOLD_AS.get(reason, ())).open().order_by("id").last()


def _add_to(
    alert: Alert, *, urgency: Alert.Urgency, due_at: datetime, evidence: dict[str, Any]
) -> Alert:
    """What is known is told once: the graver of both counts, and it is new again."""
    alert.urgency, alert.due_at = min(alert.urgency, urgency), min(alert.due_at, due_at)
    alert.evidence["suspended"] = evidence.get("suspended") or alert.evidence.get("suspended")
    alert.acknowledged_at = None
    alert.save(update_fields=["urgency", "due_at", "evidence", "acknowledged_at"])
    return alert
