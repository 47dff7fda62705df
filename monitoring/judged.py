"""Every judgement that is kept, as it was kept: stops, mornings, days, check-ins and red flags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from following.models import MorningCheck, Session, Stop
from monitoring.models import Alert, JudgedDay
from people.models import Patient
from programs.stop_rules import Outcome

#: What an alert keeps beside the patient's answers.
NO_ANSWERS = frozenset({"rule", "outcome", "suspended", "version", "flags", "exercise", "reach"})


@dataclass(frozen=True)
class Judged:
    """Which table's row fired and by which answers; `phone_at` is by the phone's own clock."""

    pk: UUID
    moment: str
    rule: str
    outcome: str
    reason: str
    finding: Mapping[str, Any]
    at: datetime
    phone_at: datetime | None = None
    program_id: UUID | None = None
    revision_id: UUID | None = None
    line_id: UUID | None = None
    reach: str = ""
    flags: tuple[str, ...] = ()


def newest_first(patient: Patient) -> QuerySet[Any, tuple[str, UUID, datetime]]:
    """The kind, the key and the server's moment of all that had a consequence, or was a stop."""
    own = {"clinic": patient.clinic_id, "patient": patient}
    stops = _keys(Stop.objects.filter(**own), "stop", "received_at")
    mornings = MorningCheck.objects.filter(**own).exclude(outcome=Outcome.CONTINUE)
    days = JudgedDay.objects.filter(**own).exclude(outcome=Outcome.CONTINUE)
    return stops.union(
        _keys(mornings, "morning", "received_at"),
        _keys(days, "day", "judged_at"),
        _keys(_told_alone(patient), "alert", "raised_at"),
        all=True,
    ).order_by("-at", "-pk")


def judged(patient: Patient, keys: Iterable[tuple[str, UUID, datetime]]) -> list[Judged]:
    """What these keys stand for, in their order."""
    wanted = list(keys)
    found: dict[UUID, Judged] = {}
    for name, reader in READERS.items():
        pks = [pk for kind, pk, _at in wanted if kind == name]
        found |= {one.pk: one for one in reader(patient, pks)}
    return [found[pk] for _kind, pk, _at in wanted]


def judged_for(alert: Alert) -> Judged | None:
    """What raised this alert; None when no stop rule did."""
    patient = alert.patient
    # A morning's red flags have an alert of their own, by the same id.
    for reader in (_stops,) if alert.reason == "red_flag" else (_stops, _mornings):
        if found := reader(patient, [alert.source]):
            return found[0]
    days = JudgedDay.objects.filter(clinic=alert.clinic_id, patient=patient, reason=alert.reason)
    if day := days.filter(judged_at=alert.raised_at).first():
        return _days(patient, [day.pk])[0]
    return next(iter(_alerts(patient, [alert.pk])), None) if "rule" in alert.evidence else None


def _keys(rows: QuerySet[Any], kind: str, at: str) -> QuerySet[Any, tuple[str, UUID, datetime]]:
    named = rows.order_by().annotate(kind=Value(kind, CharField()), at=F(at))
    return named.values_list("kind", "pk", "at")


def _told_alone(patient: Patient) -> QuerySet[Alert]:
    """Alerts of a check-in, of a session's end, or of red flags: no other row keeps the rule."""
    own = {"clinic": OuterRef("clinic"), "patient": OuterRef("patient"), "pk": OuterRef("source")}
    alerts = Alert.objects.filter(clinic=patient.clinic_id, patient=patient)
    # A morning keeps that there were red flags, and not which.
    of_morning = Exists(MorningCheck.objects.filter(**own)) & ~Q(reason="red_flag")
    kept = Exists(Stop.objects.filter(**own)) | of_morning
    return alerts.filter(~kept, evidence__has_key="rule")


def _stops(patient: Patient, pks: list[UUID]) -> list[Judged]:
    rows = Stop.objects.filter(clinic=patient.clinic_id, patient=patient, pk__in=pks)
    return [
        _of_row(
            row,
            "during",
            at=row.received_at,
            phone_at=row.happened_at,
            program_id=row.session.program_id,
            revision_id=row.session.revision_id,
            line_id=row.line_id,
            reach=row.reach,
        )
        for row in rows.select_related("session")
    ]


def _mornings(patient: Patient, pks: list[UUID]) -> list[Judged]:
    rows = MorningCheck.objects.filter(clinic=patient.clinic_id, patient=patient, pk__in=pks)
    return [
        _of_row(
            row,
            "next_morning",
            at=row.received_at,
            phone_at=row.happened_at,
            program_id=row.program_id,
            revision_id=row.revision_id,
        )
        for row in rows
    ]


def _days(patient: Patient, pks: list[UUID]) -> list[Judged]:
    rows = JudgedDay.objects.filter(clinic=patient.clinic_id, patient=patient, pk__in=pks)
    return [_of_row(row, "over_days", at=row.judged_at, program_id=row.program_id) for row in rows]


def _of_row(row: Stop | MorningCheck | JudgedDay, moment: str, **where: Any) -> Judged:
    """A row that keeps its finding and what was decided; `where` and when differ by its kind."""
    return Judged(
        pk=row.pk,
        moment=moment,
        rule=row.rule,
        outcome=row.outcome,
        reason=row.reason,
        finding=row.finding,
        **where,
    )


def _alerts(patient: Patient, pks: list[UUID]) -> list[Judged]:
    rows = Alert.objects.filter(clinic=patient.clinic_id, patient=patient, pk__in=pks)
    sessions = Session.objects.own(patient).in_bulk([row.source for row in rows])
    # Red flags by themselves are judged by no version of the rules, though by a session's id.
    return [
        _of_alert(row, sessions.get(row.source) if "version" in row.evidence else None)
        for row in rows
    ]


def _of_alert(alert: Alert, session: Session | None) -> Judged:
    moment = "red_flags"
    if session:
        moment = "check_in" if session.status == Session.Status.REFUSED else "during"
    return Judged(
        pk=alert.pk,
        moment=moment,
        rule=alert.evidence["rule"],
        outcome=alert.evidence["outcome"],
        reason=alert.reason,
        finding={key: value for key, value in alert.evidence.items() if key not in NO_ANSWERS},
        at=alert.raised_at,
        flags=tuple(alert.evidence.get("flags", ())),
        program_id=session.program_id if session else None,
        revision_id=session.revision_id if session else None,
    )


READERS: dict[str, Callable[[Patient, list[UUID]], list[Judged]]] = {
    "stop": _stops,
    "morning": _mornings,
    "day": _days,
    "alert": _alerts,
}
