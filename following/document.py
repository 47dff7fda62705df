"""The one document that the phone needs for a session: work, rules, words and record.

What is common to all sessions of a revision stands apart from what is one session's own, so that
the plan for a week holds it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from exercises.drawing import library_figure
from exercises.models import Exercise
from following.dose import WHOLE, Dose
from following.finding import PERIPHERALISED
from following.line_document import line_document
from following.locking import words_of_locks
from following.models import Session
from following.questions import (
    asked_from,
    check_in_document,
    red_flag_documents,
    words_of_red_flags,
)
from following.recorded import recorded_document
from following.work import Work, work_of
from people.body import PLACES
from people.models import Patient, Reach
from programs import reading, safety, schedule, stop_rules
from programs.models import PrescribedLine, Revision
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


@dataclass(frozen=True)
class Background:
    """What every session of a revision is judged by, read once; `resting` is the library's."""

    patient: Patient
    revision: Revision
    facts: ScreeningFacts
    taught: frozenset[object]
    opened: frozenset[int]
    resting: Exercise | None

    def opens_easier(self, line: PrescribedLine, on: date) -> bool:
        return reading.easier_is_open(
            line, self.facts, taught=self.taught, opened=self.opened, on=on
        )

    def rest(self, on: date) -> str | None:
        """The picture of the resting position, unless something forbids this patient to lie so."""
        facts, exercise = self.facts, self.resting
        if exercise is None or safety.blocks(
            exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
        ):
            return None
        return library_figure(REST, frame="end")


def background_of(patient: Patient, revision: Revision) -> Background:
    program = revision.program
    return Background(
        patient=patient,
        revision=revision,
        facts=reading.facts_of(patient),
        taught=reading.taught_exercises(program),
        opened=reading.open_stages(program),
        resting=Exercise.objects.filter(slug=REST).first(),
    )


def document_of(session: Session, *, at: datetime) -> dict[str, Any] | None:
    """The document of a session that has begun; None when all of it has been locked since."""
    work = work_of(session)
    if work is None:
        return None
    return session_document(
        patient=session.patient, session_id=session.pk, work=work, session=session, at=at
    )


def session_document(
    *, patient: Patient, session_id: UUID, work: Work, session: Session | None, at: datetime
) -> dict[str, Any]:
    """Everything the player knows; numbers are seconds, ids are strings."""
    known, rows = background_of(patient, work.revision), work.revision.rules.check_in
    return {
        **common_document(known),
        **day_document(known, work.day, work.dose),
        "session": str(session_id),
        "key": f"{patient.pk}:{work.day}:{work.slot.number}",
        "slot": work.slot.number,
        "lines": [
            line_document(
                line,
                place=place,
                count=len(work.lines),
                with_easier=known.opens_easier(line, work.day),
            )
            for place, line in enumerate(work.lines, start=1)
        ],
        "check_in": check_in_document(known.facts, rows, asked_from(patient), at=at),
        "recorded": recorded_document(session) if session else None,
        "afterwards": afterwards_document(work),
    }


def common_document(known: Background) -> dict[str, Any]:
    """What is the same in every session of the revision."""
    patient, revision, facts = known.patient, known.revision, known.facts
    return {
        "document": VERSION,
        "patient": str(patient.pk),
        "revision": revision.number,
        "revision_id": str(revision.pk),
        "addresses": _addresses(),
        "stop_rules": revision.rules.during,
        "directional_preference": bool(revision.directional_preference),
        "outcomes": [outcome.value for outcome in stop_rules.Outcome],
        "peripheralised": list(PERIPHERALISED),
        "words": stop_rules.all_words() | words_of_red_flags() | words_of_locks(),
        "red_flags": red_flag_documents(facts),
        "advice": list(safety.advice_for(facts.findings)),
        "reaches": list(Reach.values),
        "reach_before": patient.reach,
        "places": {place.code: {"side": place.side, "reach": place.reach} for place in PLACES},
        "restful": RESTFUL,
    }


def day_document(known: Background, on: date, dose: Dose) -> dict[str, Any]:
    """What is the same in every session of that day."""
    return {
        "day": on.isoformat(),
        "rest": known.rest(on),
        **dose_document(dose),
    }


def dose_document(dose: Dose) -> dict[str, Any]:
    return {
        "dose_percent": dose.percent,
        "is_flare": dose.is_flare,
        "today_words": _today(dose),
    }


def afterwards_document(work: Work) -> dict[str, str]:
    return {"next": _next_session(work), "review": _review(work.revision.review_on)}


def _addresses() -> dict[str, str]:
    nobodys = UUID(int=0)
    return {
        "sessions": reverse("api:session", args=[nobodys]).removesuffix(f"{nobodys}/"),
        "red_flags": reverse("api:red_flags"),
        "today": reverse("following:today"),
    }


def _today(dose: Dose) -> str:
    """What is different about today's dose; nothing when it is the prescribed one."""
    if dose.is_flare:
        return _("Today: the short plan for a bad day.")
    if dose.percent < WHOLE:
        return _("Today a little less: %(percent)s %%.") % {"percent": dose.percent}
    return ""


def _next_session(work: Work) -> str:
    following = schedule.TIMES[work.slot.count][work.slot.number :]
    if not following:
        return _("That was the last session today.")
    name, about = following[0]
    return _("Next: %(name)s, about %(time)s.") % {"name": name, "time": time_format(about, "H:i")}


def _review(review_on: date) -> str:
    day = date_format(review_on, "j F")
    return _("Your doctor looks at your plan again on %(day)s.") % {"day": day}
