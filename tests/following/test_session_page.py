"""The player's page opens for its patient, at home, while there is something to do."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from following.document import session_document
from following.line_document import line_document
from following.models import Session
from following.services import log, sessions
from following.work import work_of
from people.ids import uuid7
from people.models import Patient
from programs.models import ContraindicationReview, Program, RedFlagCheck
from tests.factories import LYING, PrescribedLineFactory, ProgramFactory, exercise, prescribed
from tests.following.phone import at_home, at_home_with, begin, set_done, stop
from tests.following.reports import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    return at_home().program.patient


@pytest.fixture
def phone(client: Client, patient: Patient) -> Client:
    client.force_login(patient.user)
    return client


def page(pk: object = None, slot: int | None = 1) -> str:
    address = reverse("following:session", args=[pk or uuid7()])
    return f"{address}?slot={slot}" if slot else address


def document_in(response: Any) -> dict[str, Any]:
    text = response.text.split('<script id="session-document" type="application/json">')[1]
    return json.loads(text.split("</script>")[0])


def document_of(session: Session) -> dict[str, Any]:
    work = work_of(session)
    assert work
    return session_document(
        patient=session.patient,
        session_id=session.pk,
        work=work,
        session=session,
        at=timezone.now(),
    )


def test_a_new_session_opens_with_the_document_and_nothing_recorded(phone, patient):
    pk = uuid7()
    document = document_in(phone.get(page(pk)))

    assert (document["session"], document["slot"]) == (str(pk), 1)
    assert document["recorded"] is None
    assert [line["slug"] for line in document["lines"]] == [LYING]


def test_a_session_under_way_opens_with_what_is_recorded(phone, patient):
    session = begin(patient)
    event = set_done(session)
    log.record_events(session=session, events=[event])

    document = document_in(phone.get(page(session.pk, slot=None)))

    assert document["recorded"]["closed"] == [[str(event.line), 1]]


def test_a_second_tab_is_sent_to_the_session_of_the_first(phone, patient):
    session = begin(patient)
    response = phone.get(page())

    assert response.url == reverse("following:session", args=[session.pk])


def test_a_finished_session_leads_back_to_today(phone, patient):
    session = begin(patient)
    sessions.finish_session(session=session, back=0, leg=0, at=timezone.now())

    assert phone.get(page(session.pk)).url == reverse("following:today")


def test_a_stopped_session_opens_at_its_decision(phone, patient):
    session = begin(patient)
    log.record_stop(session=session, report=stop(session, numb_or_weak=True))

    document = document_in(phone.get(page(session.pk)))

    assert document["recorded"]["decision"] == {
        "outcome": "stop_session",
        "reason": "numb_or_weak",
    }


def test_a_session_that_was_refused_opens_at_its_decision(phone, patient):
    session = begin(patient, sessions.CheckIn(back=6, leg=0, ill=False))

    assert document_in(phone.get(page(session.pk)))["recorded"]["decision"] == {
        "outcome": "no_session",
        "reason": "strong_pain_before",
    }


def test_a_program_that_was_paused_in_the_middle_leads_back_to_today(phone, patient):
    session = begin(patient)
    Program.objects.filter(patient=patient).update(
        status="suspended", suspended_at=timezone.now(), suspended_because="red_flag"
    )

    assert phone.get(page(session.pk)).url == reverse("following:today")


@pytest.mark.parametrize("slot", [4, 0])
def test_a_slot_that_is_not_due_leads_back_to_today(phone, slot):
    address = f"{reverse('following:session', args=[uuid7()])}?slot={slot}"

    assert phone.get(address).url == reverse("following:today")


@pytest.mark.parametrize("slot", ["", "?slot=", "?slot=one", "?slot=-1", "?slot=²"])
def test_an_address_without_a_slot_is_nobodys(phone, slot):
    assert phone.get(reverse("following:session", args=[uuid7()]) + slot).status_code == 404


def test_requirement_7_the_page_stays_shut_before_the_release_to_home(client):
    program = prescribed(program=ProgramFactory(supervised=True)).program
    client.force_login(program.patient.user)

    assert client.get(page()).url == reverse("following:today")


def test_another_patients_session_is_not_found(client, patient):
    session = begin(patient)
    client.force_login(at_home().program.patient.user)

    assert client.get(page(session.pk)).status_code == 404


def test_a_doctor_has_no_session_of_their_own(client, patient):
    client.force_login(patient.doctor.user)

    assert client.get(page()).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(page()).url.startswith(reverse("account_login"))


def test_who_signs_in_again_from_a_kept_page_comes_to_a_page_that_has_their_session(phone):
    kept = phone.get(reverse("following:session_shell")).text

    assert f'{reverse("account_login")}?next={reverse("following:today")}"' in kept


def test_the_page_is_never_kept_by_a_cache(phone):
    assert "no-store" in phone.get(page())["Cache-Control"]


def test_requirement_10_the_tempo_and_the_hold_pace_every_repetition():
    session = begin(at_home_with({"tempo": "4-1-3", "hold": 10}).program.patient)
    line = document_of(session)["lines"][0]

    assert [(phase["kind"], phase["word"], phase["seconds"]) for phase in line["phases"]] == [
        ("move", "move", 4),
        ("hold", "hold", 10),
        ("back", "back", 3),
    ]
    assert line["phases"][2]["next"] == "Next: back, 3 seconds"


def test_a_resting_position_has_one_long_phase():
    session = begin(at_home_with({"hold": 120, "repetitions": 1}).program.patient)
    line = document_of(session)["lines"][0]

    assert [(phase["kind"], phase["seconds"]) for phase in line["phases"]] == [("rest", 120)]
    assert (line["pace"], line["dose"]) == ("rest", "2 minutes")


def test_a_walk_is_walked_for_its_time_and_its_figure_keeps_walking():
    walk = PrescribedLineFactory(
        exercise=exercise("walking-easy"), repetitions=1, hold=300, tempo="1-0-1"
    )
    line = line_document(walk, place=1, count=1)

    assert (line["pace"], line["dose"]) == ("walk", "5 minutes")
    assert [(one["kind"], one["word"], one["seconds"]) for one in line["phases"]] == [
        ("walk", "walk", 300)
    ]
    assert "tempo=1-0-1" in line["sets"][0]["figure"]


def test_the_sides_of_an_exercise_take_turns():
    session = begin(at_home_with({"sets": 2, "sides": "each"}).program.patient)
    sets = document_of(session)["lines"][0]["sets"]

    assert [(one["number"], one["words"], one["side_words"]) for one in sets] == [
        (1, "Set 1 of 2", "Left side"),
        (2, "Set 1 of 2", "Right side"),
        (3, "Set 2 of 2", "Left side"),
        (4, "Set 2 of 2", "Right side"),
    ]


def test_every_reason_of_the_rules_has_words_for_the_phone(patient):
    document = document_of(begin(patient))
    rows = [*document["stop_rules"], *document["check_in"]["rules"]]

    assert {row["reason"] for row in rows} - set(document["words"]) == set()
    assert {flag["words"] for flag in document["red_flags"]} - set(document["words"]) == set()


def test_a_foot_drop_does_not_send_the_patient_to_the_emergency_number_first(patient):
    document = document_of(begin(patient))
    words = {flag["code"]: document["words"][flag["words"]] for flag in document["red_flags"]}

    assert words["foot_drop"]["sentence"] == "Do not exercise. See a doctor today."
    assert words["bladder"]["next_steps"][0] == "Call the emergency number now."


@pytest.mark.parametrize(("days_ago", "due"), [(8, True), (6, False)])
def test_red_flags_are_due_a_week_after_they_were_asked(patient, days_ago, due):
    check = RedFlagCheck.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=patient.user, flags=[]
    )
    RedFlagCheck.objects.filter(pk=check.pk).update(
        recorded_at=timezone.now() - timedelta(days=days_ago)
    )

    assert document_of(begin(patient))["check_in"]["red_flags_due"] is due


def test_red_flags_that_were_never_asked_are_due(patient):
    assert document_of(begin(patient))["check_in"]["red_flags_due"] is True


@pytest.mark.parametrize(("findings", "offered"), [([], True), (["pregnancy"], False)])
def test_the_resting_position_is_offered_unless_something_forbids_it(patient, findings, offered):
    ContraindicationReview.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=patient.user, findings=findings
    )

    assert bool(document_of(begin(patient))["rest"]) is offered


@pytest.mark.parametrize(
    ("slot", "words"),
    [(1, "Next: Midday, about 13:00."), (3, "That was the last session today.")],
)
def test_the_end_says_when_the_next_session_is(patient, slot, words):
    assert document_of(begin(patient, slot=slot))["afterwards"]["next"] == words


def test_the_end_says_when_the_doctor_looks_again_as_today_says_it(patient):
    review = document_of(begin(patient))["afterwards"]["review"]

    assert review == "Your doctor looks at your plan again on 3 December."


def test_a_longer_plan_asks_no_more_of_the_database(client):
    counts = []
    for revision in (at_home(), at_home(LYING, "superman", "cat-camel-forearms")):
        client.force_login(revision.program.patient.user)
        with CaptureQueriesContext(connection) as queries:
            client.get(page())
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("slot", ["9" * 5000, "10", "\u00b2", "-1"])
def test_a_slot_that_no_day_has_is_nobodys(patient, slot):
    address = reverse("following:session", args=[uuid7()])

    assert signed_in(patient).get(address, {"slot": slot}).status_code == 404
