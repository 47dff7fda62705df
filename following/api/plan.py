"""The plan for a week, which a phone keeps to go on without a connection."""

import hashlib
import json
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from following.api.base import PatientView
from following.offline import plan_document


class PlanView(PatientView):
    @extend_schema(operation_id="plan", responses={200: dict})
    def get(self, request: Request) -> Response:
        """The plan; 304 where the phone has this one already, whenever it was made."""
        document = plan_document(self.patient, at=timezone.now())
        etag = _etag(document)
        is_known = get_conditional_response(cast(HttpRequest, request), etag=etag) is not None
        told = {"status": 304} if is_known else {"data": document}
        return Response(**told, headers={"ETag": etag})


def _etag(document: dict[str, Any]) -> str:
    lasting = json.dumps(document | {"made_at": None}, sort_keys=True)
    return quote_etag(hashlib.sha256(lasting.encode()).hexdigest()[:32])
