"""A patient's phone before the API, for the tests of what it reports."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from following.models import Session
from people.ids import uuid7
from people.models import Patient
from programs.models import Revision
from tests.following.phone import NOTHING_NEW, first_line

CHECK_IN = {"slot": 1, "back": 1, "leg": 2, "ill": False}


def signed_in(patient: Patient) -> Client:
    client = Client()
    client.force_login(patient.user)
    return client


def put(client: Client, pk: UUID, **changes: Any) -> Any:
    body = CHECK_IN | {"happened_at": timezone.now().isoformat()} | changes
    return client.put(reverse("api:session", args=[pk]), body, content_type="application/json")


def post(client: Client, name: str, session: Session, body: Any) -> Any:
    address = reverse(f"api:{name}", args=[session.pk])
    return client.post(address, body, content_type="application/json")


def event(session: Session, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid7()),
        "line": str(first_line(session).pk),
        "number": 1,
        "kind": "timed",
        "reason": "none",
        "repetitions": 5,
        "seconds": 70,
        "happened_at": timezone.now().isoformat(),
    } | changes


def stop(session: Session, **changes: Any) -> dict[str, Any]:
    own = {
        "id": str(uuid7()),
        "line": str(first_line(session).pk),
        "happened_at": timezone.now().isoformat(),
    }
    return own | NOTHING_NEW | changes


def waiting(moment: datetime, **said: Any) -> dict[str, Any]:
    """What a phone with a right clock says of something that it could not send until now."""
    return {"happened_at": moment.isoformat(), "sent_at": timezone.now().isoformat()} | said


def begun_offline(revision: Revision, *, days_ago: int = 3, **said: Any) -> tuple[UUID, Any]:
    """The id of a session that was begun days ago without a connection, and what came of it."""
    patient, moment, pk = (
        revision.program.patient,
        timezone.now() - timedelta(days=days_ago),
        uuid7(),
    )
    screen = {"revision_id": str(revision.pk), "day": patient.local(moment).date().isoformat()}
    return pk, put(signed_in(patient), pk, **waiting(moment), **(screen | said))
