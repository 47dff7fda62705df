"""Red flags that a patient finds on the phone while no session is under way."""

from __future__ import annotations

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from following.api.base import PatientView, Strange
from following.api.reports import AloneKeptSerializer, RedFlagsSerializer
from following.services.red_flags import answer_red_flags
from people.models import User
from programs.models import RedFlagCheck


class RedFlagsView(PatientView):
    @extend_schema(
        operation_id="red_flags", request=RedFlagsSerializer, responses={200: AloneKeptSerializer}
    )
    def post(self, request: Request) -> Response:
        patient, report = self.patient, self.valid(RedFlagsSerializer)
        signs = {name: report[name] for name in ("flags", "numb_or_weak")}
        by = cast(User, patient.user)
        try:
            answer_red_flags(patient=patient, by=by, check_id=report["id"], **signs)
        except RedFlagCheck.DoesNotExist as stranger:
            raise Strange from stranger
        return Response(AloneKeptSerializer({"kept": [report["id"]]}).data)
