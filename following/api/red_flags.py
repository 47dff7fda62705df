"""Red flags that a patient finds on the phone while no session is under way."""

from __future__ import annotations

from typing import cast

from django.db import IntegrityError
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from following.api.base import PatientView
from following.api.reports import AloneKeptSerializer, RedFlagsSerializer
from following.services.red_flags import answer_red_flags
from people.models import User


class RedFlagsView(PatientView):
    @extend_schema(
        operation_id="red_flags", request=RedFlagsSerializer, responses={200: AloneKeptSerializer}
    )
    def post(self, request: Request) -> Response:
        patient, report = self.patient, self.valid(RedFlagsSerializer)
        by = cast(User, patient.user)
        try:
            answer_red_flags(patient=patient, by=by, flags=report["flags"], check_id=report["id"])
        except IntegrityError as stranger:
            raise Http404 from stranger
        return Response(AloneKeptSerializer({"kept": [report["id"]]}).data)
