"""A patient's phone before the API: who it is, and what it may not do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import (
    APIException,
    NotAuthenticated,
    ParseError,
    ValidationError,
)
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


class AnotherPerson(APIException):
    """The phone speaks of a patient who is not the one signed in: it keeps what it has."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_detail = gettext_lazy("Another person is signed in.")
    default_code = "another_person"


class Strange(APIException):
    """The id of the report is that of another person's report."""

    status_code = status.HTTP_404_NOT_FOUND
    default_detail = gettext_lazy("This was not accepted.")


class UnknownSession(APIException):
    """Perhaps it was begun on another phone that has not told of it: the report may come again."""

    status_code = status.HTTP_404_NOT_FOUND
    default_detail = gettext_lazy("This session is not known here yet.")
    default_code = "unknown_session"


#: What would be refused the next time too: a phone that has the words need not send it again.
FOR_GOOD = (ValidationError, NotNowAnswer, Strange)


class PatientView(APIView):
    """For a person who is enrolled as a patient, about their own sessions.

    A phone names its patient in a header: what waits on it is nobody else's.
    """

    authentication_classes = (SessionCookie,)
    parser_classes = (PlainJSON,)
    permission_classes = (IsAuthenticated,)

    @classmethod
    def as_view(cls, **initkwargs: Any) -> AsView[Any]:
        view = super().as_view(**initkwargs)
        view.audience = "patients"  # type: ignore[attr-defined]
        return view

    def handle_exception(self, exc: Exception) -> Response:
        """Say in words what is refused, and by its id what need not be sent again."""
        if isinstance(exc, FindingRefused):
            exc = ValidationError(_("An answer cannot be true. Please answer again."))
        if isinstance(exc, FOR_GOOD):
            errors = exc.detail if isinstance(exc.detail, dict) else {}
            told = {"detail": in_one_text(exc.detail), "errors": errors}
            return Response(told | {"refused": self.refused(exc)}, status=exc.status_code)
        response = super().handle_exception(exc)
        if isinstance(exc, NotAuthenticated):
            response.data["code"] = "not_signed_in"
        if isinstance(exc, UnknownSession | AnotherPerson):
            response.data["code"] = exc.default_code
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Hand out the token that a report needs, to whoever has lost it too."""
        if request.method == "GET" or response.status_code == status.HTTP_403_FORBIDDEN:
            get_token(cast(HttpRequest, request))
        return super().finalize_response(request, response, *args, **kwargs)

    def refused(self, _exc: APIException) -> list[str]:
        """The ids of the reports that are refused: the one in the address, or else in the body."""
        told = self.kwargs.get("pk") if self.request.method == "PUT" else self.request.data
        own = told.get("id") if isinstance(told, dict) else told
        return [str(own)] if isinstance(own, str | UUID) else []

    @cached_property
    def patient(self) -> Patient:
        user, named = cast(User, self.request.user), self.request.headers.get("Sciatica-Patient")
        if named is None:
            if user.enrolment is None:
                raise Http404
            return user.enrolment
        for enrolment in user.enrolments:
            if str(enrolment.pk) == named:
                return enrolment
        raise AnotherPerson

    def session_or_unknown(self, pk: UUID) -> Session:
        mine = Session.objects.own(self.patient).select_related("revision", "program", "patient")
        session = mine.filter(pk=pk).first()
        if session is None:
            raise UnknownSession
        return session

    def valid(self, serializer_class: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


def in_one_text(detail: Any) -> str:
    """All sentences of a refusal, each once, whatever fields they are about."""
    if isinstance(detail, dict):
        detail = list(detail.values())
    if isinstance(detail, list):
        return " ".join(dict.fromkeys(filter(None, map(in_one_text, detail))))
    return str(detail)
