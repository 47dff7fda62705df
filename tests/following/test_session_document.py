"""What the phone's document holds for the safety rules: the easier version, help, today's dose."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from following.document import session_document
from following.models import Session
from following.services import log
from following.work import work_of
from people.models import Clinic
from programs.models import ContraindicationReview, PrescribedLine, Revision, StageOpening
from programs.safety import advice_for
from programs.stop_rules import ExerciseLimits, Outcome, Policy
from tests.factories import (
    LYING,
    SITTING,
    StageOpeningFactory,
    exercise,
    published,
)
from tests.following.phone import at_home, at_home_with, begin, first_line, stop

pytestmark = pytest.mark.django_db

EASIER = "single-knee-to-chest"


def document_of(session: Session, **dose: Any) -> dict[str, Any]:
    work = work_of(session)
    assert work
    return session_document(
        patient=session.patient,
        session_id=session.pk,
        work=replace(work, **dose),
        session=session,
        at=timezone.now(),
    )


def with_easier(slug: str = EASIER, **dose: Any) -> Session:
    """A session of the MONITORED policy whose one line has an easier version."""
    easier = exercise(slug)
    line = {"easier": easier, "easier_version": easier.current, "repetitions": 8} | dose
    rules = {"pain_policy": "monitored", "stop_rules": published(Policy.MONITORED)}
    return begin(at_home_with(line, **rules).program.patient)


def easier_in(session: Session) -> dict[str, Any] | None:
    return document_of(session)["lines"][0]["easier"]


def test_the_easier_version_comes_along_whole_under_the_id_of_its_line():
    session = with_easier(sets=2)
    line = document_of(session)["lines"][0]
    easier, text = line["easier"], exercise(EASIER).current.content

    assert (easier["id"], easier["place"]) == (line["id"], line["place"])
    assert (easier["slug"], easier["name"]) == (EASIER, text["patient_name"])
    assert easier["steps"] == text["steps"]
    assert [one["number"] for one in easier["sets"]] == [one["number"] for one in line["sets"]]
    assert all(EASIER in one["figure"] for one in easier["sets"])
    assert set(easier) == set(line) - {"easier"}


def test_the_easier_version_is_held_as_it_should_be_and_never_done_more_often():
    own = exercise(EASIER).current.content["dose"]
    few, many = easier_in(with_easier(repetitions=2)), easier_in(with_easier(repetitions=50))

    assert few
    assert many
    assert (few["repetitions"], many["repetitions"]) == (2, own["repetitions"])


def test_an_easier_version_of_both_sides_at_once_has_no_sides():
    session = with_easier("diaphragmatic-breathing", sides="each")
    line = document_of(session)["lines"][0]

    assert [one["side"] for one in line["sets"]] == ["left", "right"]
    assert [one["side"] for one in line["easier"]["sets"]] == ["", ""]
    assert "each side" not in line["easier"]["dose"]


def test_a_line_without_an_easier_version_says_so():
    assert easier_in(begin(at_home().program.patient)) is None


def test_an_easier_version_that_is_contraindicated_by_now_is_left_out():
    session = with_easier("prone-press-up")
    assert easier_in(session)

    ContraindicationReview.objects.create(
        clinic=session.clinic,
        patient=session.patient,
        recorded_by=session.program.doctor.user,
        findings=["stenosis"],
    )

    assert easier_in(session) is None


def test_an_easier_version_of_a_locked_stage_is_left_out_until_it_opens():
    session = with_easier(SITTING)
    assert easier_in(session) is None

    StageOpeningFactory(program=session.program, stage=2)
    assert easier_in(session)

    StageOpening.objects.update(closed_at=timezone.now())
    assert easier_in(session) is None


def test_an_effortful_exercise_never_stands_in_before_prevention():
    assert easier_in(with_easier("trunk-curl-effortful")) is None


def test_moderate_pain_eases_an_exercise_once_and_then_stops_it():
    session = with_easier()
    outcomes = [
        log.record_stop(session=session, report=stop(session, back=4)).outcome for _ in range(2)
    ]

    assert outcomes == [Outcome.EASE, Outcome.STOP_EXERCISE]
    recorded = document_of(session)["recorded"]
    assert (recorded["eased"], recorded["reduced"]) == ([str(first_line(session).pk)], [])


def test_an_easier_version_that_was_locked_since_is_judged_as_none():
    session = with_easier(SITTING)

    assert log.record_stop(session=session, report=stop(session, back=4)).outcome == Outcome.REDUCE


def test_a_limit_of_one_exercise_is_that_exercises_alone():
    revision: Revision = at_home(
        LYING,
        "superman",
        stop_rules=published(
            Policy.MONITORED, exercises={"superman": ExerciseLimits(stop_session_at=2)}
        ),
    )
    session = begin(revision.program.patient)
    lines: list[PrescribedLine] = list(revision.lines.order_by("place"))

    outcomes = []
    for line in lines:
        report = replace(stop(session, back=2), line=line.pk)
        outcomes.append(log.record_stop(session=session, report=report).outcome)

    assert outcomes == [Outcome.CONTINUE, Outcome.STOP_SESSION]


def test_whom_to_call_is_there_without_a_connection():
    session = begin(at_home().program.patient)
    Clinic.objects.filter(pk=session.clinic_id).update(emergency_number="0 800 112")
    session = Session.objects.get()
    document = document_of(session)

    assert document["emergency"] == {"number": "0 800 112", "call": "tel:0800112"}
    assert document["help"] == "/today/help/"


@pytest.mark.parametrize(("findings", "count"), [([], 0), (["diabetes", "hypertension"], 2)])
def test_advice_for_the_patients_findings_comes_along(findings, count):
    session = begin(at_home().program.patient)
    ContraindicationReview.objects.create(
        clinic=session.clinic,
        patient=session.patient,
        recorded_by=session.program.doctor.user,
        findings=findings,
    )
    advice = document_of(session)["advice"]

    assert advice == list(advice_for(findings))
    assert len(advice) == count


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({}, ""),
        ({"percent": 60}, "Today a little less: 60 %."),
        ({"is_flare": True}, "Today: the short plan for a bad day."),
    ],
)
def test_the_document_says_what_is_different_about_today(dose, words):
    document = document_of(begin(at_home().program.patient), **dose)

    assert document["today_words"] == words
    assert document["dose_percent"] == dose.get("percent", 100)
    assert document["is_flare"] is dose.get("is_flare", False)


@pytest.mark.parametrize(("direction", "preferred"), [("", False), ("extension", True)])
def test_a_directional_preference_reaches_the_phone(direction, preferred):
    session = begin(at_home(directional_preference=direction).program.patient)

    assert document_of(session)["directional_preference"] is preferred


def test_the_document_says_its_version_and_the_revision_that_a_begin_must_name():
    session = begin(at_home().program.patient)
    document = document_of(session)

    assert (document["document"], document["revision"]) == (2, 1)
    assert document["revision_id"] == str(session.revision_id)


def test_every_place_of_the_body_map_tells_its_side_and_how_far_down_it_is():
    places = document_of(begin(at_home().program.patient))["places"]

    assert places["calf_left"] == {"side": "left", "reach": "calf"}
