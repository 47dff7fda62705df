"""The phone's way to the server: begin a session, report sets and stops, finish.

Every answer that keeps something names it under `kept`; a replay is answered like the first time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from following import locking
from following.api.base import NotNowAnswer, PatientView, Strange
from following.api.reports import (
    CheckInSerializer,
    EventsSerializer,
    FinishSerializer,
    KeptSerializer,
    StopSerializer,
)
from following.clock import PhoneClock
from following.models import Session, SetEvent
from following.opening import document_to_open
from following.services import log, sessions
from following.work import NotNow, work_of
from programs.models import RedFlagCheck
from programs.stop_rules import Decision, stricter


class SessionView(PatientView):
    @extend_schema(
        operation_id="session_document",
        parameters=[OpenApiParameter("slot", int, description="The time of day to begin at.")],
        responses={200: dict},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """The document to begin or to go on with; `session` in it may be another one's id."""
        slot = request.query_params.get("slot", "")
        try:
            document = document_to_open(
                patient=self.patient, session_id=pk, slot=slot, at=timezone.now()
            )
        except NotNow as refusal:
            raise NotNowAnswer(str(refusal)) from refusal
        if document is None:
            raise Http404
        return Response(document)

    @extend_schema(
        operation_id="session_begin", request=CheckInSerializer, responses={200: KeptSerializer}
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Begin the session; `session` is another than asked for when its slot had one already."""
        patient, report = self.patient, self.valid(CheckInSerializer)
        clock, happened_at = _clock(report), report.pop("happened_at")
        phone = sessions.Phone(
            day=report.pop("day"),
            revision=report.pop("revision_id"),
            time_zone=report.pop("time_zone") or "",
            clock_skew=clock.skew,
            waited=clock.waited(happened_at),
        )
        try:
            begun = sessions.begin_session(
                patient=patient,
                session_id=pk,
                slot=report.pop("slot"),
                answers=sessions.CheckIn(**report),
                at=clock.corrected(happened_at),
                phone=phone,
            )
        except NotNow as refusal:
            raise NotNowAnswer(str(refusal)) from refusal
        except (Session.DoesNotExist, RedFlagCheck.DoesNotExist) as stranger:
            raise Strange from stranger
        return _kept([pk], begun.session, begun.decision, has_told_pain=True)


class EventsRefused(ValidationError):
    def __init__(self, words: str, events: list[UUID]) -> None:
        super().__init__(words)
        self.events = events


class EventsView(PatientView):
    @extend_schema(
        operation_id="session_events", request=EventsSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session, report = self.session_or_unknown(pk), self.valid(EventsSerializer)
        clock = _clock(report)
        events = [_set_report(event, session, clock) for event in report["events"]]
        try:
            ids = log.record_events(session=session, events=events)
        except log.EventRefused as refusal:
            raise EventsRefused(str(refusal), [refusal.event]) from refusal
        return _kept(ids, session)

    def refused(self, exc: APIException) -> list[str]:
        """The sets that are refused; the others of the batch were not kept, and may come again."""
        if isinstance(exc, EventsRefused):
            return [str(one) for one in exc.events]
        events = self.request.data.get("events") if isinstance(self.request.data, dict) else None
        wrong = exc.detail.get("events") if isinstance(exc.detail, dict) else None
        return [
            str(event["id"])
            for place, event in enumerate(events if isinstance(events, list) else ())
            if isinstance(event, dict) and "id" in event
            # What is wrong with the whole is wrong with each.
            if not isinstance(wrong, dict) or place in wrong
        ]


class StopsView(PatientView):
    @extend_schema(
        operation_id="session_stop", request=StopSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session, answers = self.session_or_unknown(pk), self.valid(StopSerializer)
        clock, happened_at = _clock(answers), answers.pop("happened_at")
        report = log.StopReport(
            id=answers.pop("id"),
            line=answers.pop("line"),
            happened_at=_moment(happened_at, session, clock),
            answers=answers,
            told=clock.told(happened_at),
        )
        try:
            decision = log.record_stop(session=session, report=report)
        except (IntegrityError, RedFlagCheck.DoesNotExist) as stranger:
            raise Strange from stranger
        return _kept([report.id], session, decision, has_told_pain=True)


class FinishView(PatientView):
    @extend_schema(
        operation_id="session_finish", request=FinishSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session, report = self.session_or_unknown(pk), self.valid(FinishSerializer)
        clock, event_id = _clock(report), report.pop("id")
        at = _moment(report.pop("happened_at") or clock.now, session, clock)
        try:
            decision = sessions.finish_session(session=session, **report, at=at, report_id=event_id)
        except RedFlagCheck.DoesNotExist as stranger:
            raise Strange from stranger
        return _kept([event_id], session, decision)


def _clock(report: dict[str, Any]) -> PhoneClock:
    return PhoneClock(now=timezone.now(), sent_at=report.pop("sent_at"))


def _moment(happened_at: datetime, session: Session, clock: PhoneClock) -> datetime:
    return clock.corrected(happened_at, not_before=session.started_at)


def _kept(
    ids: list[UUID],
    session: Session,
    decision: Decision | None = None,
    *,
    has_told_pain: bool = False,
) -> Response:
    """The answer, with the graver of the decision and of what has locked the plan by now.

    Pain may have closed a stage: `open` then names the lines that are left.
    """
    session.program.refresh_from_db(fields=["status", "suspended_because"])
    lock = locking.lock_of(session.program)
    told = [one for one in (decision, lock) if one]
    graver = stricter(*told) if told else None
    still_open = _open_lines(session) if has_told_pain else None
    answer = {"kept": ids, "session": session.pk, "decision": graver, "open": still_open}
    return Response(KeptSerializer(answer).data)


def _open_lines(session: Session) -> list[UUID]:
    work = work_of(session)
    return [line.pk for line in work.lines] if work else []


def _set_report(event: dict[str, Any], session: Session, clock: PhoneClock) -> log.SetReport:
    codes = {
        "kind": SetEvent.Kind[event["kind"].upper()].value,
        "reason": SetEvent.Reason[event["reason"].upper()].value,
        "happened_at": _moment(event["happened_at"], session, clock),
        "told": clock.told(event["happened_at"]),
    }
    return log.SetReport(**event | codes)
