"""Which session an address of the player opens, and whether there is one to open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from following.document import document_of, session_document
from following.locking import in_words, lock_of
from following.models import Session
from following.services.sessions import work_now
from following.work import NotNow
from people.models import Patient

#: A session that was left can be gone on with for so long, past midnight too.
RESUMABLE = timedelta(hours=12)

#: A day has six sessions at most.
LONGEST_SLOT = 1


def document_to_open(
    *, patient: Patient, session_id: UUID, slot: str, at: datetime
) -> dict[str, Any] | None:
    """The document for the player; None when the address is nobody's or another person's.

    Raises NotNow when the patient has no session to do, or has done it.
    """
    known = Session.objects.select_related("program", "revision", "patient")
    session = known.filter(pk=session_id).first()
    if session is None:
        if not slot.isdecimal() or len(slot) > LONGEST_SLOT:
            return None
        day, number = patient.local(at).date(), int(slot)
        session = known.own(patient).filter(local_date=day, slot=number).first()
        if session is None:
            work = work_now(patient=patient, day=day, slot=number)
            return session_document(
                patient=patient, session_id=session_id, work=work, session=None, at=at
            )
    if session.patient_id != patient.pk:
        return None
    return _document_to_go_on(session, at)


def _document_to_go_on(session: Session, at: datetime) -> dict[str, Any]:
    """A session that was stopped opens too: its decision can be read again."""
    lock = lock_of(session.program)
    if lock and session.status == Session.Status.RUNNING:
        raise NotNow(in_words(lock))
    over = session.status == Session.Status.DONE or at - session.started_at > RESUMABLE
    document = None if over else document_of(session, at=at)
    if document is None:
        raise NotNow(_("There is no session to go on with."))
    return document
