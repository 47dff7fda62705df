from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from following.models import SetEvent
from monitoring import record, services, stages
from monitoring.charts import Kind
from monitoring.models import Alert
from people.ids import uuid7
from programs.models import ProgramEvent, StageDeclined, StageOpening
from programs.services import supervision
from tests import factories
from tests.factories import LYING, SITTING, STANDING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

RELEASED = datetime(2026, 11, 1, 8, tzinfo=UTC)  # 19 days before the noon of the tests


@pytest.fixture
def revision(client):
    program = factories.ProgramFactory(at_home=True, released_at=RELEASED)
    client.force_login(program.doctor.user)
    return factories.prescribed(
        LYING, program=program, prescribed_at=RELEASED, starts_on=RELEASED.date()
    )


def url(patient, **query: object) -> str:
    return reverse("monitoring:patient", args=[patient.pk], query=query or None)


def read(patient, weeks: int = 4) -> record.Record:
    return record.read(patient, weeks=weeks, at=timezone.now())


def logged(revision, days_ago: int = 0, slot: int = 1, **fields: object):
    at = timezone.now() - timedelta(days=days_ago)
    return factories.SessionFactory(revision=revision, slot=slot, started_at=at, **fields)


def did(session, line, *sets: int, kind: int = SetEvent.Kind.TIMED) -> None:
    for number in sets:
        SetEvent.objects.create(
            clinic_id=session.clinic_id,
            patient_id=session.patient_id,
            id=uuid7(),
            session_id=session.pk,
            line_id=line.pk,
            happened_at=session.started_at,
            set_number=number,
            kind=kind,
            repetitions=5,
            seconds=60,
        )


def test_every_session_shows_what_was_done_of_what_was_prescribed_and_the_pain(client, revision):
    logged(
        revision,
        sets_prescribed=6,
        sets_done=4,
        leg_before=3,
        leg_after=2,
        back_before=1,
        back_after=None,
    )

    page = " ".join(client.get(url(revision.program.patient)).text.split())

    assert "4 of 6 sets" in page
    assert "leg 3 → 2" in page
    assert "back 1 → –" in page


def test_sessions_stand_newest_first_under_their_time_of_day(revision):
    logged(revision, days_ago=1, slot=3)
    logged(revision, slot=1)
    logged(revision, slot=2)

    entries = read(revision.program.patient).entries

    assert [(entry.session.local_date.day, str(entry.name)) for entry in entries] == [
        (20, "Midday"),
        (20, "Morning"),
        (19, "Evening"),
    ]


def test_a_stop_says_where_how_much_and_what_was_decided(client, revision):
    session = logged(revision, status="stopped", stops=1)
    factories.StopFactory(
        session=session,
        line_id=revision.lines.get().pk,
        leg=5,
        back=2,
        reach="calf",
        reason="leg_pain_spread",
        outcome="stop_exercise",
    )

    page = " ".join(client.get(url(revision.program.patient)).text.split())

    assert "Pain spread to the calf: Knees to chest, leg 5, back 2. Exercise stopped." in page


def test_revisions_stops_and_opened_stages_are_marked_in_the_chart(revision):
    program = revision.program
    at = timezone.now()
    factories.RevisionFactory(program=program, number=2, prescribed_at=at - timedelta(days=5))
    factories.StageOpeningFactory(program=program, stage=2, opened_at=at - timedelta(days=4))
    session = logged(revision, days_ago=3, stops=1)
    factories.StopFactory(session=session, reason="strong_pain")

    markers = read(program.patient).timeline.markers

    assert [(marker.date.day, marker.kind, marker.text) for marker in markers] == [
        (15, Kind.REVISION, "Revision 2"),
        (16, Kind.OPENING, "Sitting opened"),
        (17, Kind.STOP, "Stop: Strong pain during exercise"),
    ]


def test_the_chart_shows_the_highest_answer_and_the_sessions_of_each_day(revision):
    logged(revision, days_ago=1, slot=1, leg_before=2, leg_after=4, back_before=1)
    logged(revision, days_ago=1, slot=2, leg_before=3, status="running")
    logged(revision, days_ago=1, slot=3, leg_before=0, status="stopped")

    newest, yesterday, *_earlier = read(revision.program.patient).timeline.days

    assert (newest.leg, newest.done) == (None, 0)
    assert (yesterday.leg, yesterday.back, yesterday.done, yesterday.prescribed) == (4, 1, 2, 3)


def test_the_chart_is_told_in_words_and_as_a_table(client, revision):
    logged(revision, days_ago=2, leg_before=5)
    logged(revision, days_ago=1, leg_before=3)

    page = client.get(url(revision.program.patient)).text

    assert "Leg pain went from 5 to 3 of 10; 2 sessions done; stops: 0." in page
    assert "Pain and sessions by day" in page


