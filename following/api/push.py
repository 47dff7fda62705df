"""A phone that wants to be reminded, or no longer, by messages pushed to it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle

from following.api.base import PatientView
from following.models import PushSubscription
from following.reminders import words
from following.reminders.endpoints import EndpointRefused
from following.reminders.pushing import Device, Outcome, public_key, push
from following.services import reminders

#: For a message that is tried now, or not at all.
A_MINUTE = 60


class EndpointSerializer(serializers.Serializer[Any]):
    endpoint = serializers.CharField(max_length=1000)


class KeysSerializer(serializers.Serializer[Any]):
    p256dh = serializers.CharField(max_length=100)
    auth = serializers.CharField(max_length=40)


class SubscriptionSerializer(EndpointSerializer):
    """What a browser makes of its subscription, and the endpoint that this one takes over from."""

    keys = KeysSerializer()
    replaces = serializers.CharField(max_length=1000, required=False)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        device = Device(told["endpoint"], **told["keys"])
        try:
            device.check()
        except (ValueError, EndpointRefused) as wrong:
            raise ValidationError(_("This phone cannot be reached.")) from wrong
        return {"device": device, "replaces": told.get("replaces")}


class PushSerializer(serializers.Serializer[Any]):
    """What a browser subscribes with, what it must send back, and which devices are on."""

    key = serializers.CharField()
    token = serializers.CharField()
    endpoints = serializers.ListField(child=serializers.CharField())


class OutcomeSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=[one.name.lower() for one in Outcome])


class PushView(PatientView):
    @extend_schema(operation_id="push", responses={200: PushSerializer})
    def get(self, request: Request) -> Response:
        endpoints = list(self._devices().values_list("endpoint", flat=True))
        told = {"key": public_key(), "token": get_token(request), "endpoints": endpoints}
        return Response(PushSerializer(told).data)

    @extend_schema(
        operation_id="push_subscribe",
        request=SubscriptionSerializer,
        responses={200: EndpointSerializer},
    )
    def post(self, request: Request) -> Response:
        """Remind on this device; one that renews its subscription must have been one's own."""
        patient, told = self.patient, self.valid(SubscriptionSerializer)
        if told["replaces"]:
            get_object_or_404(self._devices(), endpoint=told["replaces"])
            reminders.unsubscribe(patient=patient, endpoint=told["replaces"])
        reminders.subscribe(patient=patient, device=told["device"])
        return Response(EndpointSerializer(told["device"]).data)

    @extend_schema(
        operation_id="push_unsubscribe",
        request=EndpointSerializer,
        responses={200: EndpointSerializer},
    )
    def delete(self, request: Request) -> Response:
        patient, told = self.patient, self.valid(EndpointSerializer)
        reminders.unsubscribe(patient=patient, endpoint=told["endpoint"])
        return Response(told)

    def _devices(self) -> QuerySet[PushSubscription]:
        mine = {"clinic": self.patient.clinic_id, "patient": self.patient}
        return PushSubscription.objects.filter(**mine)


class FewTrials(UserRateThrottle):
    scope, rate = "push_try", "6/min"


class PushTrialView(PushView):
    """Sends one message now, so that the patient sees that it works."""

    throttle_classes = (FewTrials,)
    http_method_names = ("post",)

    @extend_schema(
        operation_id="push_try", request=EndpointSerializer, responses={200: OutcomeSerializer}
    )
    def post(self, request: Request) -> Response:
        devices, told = self._devices(), self.valid(EndpointSerializer)
        one = get_object_or_404(devices, endpoint=told["endpoint"])
        said = words.of_a_trial(self.patient.language)
        outcome = push(Device(one.endpoint, one.p256dh, one.auth), said, seconds=A_MINUTE)
        if outcome == Outcome.GONE:
            reminders.unsubscribe(patient=self.patient, endpoint=one.endpoint)
        return Response({"outcome": outcome.name.lower()})
