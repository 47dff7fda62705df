"""Who needs the doctor: alerts and notices as the rows of one list, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring import due, reasons
from monitoring.caseload import cases
from monitoring.models import Alert
from monitoring.notices import Kind, Notice, notices
from monitoring.proposals import Proposal
from monitoring.statistics import Statistics, statistics
from people.models import Doctor, Patient, User

Urgency = Alert.Urgency

ALERT_TONES = {
    Urgency.NOW: "coral",
    Urgency.SAME_DAY: "coral",
    Urgency.WORKING_DAY: "amber",
    Urgency.NOTICE: "grey",
}
NOTICE_TONES = {Kind.CLEARANCE: "amber", Kind.REVIEW: "amber", Kind.GATE: "teal"}
PRESSING = {Urgency.NOW, Urgency.SAME_DAY}


@dataclass(frozen=True)
class Row:
    """One line of the worklist; `alert` is None for a notice, which ends by itself."""

    patient: Patient
    owner: Doctor
    title: str
    evidence: str
    tone: str
    chip: str
    left: str
    alert: Alert | None = None
    passed_on: str = ""
    proposal: Proposal | None = None
    is_pressing: bool = False
    is_for_later: bool = False


@dataclass(frozen=True)
class Worklist:
    rows: tuple[Row, ...]
    summary: str
    statistics: Statistics


def worklist(user: User, *, mine: bool, at: datetime) -> Worklist:
    caseload = cases(user, mine=mine, at=at)
    alerts, waiting = open_alerts(user, mine=mine), notices(caseload)
    rows = sorted((alert_row(alert, at) for alert in alerts), key=lambda row: row.is_for_later)
    return Worklist(
        rows=(*rows, *(_notice_row(notice) for notice in waiting)),
        summary=_summary(alerts, waiting),
        statistics=statistics(caseload),
    )


def open_alerts(user: User, *, mine: bool) -> list[Alert]:
    """Unresolved alerts, the most urgent first."""
    found = Alert.objects.of(user) if mine else Alert.objects.visible_to(user)
    shown = found.open().select_related("patient", "owner__user", "escalated_from__user")
    return list(shown.order_by("urgency", "due_at", "id"))


def is_for_later(alert: Alert, at: datetime) -> bool:
    """Seen and put aside, until it is due."""
    return alert.acknowledged_at is not None and not alert.is_overdue(at)


def alert_row(alert: Alert, at: datetime) -> Row:
    now, by = timezone.localtime(at), timezone.localtime(alert.due_at)
    at_once = alert.urgency == Urgency.NOW
    return Row(
        patient=alert.patient,
        owner=alert.owner,
        title=reasons.title(alert.reason, alert.evidence),
        evidence=reasons.evidence_in_words(alert.evidence),
        tone=ALERT_TONES[Urgency(alert.urgency)],
        chip=_("now") if at_once else due.when_in_words(by, now),
        left=_("act now") if at_once else due.left_in_words(by, now),
        alert=alert,
        passed_on=passed_on(alert),
        is_pressing=alert.urgency in PRESSING,
        is_for_later=is_for_later(alert, at),
    )


def passed_on(alert: Alert) -> str:
    """That nobody dealt with it in time, and who has it now."""
    if alert.escalated_at is None:
        return ""
    if alert.escalated_from:
        return _("Overdue: passed on from %(doctor)s") % {"doctor": alert.escalated_from}
    return _("Overdue: the whole clinic sees it")


def _notice_row(notice: Notice) -> Row:
    return Row(
        patient=notice.program.patient,
        owner=notice.program.doctor,
        title=notice.title,
        evidence=notice.evidence,
        tone=NOTICE_TONES.get(notice.kind, "grey"),
        chip=notice.chip,
        left=notice.ask,
        proposal=notice.proposal,
    )


def _summary(alerts: Iterable[Alert], waiting: Iterable[Notice]) -> str:
    """Such as "2 today · 1 this week · 4 notices"."""
    pressing = [alert.urgency in PRESSING for alert in alerts]
    today, week, others = sum(pressing), len(pressing) - sum(pressing), len(list(waiting))
    parts = (
        (today, _("%(count)s today") % {"count": today}),
        (week, _("%(count)s this week") % {"count": week}),
        (
            others,
            ngettext("%(count)s notice", "%(count)s notices", others) % {"count": others},
        ),
    )
    return " · ".join(words for count, words in parts if count)
