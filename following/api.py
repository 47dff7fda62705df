"""The phone's way to the server: begin a session, report sets and stops, finish.

Every answer that keeps something names it under `kept`; a replay is answered like the first time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from following.document import document_of
from following.models import Session, SetEvent
from following.services import log, sessions
from following.work import NotNow
from people.models import Patient, Reach, User
from programs.safety import RED_FLAGS
from programs.stop_rules import Decision

if TYPE_CHECKING:
    from rest_framework.views import AsView

LONGEST_SET = 2 * 60 * 60
MOST_EVENTS_AT_ONCE = 100
#: A phone may have been without a connection for as long as this.
OLDEST_SESSION = timedelta(days=7)
PAIN_WORDS: dict[str, Any] = {
    key: gettext_lazy("Pain is a whole number from 0 to 10.")
    for key in ("invalid", "min_value", "max_value", "max_string_length", "null")
}


class SessionCookie(SessionAuthentication):
    """Answers a stranger with 401, so that the phone knows to keep what it has not sent."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class SessionCookieScheme(OpenApiAuthenticationExtension):
    """Tells the schema what SessionCookie is."""

    target_class = SessionCookie
    name = "cookieAuth"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class NotNowAnswer(APIException):
    status_code = status.HTTP_409_CONFLICT


class Pain(serializers.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=10, error_messages=PAIN_WORDS, **options)


class RedFlagsField(serializers.ListField):
    """The red flags answered with yes; null when they were not asked."""

    child = serializers.ChoiceField([flag.code for flag in RED_FLAGS])


class CheckInSerializer(serializers.Serializer[Any]):
    slot = serializers.IntegerField(min_value=1, max_value=6)
    happened_at = serializers.DateTimeField()
    back = Pain()
    leg = Pain()
    ill = serializers.BooleanField()
    red_flags = RedFlagsField(allow_null=True, default=None)

    def validate_happened_at(self, moment: datetime) -> datetime:
        now = timezone.now()
        if moment < now - OLDEST_SESSION:
            raise ValidationError(_("This session is too long ago."))
        return min(moment, now)


class SetSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    line = serializers.UUIDField()
    number = serializers.IntegerField(min_value=1, max_value=100)
    kind = serializers.ChoiceField([kind.name.lower() for kind in SetEvent.Kind])
    reason = serializers.ChoiceField(
        [reason.name.lower() for reason in SetEvent.Reason], default="none"
    )
    repetitions = serializers.IntegerField(min_value=0, max_value=1000)
    seconds = serializers.IntegerField(min_value=0, max_value=LONGEST_SET)
    happened_at = serializers.DateTimeField()


class EventsSerializer(serializers.Serializer[Any]):
    events = serializers.ListField(
        child=SetSerializer(), allow_empty=False, max_length=MOST_EVENTS_AT_ONCE
    )


class StopSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    line = serializers.UUIDField(allow_null=True)
    happened_at = serializers.DateTimeField()
    back = Pain(allow_null=True)
    leg = Pain(allow_null=True)
    reach = serializers.ChoiceField(Reach.values, allow_blank=True)
    moved = serializers.ChoiceField(["down", "up", "same"], allow_null=True)
    numb_or_weak = serializers.BooleanField(allow_null=True)
    dizzy_or_breathless = serializers.BooleanField(allow_null=True)
    red_flags = RedFlagsField(allow_null=True)


class FinishSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    back = Pain()
    leg = Pain()
    reach = serializers.ChoiceField(Reach.values, allow_blank=True, default="")


class DecisionSerializer(serializers.Serializer[Decision]):
    rule = serializers.CharField()
    outcome = serializers.CharField()
    reason = serializers.CharField()
    suspend = serializers.BooleanField()


class KeptSerializer(serializers.Serializer[Any]):
    """What is kept now, by the ids that the phone made, and what was decided."""

    kept = serializers.ListField(child=serializers.UUIDField())
    session = serializers.UUIDField()
    decision = DecisionSerializer(allow_null=True)


class PatientView(APIView):
    """For a person who is enrolled as a patient, about their own sessions."""

    authentication_classes = (SessionCookie,)
    permission_classes = (IsAuthenticated,)

    @classmethod
    def as_view(cls, **initkwargs: Any) -> AsView[Any]:
        view = super().as_view(**initkwargs)
        view.audience = "patients"  # type: ignore[attr-defined]
        return view

    @property
    def patient(self) -> Patient:
        patient = cast(User, self.request.user).enrolment
        if patient is None:
            raise Http404
        return patient

    def session_or_404(self, pk: UUID) -> Session:
        mine = Session.objects.own(self.patient)
        return get_object_or_404(mine.select_related("revision", "program", "patient"), pk=pk)

    def valid(self, serializer_class: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


class SessionView(PatientView):
    @extend_schema(operation_id="session_document", responses={200: dict})
    def get(self, request: Request, pk: UUID) -> Response:
        document = document_of(self.session_or_404(pk), at=timezone.now())
        if document is None:
            raise NotNowAnswer(_("Your plan is not open for exercise at home now."))
        return Response(document)

    @extend_schema(
        operation_id="session_begin", request=CheckInSerializer, responses={200: KeptSerializer}
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Begin the session; `session` is another than asked for when its slot had one already."""
        patient, report = self.patient, self.valid(CheckInSerializer)
        slot, at = report.pop("slot"), report.pop("happened_at")
        try:
            begun = sessions.begin_session(
                patient=patient,
                session_id=pk,
                slot=slot,
                answers=sessions.CheckIn(**report),
                at=at,
            )
        except NotNow as refusal:
            raise NotNowAnswer(str(refusal)) from refusal
        except Session.DoesNotExist as stranger:
            raise Http404 from stranger
        return kept([pk], session=begun.session.pk, decision=begun.decision)


class EventsView(PatientView):
    @extend_schema(
        operation_id="session_events", request=EventsSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session = self.session_or_404(pk)
        events = [_set_report(event) for event in self.valid(EventsSerializer)["events"]]
        try:
            ids = log.record_events(session=session, events=events)
        except log.EventRefused as refusal:
            raise ValidationError({"events": str(refusal)}) from refusal
        return kept(ids, session=pk)


class StopsView(PatientView):
    @extend_schema(
        operation_id="session_stop", request=StopSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session = self.session_or_404(pk)
        answers = self.valid(StopSerializer)
        own = {name: answers.pop(name) for name in ("id", "line", "happened_at")}
        report = log.StopReport(**own, answers=answers)
        try:
            decision = log.record_stop(session=session, report=report)
        except log.EventRefused as refusal:
            raise ValidationError({"line": str(refusal)}) from refusal
        return kept([report.id], session=pk, decision=decision)


class FinishView(PatientView):
    @extend_schema(
        operation_id="session_finish", request=FinishSerializer, responses={200: KeptSerializer}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        session, report = self.session_or_404(pk), self.valid(FinishSerializer)
        event_id = report.pop("id")
        decision = sessions.finish_session(session=session, **report, at=timezone.now())
        return kept([event_id], session=pk, decision=decision)


def kept(ids: list[UUID], *, session: UUID, decision: Decision | None = None) -> Response:
    answer = {"kept": ids, "session": session, "decision": decision}
    return Response(KeptSerializer(answer).data)


def _set_report(event: dict[str, Any]) -> log.SetReport:
    codes = {
        "kind": SetEvent.Kind[event["kind"].upper()].value,
        "reason": SetEvent.Reason[event["reason"].upper()].value,
    }
    return log.SetReport(**event | codes)
