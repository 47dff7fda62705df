"""The one document that the phone needs for a session: work, rules, words and record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from exercises.drawing import library_figure
from exercises.models import Exercise
from following.finding import PERIPHERALISED
from following.line_document import line_document
from following.locking import words_of_locks
from following.models import Session
from following.questions import (
    check_in_document,
    help_document,
    red_flag_documents,
    words_of_red_flags,
)
from following.recorded import recorded_document
from following.work import WHOLE, Work, work_of
from people.body import PLACES
from people.models import Patient, Reach
from programs import reading, safety, schedule, stop_rules
from programs.safety import ScreeningFacts

#: Raised whenever the phone must read the document in another way.
VERSION = 2
REST = "rest-90-90"
#: The reasons to stop after which it helps to lie down with the calves on a chair.
RESTFUL = [
    "leg_pain_spread",
    "leg_pain_spread_again",
    "limit_exercise",
    "limit_session",
    "mild_pain",
    "moderate_pain",
    "moved_up",
    "pain_rose",
    "strong_pain",
    "strong_pain_before",
    "severe_pain_before",
]


def session_document(
    *, patient: Patient, session_id: UUID, work: Work, session: Session | None, at: datetime
) -> dict[str, Any]:
    """Everything the player knows; numbers are seconds, ids are strings."""
    facts, revision = reading.facts_of(patient), work.revision
    return {
        "document": VERSION,
        "session": str(session_id),
        "patient": str(patient.pk),
        "key": f"{patient.pk}:{work.day}:{work.slot.number}",
        "slot": work.slot.number,
        "day": work.day.isoformat(),
        "revision": revision.number,
        "revision_id": str(revision.pk),
        "addresses": _addresses(session_id),
        "lines": _lines(work, facts),
        "dose_percent": work.percent,
        "is_flare": work.is_flare,
        "today_words": _today(work),
        "check_in": check_in_document(patient, facts, revision.rules.check_in, at=at),
        "stop_rules": revision.rules.during,
        "directional_preference": bool(revision.directional_preference),
        "outcomes": [outcome.value for outcome in stop_rules.Outcome],
        "peripheralised": list(PERIPHERALISED),
        "words": stop_rules.all_words() | words_of_red_flags() | words_of_locks(),
        "red_flags": red_flag_documents(facts),
        **help_document(patient.clinic),
        "advice": list(safety.advice_for(facts.findings)),
        "reaches": list(Reach.values),
        "reach_before": patient.reach,
        "places": {place.code: {"side": place.side, "reach": place.reach} for place in PLACES},
        "rest": _rest(facts, work.day),
        "restful": RESTFUL,
        "recorded": recorded_document(session) if session else None,
        "afterwards": _afterwards(work),
    }


def document_of(session: Session, *, at: datetime) -> dict[str, Any] | None:
    """The document of a session that has begun; None when all of it has been locked since."""
    work = work_of(session)
    if work is None:
        return None
    return session_document(
        patient=session.patient, session_id=session.pk, work=work, session=session, at=at
    )


def _addresses(session_id: UUID) -> dict[str, str]:
    own = reverse("api:session", args=[session_id])
    return {
        "sessions": own.removesuffix(f"{session_id}/"),
        "red_flags": reverse("api:red_flags"),
        "today": reverse("following:today"),
    }


def _lines(work: Work, facts: ScreeningFacts) -> list[dict[str, Any]]:
    program = work.revision.program
    taught, opened = reading.taught_exercises(program), reading.open_stages(program)
    return [
        line_document(
            line,
            place=place,
            count=len(work.lines),
            with_easier=reading.easier_is_open(
                line, facts, taught=taught, opened=opened, on=work.day
            ),
        )
        for place, line in enumerate(work.lines, start=1)
    ]


def _today(work: Work) -> str:
    """What is different about today's dose; nothing when it is the prescribed one."""
    if work.is_flare:
        return _("Today: the short plan for a bad day.")
    if work.percent < WHOLE:
        return _("Today a little less: %(percent)s %%.") % {"percent": work.percent}
    return ""


def _rest(facts: ScreeningFacts, on: date) -> str | None:
    """The picture of the resting position, unless something forbids this patient to lie so."""
    exercise = Exercise.objects.filter(slug=REST).first()
    if exercise is None or safety.blocks(
        exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
    ):
        return None
    return library_figure(REST, frame="end")


def _afterwards(work: Work) -> dict[str, str]:
    return {"next": _next_session(work), "review": _review(work.revision.review_on)}


def _next_session(work: Work) -> str:
    following = schedule.TIMES[work.slot.count][work.slot.number :]
    if not following:
        return _("That was the last session today.")
    name, about = following[0]
    return _("Next: %(name)s, about %(time)s.") % {"name": name, "time": time_format(about, "H:i")}


def _review(review_on: date) -> str:
    return _("Your doctor looks at your plan again on %(day)s.") % {"day": date_format(review_on)}