@pytest.mark.parametrize(("asked", "weeks"), [("4", 4), ("12", 12), ("9999", 4), ("x", 4)])
def test_the_period_is_four_or_twelve_weeks(client, revision, asked, weeks):
    logged(revision)

    shown = client.get(url(revision.program.patient, weeks=asked)).context["record"]

    assert len(shown.timeline.days) == 7 * weeks


def test_sessions_done_are_counted_over_the_whole_days_since_the_release(revision):
    for days_ago in (0, 1, 2):
        logged(revision, days_ago)

    count = read(revision.program.patient).sessions_done

    assert (count.done, count.prescribed) == (2, 19 * 3)


def test_an_exercise_shows_its_dose_the_share_done_and_its_stops(revision):
    line = revision.lines.get()
    session = logged(revision, days_ago=1)
    did(session, line, 1, 1)
    did(session, line, 2, kind=SetEvent.Kind.SKIPPED)
    did(logged(revision, days_ago=0), line, 1)
    factories.StopFactory(session=session, line_id=line.pk)

    (row,) = read(revision.program.patient).exercises

    assert (row.dose, row.sets.done, row.sets.prescribed, row.stops, row.lock) == (
        "5 times, hold 10 seconds",
        1,
        19 * 3,
        1,
        "",
    )


def test_an_exercise_that_was_opened_and_left_is_told_apart_from_one_that_was_done(
    client, revision
):
    line = revision.lines.get()
    for days_ago, more in ((1, ()), (2, ()), (3, (1,))):
        session = logged(revision, days_ago=days_ago)
        did(session, line, 1, kind=SetEvent.Kind.OPENED)
        did(session, line, *more, kind=SetEvent.Kind.TICKED)

    (row,) = read(revision.program.patient).exercises
    page = " ".join(client.get(url(revision.program.patient)).text.split())

    assert (row.sets.done, row.opened) == (1, 2)
    assert "opened and left 2 times" in page


def test_what_is_locked_says_why():
    program = factories.ProgramFactory(at_home=True, released_at=RELEASED)
    revision = factories.prescribed(LYING, program=program, taught=False, prescribed_at=RELEASED)
    factories.PrescribedLineFactory(
        revision=revision, exercise=factories.exercise(STANDING), place=9
    )

    assert [str(row.lock) for row in read(program.patient).exercises] == [
        "not signed off",
        "standing not open yet",
    ]


def test_the_side_shows_what_is_open_and_what_was_resolved(client, revision):
    doctor = revision.program.doctor.user
    for reason in ("ill", "strong_pain"):
        alert = services.raise_alert(
            patient=revision.program.patient,
            urgency=Alert.Urgency.SAME_DAY,
            reason=reason,
            source=uuid7(),
            evidence={},
            at=timezone.now(),
        )
    services.resolve(alert=alert, by=doctor, note="Called, calm again.", at=timezone.now())

    shown = read(revision.program.patient)

    assert [row.title for row in shown.alerts] == ["Ill or feverish"]
    assert [one.title for one in shown.resolved] == ["Strong pain during exercise"]
    assert "Called, calm again." in client.get(url(revision.program.patient)).text


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ({}, "The program is a draft"),
        ({"supervised": True}, "Waiting for the first session with you"),
        ({"at_home": True}, "No session yet"),
    ],
)
def test_a_record_without_sessions_says_what_comes_next(client, program, words):
    patient = factories.ProgramFactory(**program).patient
    client.force_login(patient.doctor.user)

    assert words in client.get(url(patient)).text


def test_a_patient_who_was_not_invited_yet_can_be_invited(client):
    patient = factories.PatientFactory(user=None)
    factories.ProgramFactory(patient=patient, at_home=True)
    client.force_login(patient.doctor.user)

    page = client.get(url(patient)).text

    assert "Not in yet" in page
    assert reverse("people:invite", args=[patient.pk]) in page


def test_a_record_without_a_program_leads_to_the_screening(client):
    patient = factories.PatientFactory()
    client.force_login(patient.doctor.user)

    page = client.get(url(patient)).text

    assert "No program yet" in page
    assert reverse("programs:screening", args=[patient.pk]) in page


def test_the_record_of_an_ended_program_can_still_be_read(revision):
    logged(revision, days_ago=1)
    revision.program.status = "ended"
    revision.program.save(update_fields=["status"])

    shown = read(revision.program.patient)

    assert (shown.facts.program, len(shown.entries)) == (revision.program, 1)


