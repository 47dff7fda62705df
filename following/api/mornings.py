"""The phone's way to answer how the morning after a session is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from following.api.base import NotNowAnswer, PatientView, Strange
from following.api.fields import Pain, Places, RedFlags
from following.api.reports import DecisionSerializer, Report
from following.clock import PhoneClock
from following.models import MorningCheck
from following.mornings import Morning
from following.services.mornings import answer_morning
from programs.models import RedFlagCheck


class MorningSerializer(Report):
    """Any pain has a place, and the red flags are asked after it."""

    happened_at = serializers.DateTimeField()
    back = Pain()
    leg = Pain()
    sleep_disturbed = serializers.BooleanField()
    places = Places()
    red_flags = RedFlags(default=None)

    def validate(self, answers: dict[str, Any]) -> dict[str, Any]:
        if (answers["back"] or answers["leg"]) and answers["red_flags"] is None:
            raise ValidationError({"red_flags": _("Answer the warning signs too.")})
        # A warning sign is sent without delay.
        if answers["leg"] and not (answers["places"] or answers["red_flags"]):
            raise ValidationError({"places": _("Choose where it hurts.")})
        return answers


class MorningKeptSerializer(serializers.Serializer[Any]):
    kept = serializers.ListField(child=serializers.UUIDField())
    decision = DecisionSerializer()


class MorningView(PatientView):
    @extend_schema(
        operation_id="morning_answer",
        request=MorningSerializer,
        responses={200: MorningKeptSerializer},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        patient, report = self.patient, self.valid(MorningSerializer)
        clock = PhoneClock(timezone.now(), report.pop("sent_at"))
        happened_at = report.pop("happened_at")
        at, told = clock.corrected(happened_at), clock.told(happened_at)
        try:
            decision = answer_morning(
                patient=patient, check_id=pk, morning=Morning(**report), at=at, told=told
            )
        except (MorningCheck.DoesNotExist, RedFlagCheck.DoesNotExist) as stranger:
            raise Strange from stranger
        if decision is None:
            raise NotNowAnswer(_("There is nothing to ask about this morning."))
        return Response(MorningKeptSerializer({"kept": [pk], "decision": decision}).data)
