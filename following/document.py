"""The one document that the phone needs for a session: work, rules, words and record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from exercises.drawing import library_figure
from exercises.models import Exercise
from following.finding import NOT_ASKED, PERIPHERALISED
from following.line_document import line_document
from following.models import Session, SetEvent, Stop
from following.work import Work, work_of
from people.models import Patient, Reach
from programs import reading, safety, schedule, stop_rules
from programs.models import RedFlagCheck
from programs.safety import Action

#: Red flags are asked weekly (clinical rules 3).
RED_FLAGS_ASKED_EVERY = timedelta(days=7)
REST = "rest-90-90"
#: The reasons to stop after which it helps to lie down with the calves on a chair.
RESTFUL = [
    "leg_pain_spread",
    "leg_pain_spread_again",
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
    return {
        "session": str(session_id),
        "patient": str(patient.pk),
        "key": f"{patient.pk}:{work.day}:{work.slot.number}",
        "slot": work.slot.number,
        "day": work.day.isoformat(),
        "revision": work.revision.number,
        "addresses": _addresses(session_id),
        "lines": [
            line_document(line, place=place, count=len(work.lines))
            for place, line in enumerate(work.lines, start=1)
        ],
        "check_in": work.revision.rules.check_in,
        "stop_rules": work.revision.rules.during,
        "outcomes": [outcome.value for outcome in stop_rules.Outcome],
        "peripheralised": list(PERIPHERALISED),
        "words": stop_rules.all_words() | _words_of_red_flags(),
        "red_flags": _red_flags(patient),
        "red_flags_due": _red_flags_are_due(patient, at),
        "reaches": list(Reach.values),
        "reach_before": patient.reach,
        "rest": _rest(patient, work.day),
        "restful": RESTFUL,
        "recorded": _recorded(session) if session else None,
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


def red_flags_for(patient: Patient) -> tuple[safety.RedFlag, ...]:
    """The red flags that concern this patient, the gravest first."""
    findings = reading.facts_of(patient).findings
    return safety.red_flags_to_ask(pregnant="pregnancy" in findings)


def _addresses(session_id: UUID) -> dict[str, str]:
    own = reverse("api:session", args=[session_id])
    return {
        "sessions": own.removesuffix(f"{session_id}/"),
        "today": reverse("following:today"),
    }


def _red_flags(patient: Patient) -> list[dict[str, Any]]:
    order = list(Action)
    return [
        {
            "code": flag.code,
            "words": f"red_flag_{flag.action.value}",
            "urgency": order.index(flag.action),
        }
        for flag in red_flags_for(patient)
    ]


def _words_of_red_flags() -> dict[str, dict[str, Any]]:
    """What to do, by how urgent it is; the emergency's words are those of the stop rules."""
    emergency = stop_rules.REASONS["red_flag"].as_json()
    milder = {
        "title": _("We stop here"),
        "next_steps": [
            _("Your exercises are locked until your doctor opens them again."),
            _("Call the emergency number if it gets worse."),
        ],
    }
    return {
        f"red_flag_{action.value}": emergency
        if action == Action.EMERGENCY
        else milder | {"sentence": str(action.label)}
        for action in Action
    }


def _rest(patient: Patient, on: date) -> str | None:
    """The picture of the resting position, unless something forbids this patient to lie so."""
    exercise = Exercise.objects.filter(slug=REST).first()
    facts = reading.facts_of(patient)
    if exercise is None or safety.blocks(
        exercise.contraindications, facts.findings, clearances=facts.clearances, on=on
    ):
        return None
    return library_figure(REST, frame="end")


def _red_flags_are_due(patient: Patient, at: datetime) -> bool:
    newest = reading.newest(RedFlagCheck, patient)
    return newest is None or at - newest.recorded_at >= RED_FLAGS_ASKED_EVERY


def _recorded(session: Session) -> dict[str, Any]:
    """What the server has kept of this session; it wins over what the phone remembers."""
    events = SetEvent.objects.filter(
        clinic_id=session.clinic_id, patient_id=session.patient_id, session_id=session.pk
    )
    stops = list(
        Stop.objects.filter(clinic=session.clinic_id, session=session).order_by("happened_at")
    )
    closed = events.order_by("line_id", "set_number").distinct("line_id", "set_number")
    return {
        "status": session.status,
        "back": session.back_before,
        "leg": session.leg_before,
        "closed": [
            [str(line), number] for line, number in closed.values_list("line_id", "set_number")
        ],
        "times_peripheralised": sum(stop.reason in PERIPHERALISED for stop in stops),
        "reduced": [str(stop.line_id) for stop in stops if stop.outcome == "reduce"],
        "decision": _decision(session, stops),
    }


def _decision(session: Session, stops: list[Stop]) -> dict[str, str] | None:
    """Why the session ended before its time, if it did."""
    if session.status == Session.Status.STOPPED and stops:
        return {"outcome": stops[-1].outcome, "reason": stops[-1].reason}
    if session.status == Session.Status.REFUSED:
        because_of_flag = session.program.suspended_because == "red_flag"
        answers = {"back": session.back_before, "leg": session.leg_before, "ill": session.ill}
        finding = NOT_ASKED | answers | {"red_flag": because_of_flag}
        decision = stop_rules.decide(session.revision.rules.check_in, finding)
        return {"outcome": decision.outcome.value, "reason": decision.reason}
    return None


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
