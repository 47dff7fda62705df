"""A patient at home and what their phone reports, for the tests of the player's server side."""

from typing import Any

from django.utils import timezone

from following.models import Session, SetEvent
from following.services import log, sessions
from following.services.sessions import CheckIn
from people.ids import uuid7
from people.models import Patient
from programs.models import PrescribedLine, Revision
from tests.factories import (
    AcknowledgementFactory,
    PrescribedLineFactory,
    RevisionFactory,
    SignOffFactory,
    exercise,
    prescribed,
)

WELL = CheckIn(back=1, leg=2, ill=False)
NOTHING_NEW = {
    "back": 1,
    "leg": 2,
    "reach": "calf",
    "places": [],
    "moved": "same",
    "numb_or_weak": False,
    "dizzy_or_breathless": False,
    "red_flags": None,
}


def at_home(*slugs: str, **terms: Any) -> Revision:
    """A revision that its patient may follow at home."""
    revision = prescribed(*slugs, **terms)
    AcknowledgementFactory(patient=revision.program.patient)
    return revision


def at_home_with(dose: dict[str, Any], **terms: Any) -> Revision:
    """The same, with one line of a dose of its own."""
    revision = RevisionFactory(**terms)
    PrescribedLineFactory(revision=revision, **{"place": 0} | dose)
    SignOffFactory(program=revision.program, exercise=exercise())
    AcknowledgementFactory(patient=revision.program.patient)
    return revision


def begin(patient: Patient, answers: CheckIn = WELL, **options: Any) -> Session:
    wanted = {"session_id": uuid7(), "slot": 1, "at": timezone.now()} | options
    return sessions.begin_session(patient=patient, answers=answers, **wanted).session


def first_line(session: Session) -> PrescribedLine:
    return PrescribedLine.objects.filter(revision=session.revision).order_by("place")[0]


def set_done(session: Session, **changes: Any) -> log.SetReport:
    """The report of a set that was done with the timer."""
    report = {
        "id": uuid7(),
        "line": first_line(session).pk,
        "number": 1,
        "kind": SetEvent.Kind.TIMED,
        "reason": SetEvent.Reason.NONE,
        "repetitions": 5,
        "seconds": 70,
        "happened_at": timezone.now(),
    }
    return log.SetReport(**report | changes)


def stop(session: Session, **answers: Any) -> log.StopReport:
    """The report of a press on Stop in the first exercise."""
    line = first_line(session).pk
    return log.StopReport(
        id=uuid7(), line=line, happened_at=timezone.now(), answers=NOTHING_NEW | answers
    )