def test_a_paused_program_can_be_resumed_from_the_record(client):
    program = factories.ProgramFactory(suspended=True)
    client.force_login(program.doctor.user)

    assert reverse("programs:resume", args=[program.pk]) in client.get(url(program.patient)).text


@pytest.mark.parametrize("who", ["another doctor", "the patient", "another patient"])
def test_a_record_is_found_by_the_doctors_of_its_clinic_alone(client, revision, who):
    users = {
        "another doctor": factories.DoctorFactory().user,
        "the patient": revision.program.patient.user,
        "another patient": factories.PatientFactory().user,
    }
    client.force_login(users[who])

    assert client.get(url(revision.program.patient)).status_code == 404


def test_the_record_takes_as_many_queries_however_long_it_is(revision, queries_of):
    line = revision.lines.get()
    counted = []
    for days in (range(1, 2), range(2, 4), range(4, 19)):
        for days_ago, slot in product(days, (1, 2)):
            session = logged(revision, days_ago, slot=slot, stops=1)
            factories.StopFactory(session=session, line_id=line.pk)
            did(session, line, 1)
        counted.append(queries_of(url(revision.program.patient)))

    assert len(set(counted)) == 1


def open_url(patient, stage: int = 3) -> str:
    return reverse("monitoring:stage_open", args=[patient.pk, stage])


@pytest.fixture
def waiting(client):
    """A patient at home whose sitting and standing exercises wait, without pain for 7 days."""
    program = factories.ProgramFactory(at_home=True, released_at=RELEASED)
    client.force_login(program.doctor.user)
    revision = factories.prescribed(
        LYING,
        SITTING,
        STANDING,
        program=program,
        prescribed_at=RELEASED,
        starts_on=RELEASED.date(),
    )
    for days_ago in range(7):
        logged(revision, days_ago)
    return revision


def test_closed_stages_show_what_holds_and_what_does_not(waiting):
    cards = read(waiting.program.patient).stages

    assert [
        (card.number, card.may_open, [condition.met for condition in card.state.conditions])
        for card in cards
    ] == [(2, True, [True, False, True]), (3, True, [True])]


def test_opening_keeps_the_evidence_of_that_moment(client, waiting):
    client.post(open_url(waiting.program.patient))

    opening = StageOpening.objects.get()
    assert (opening.stage, opening.opened_by, opening.evidence) == (
        3,
        waiting.program.doctor.user,
        factories.evidence(
            good_sessions=7, pain_free_days=7, leg_pain=0, sits_ten_minutes=False
        ).as_json()
        | {"leg_pain": [[f"2026-11-{day}", 0] for day in range(16, 21)]},
    )


def test_requirement_15_standing_stays_closed_while_there_is_pain(client, waiting):
    patient = waiting.program.patient
    logged(waiting, 0, slot=2, leg_after=1)

    client.post(open_url(patient), {"reason": "The patient asked for it."})

    assert not StageOpening.objects.exists()
    assert (
        "Not yet: 0 days without back or leg pain (7 needed by default)."
        in client.get(url(patient)).text
    )


def test_sitting_opens_once_the_doctor_has_asked(client, waiting):
    patient = waiting.program.patient
    client.post(open_url(patient, 2))
    assert not StageOpening.objects.exists()

    client.post(open_url(patient, 2), {"sits_ten_minutes": "true"})

    assert StageOpening.objects.get().stage == 2


def test_sitting_may_be_opened_earlier_with_a_reason(client, waiting):
    logged(waiting, 0, slot=2, stops=1, status="stopped")

    client.post(open_url(waiting.program.patient, 2), {"reason": "Sits at work all day."})

    assert StageOpening.objects.get().reason == "Sits at work all day."


@pytest.mark.parametrize("stage", [0, 1, 4])
def test_only_sitting_and_standing_can_be_opened(client, waiting, stage):
    assert client.post(open_url(waiting.program.patient, stage)).status_code == 404


def test_nothing_is_opened_while_the_program_is_paused(client, waiting):
    program = waiting.program
    program.status, program.suspended_because = "suspended", "ill"
    program.suspended_at = timezone.now()
    program.save(update_fields=["status", "suspended_because", "suspended_at"])

    client.post(open_url(program.patient))

    assert not StageOpening.objects.exists()


def test_another_clinics_doctor_opens_nothing(client, waiting):
    client.force_login(factories.DoctorFactory().user)

    assert client.post(open_url(waiting.program.patient)).status_code == 404
    assert not StageOpening.objects.exists()


def decline_url(patient, stage: int = 3) -> str:
    return reverse("monitoring:stage_decline", args=[patient.pk, stage])


