"""A patient's phone before the API: who it is, and what it may not do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from following.models import Session
from people.models import Patient, User
from programs.stop_rules import FindingRefused

if TYPE_CHECKING:
    from rest_framework.views import AsView


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


class PlainJSON(JSONParser):
    """Refuses JSON that is nested more deeply than anyone could mean."""

    def parse(self, *args: Any, **options: Any) -> Any:
        try:
            return super().parse(*args, **options)
        except RecursionError as deep:
            raise ParseError(_("This JSON is nested too deeply.")) from deep


class NotNowAnswer(APIException):
    status_code = status.HTTP_409_CONFLICT


class PatientView(APIView):
    """For a person who is enrolled as a patient, about their own sessions."""

    authentication_classes = (SessionCookie,)
    parser_classes = (PlainJSON,)
    permission_classes = (IsAuthenticated,)

    @classmethod
    def as_view(cls, **initkwargs: Any) -> AsView[Any]:
        view = super().as_view(**initkwargs)
        view.audience = "patients"  # type: ignore[attr-defined]
        return view

    def handle_exception(self, exc: Exception) -> Response:
        """An answer that the stop rules refuse is refused in words, and nothing of it is kept."""
        if isinstance(exc, FindingRefused):
            exc = ValidationError({"detail": _("An answer cannot be true. Please answer again.")})
        return super().handle_exception(exc)

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
