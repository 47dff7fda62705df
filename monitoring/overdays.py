"""The rules over days (clinical rules 5): each day at home judged once, and what follows done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from following.models import MorningCheck, Session, Stop
from monitoring import features, letters, services
from monitoring.features import Log
from monitoring.models import Alert, JudgedDay
from monitoring.recent import Watched, at_home, reported, reported_and_followed
from monitoring.reports import is_about_a_set
from programs import reading, stop_rules
from programs.models import Program, Revision
from programs.services import supervision
from programs.stop_rules import Decision, Outcome

SUGGEST = Outcome.SUGGEST_SIMPLER
SUGGESTED_AT_MOST_EVERY = timedelta(days=14)


@transaction.atomic
def judge_days_over(*, program: Program, at: datetime) -> list[JudgedDay]:
    """Judge each day that is over and was not judged yet, the oldest first, until one pauses."""
    one = _locked(program)
    revision = reading.latest_revision(program)
    days = one.days_over(at) if one else []
    if one is None or revision is None or not days:
        return []
    log = reported_and_followed(one, revision, first=days[0], last=days[-1])
    judged = []
    for day in days:
        judged.append(_judge(one, revision, log, day, at=at, is_over=True))
        if one.program.status != Program.Status.HOME:
            break
    return JudgedDay.objects.bulk_create(judged)


@transaction.atomic
def judge_at_once(*, program: Program, at: datetime) -> JudgedDay | None:
    """Pause now what must not wait for the night; the day is then judged as it stands."""
    one = _locked(program)
    revision = reading.latest_revision(program)
    if one is None or revision is None:
        return None
    today = one.patient.local(at).date()
    log = reported(one, revision, first=today, last=today)
    if not _decide(revision, features.over_days(log, today, is_over=False)).suspend:
        return None
    log = reported_and_followed(one, revision, first=today, last=today)
    row = _judge(one, revision, log, today, at=at, is_over=False)
    # A day on which the program was resumed after such a pause has its row already.
    JudgedDay.objects.bulk_create([row], ignore_conflicts=True)
    return row


def on_session_recorded(
    *,
    session: Session | None = None,
    stop: Stop | None = None,
    morning: MorningCheck | None = None,
    **_kwargs: Any,
) -> None:
    """Judge at once what the patient has just reported of pain."""
    told = morning or session
    if told is not None and not is_about_a_set(session, stop):
        judge_at_once(program=told.program, at=timezone.now())


def _locked(program: Program) -> Watched | None:
    """The program, held until the transaction ends; None when it is not at home."""
    own = Program.objects.select_for_update(of=("self",))
    return next(iter(at_home(own.filter(clinic=program.clinic_id, pk=program.pk))), None)


def _judge(
    one: Watched, revision: Revision, log: Log, day: date, *, at: datetime, is_over: bool
) -> JudgedDay:
    finding = features.over_days(log, day, is_over=is_over)
    decision = _decide(revision, finding)
    _carry_out(
        one,
        decision,
        evidence=_evidence(revision, decision, finding),
        counts_from=_counts_from(one, decision, log, day),
        at=at,
    )
    return JudgedDay(
        clinic=one.program.clinic,
        patient=one.patient,
        program=one.program,
        day=day,
        finding=finding,
        rule=decision.rule,
        outcome=decision.outcome,
        reason=decision.reason,
        judged_at=at,
        **features.rollup(log, day),
    )


def _decide(revision: Revision, finding: dict[str, Any]) -> Decision:
    return stop_rules.decide(revision.rules.over_days, finding)


def _counts_from(one: Watched, decision: Decision, log: Log, day: date) -> str:
    """When its cause began: a cause is told once, and a new one after it anew."""
    if decision.reason in {"silent", "silent_long"}:
        return features.last_heard_on(log, day).isoformat()
    return day.isoformat() if decision.outcome == SUGGEST else one.since.isoformat()


def _evidence(revision: Revision, decision: Decision, finding: dict[str, Any]) -> dict[str, Any]:
    """What follows, and what the row that decided looked at."""
    rows = {row["id"]: row for row in revision.rules.over_days}
    measured = {field: finding[field] for field, *_ in rows[decision.rule]["when"]}
    return {"outcome": decision.outcome, "suspended": decision.suspend, **measured}


def _carry_out(
    one: Watched,
    decision: Decision,
    *,
    evidence: dict[str, Any],
    counts_from: str,
    at: datetime,
) -> None:
    if decision.outcome == SUGGEST and _was_suggested_lately(one, at):
        return
    if decision.suspend:
        supervision.suspend(program=one.program, because=decision.reason, at=at)
        one.program.refresh_from_db(fields=["status"])
    if decision.outcome == Outcome.REMIND:
        key = f"{letters.OF_A_SILENCE}{one.program.pk}:{counts_from}"
        letters.to_patient(one.patient, key=key, at=at)
    if decision.alert != stop_rules.Alert.NONE:
        services.raise_alert(
            patient=one.patient,
            urgency=Alert.Urgency[decision.alert.name],
            reason=decision.reason,
            source=uuid5(one.program.pk, f"{decision.reason} {counts_from}"),
            evidence=evidence,
            at=at,
        )


def _was_suggested_lately(one: Watched, at: datetime) -> bool:
    return Alert.objects.filter(
        clinic=one.program.clinic_id,
        patient=one.patient,
        reason="low_adherence",
        raised_at__gt=at - SUGGESTED_AT_MOST_EVERY,
    ).exists()