def test_a_closed_stage_shows_the_days_and_answers_it_is_judged_by(client, waiting):
    page = " ".join(client.get(url(waiting.program.patient)).text.split())

    assert "14 Nov, 15 Nov, 16 Nov, 17 Nov, 18 Nov, 19 Nov, 20 Nov" in page
    assert "Leg pain 0 on 16 Nov, 0 on 17 Nov, 0 on 18 Nov, 0 on 19 Nov, 0 on 20 Nov." in page


def test_not_yet_is_kept_with_the_evidence_and_the_reason(client, waiting):
    client.post(decline_url(waiting.program.patient), {"reason": "First a quiet week at work."})

    declined = StageDeclined.objects.get()
    assert (declined.stage, declined.declined_by, declined.reason) == (
        3,
        waiting.program.doctor.user,
        "First a quiet week at work.",
    )
    assert len(declined.evidence["pain_free_on"]) == 7
    page = " ".join(client.get(url(waiting.program.patient)).text.split())
    assert "said not yet on 20 Nov: First a quiet week at work." in page


def test_a_null_character_in_a_reason_is_left_out(client, waiting):
    client.post(decline_url(waiting.program.patient), {"reason": "Not\0 yet."})

    assert StageDeclined.objects.get().reason == "Not yet."


def test_not_yet_needs_a_reason(client, waiting):
    client.post(decline_url(waiting.program.patient), {"reason": " "})

    assert not StageDeclined.objects.exists()
    assert "Write why not yet." in client.get(url(waiting.program.patient)).text


def test_nothing_is_declined_while_the_program_is_paused(client, waiting):
    supervision.suspend(program=waiting.program, because="ill", at=timezone.now())

    client.post(decline_url(waiting.program.patient), {"reason": "Later."})

    assert not StageDeclined.objects.exists()


def test_another_clinics_doctor_declines_nothing(client, waiting):
    client.force_login(factories.DoctorFactory().user)

    assert client.post(decline_url(waiting.program.patient), {"reason": "x"}).status_code == 404
    assert not StageDeclined.objects.exists()


def test_the_history_tells_who_opened_declined_and_closed_a_stage_and_why(waiting):
    patient, doctor = waiting.program.patient, waiting.program.doctor.user
    at = timezone.now()
    with time_machine.travel(at - timedelta(hours=2)):
        stages.decline_stage(patient=patient, stage=3, by=doctor, at=at, reason="Wait a day.")
    with time_machine.travel(at - timedelta(hours=1)):
        stages.open_stage(patient=patient, stage=3, by=doctor, at=at)
    supervision.close_stage(
        program=waiting.program,
        stage=3,
        by=None,
        why="pain_came_back",
        upon={"back": 1, "leg": 0},
    )

    days = "No pain on 14 Nov, 15 Nov, 16 Nov, 17 Nov, 18 Nov, 19 Nov, 20 Nov."
    assert [
        (step.what, step.by, step.why, step.evidence) for step in read(patient).stage_history
    ] == [
        ("Standing locked again", None, "", "Pain came back. Leg 0 of 10, back 1 of 10."),
        ("Standing opened", doctor, "", days),
        ("Standing: not yet", doctor, "Wait a day.", days),
    ]


def close_url(patient, stage: int = 2) -> str:
    return reverse("monitoring:stage_close", args=[patient.pk, stage])


def test_an_open_stage_can_be_locked_again_with_a_reason(client, waiting):
    patient = waiting.program.patient
    factories.StageOpeningFactory(program=waiting.program, stage=2, opened_at=timezone.now())
    assert [number for number, _name in read(patient).open_stages] == [2]

    client.post(close_url(patient), {"why": "The leg pain came back."})

    assert StageOpening.objects.get().closed_at is not None
    assert ProgramEvent.objects.get(kind="closed").reason == "2 The leg pain came back."
    (step,) = (one for one in read(patient).stage_history if one.what == "Sitting locked again")
    assert (step.by, step.why) == (waiting.program.doctor.user, "The leg pain came back.")


def test_an_open_stage_is_not_locked_without_a_reason(client, waiting):
    factories.StageOpeningFactory(program=waiting.program, stage=2, opened_at=timezone.now())

    client.post(close_url(waiting.program.patient), {"why": " "})

    assert StageOpening.objects.get().closed_at is None
    page = client.get(url(waiting.program.patient)).text
    assert "Write why you lock it again." in page


def test_another_clinics_doctor_locks_nothing(client, waiting):
    factories.StageOpeningFactory(program=waiting.program, stage=2, opened_at=timezone.now())
    client.force_login(factories.DoctorFactory().user)

    assert client.post(close_url(waiting.program.patient), {"why": "x"}).status_code == 404
    assert StageOpening.objects.get().closed_at is None
