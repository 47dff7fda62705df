"""The page of the day, in each of its states."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from following.models import Acknowledgement
from following.safety_rules import WORDING
from people.models import Patient
from programs.dosage import as_json
from programs.models import Program, Revision
from programs.services import supervision
from tests.factories import (
    LYING,
    SITTING,
    STANDING,
    AcknowledgementFactory,
    DoctorFactory,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    SessionFactory,
    SignOffFactory,
    StageOpeningFactory,
    exercise,
    prescribed,
)
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

TODAY = reverse("following:today")
RULES = reverse("following:rules")
#: A Monday, 14:00 in Warsaw.
NOON = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_afternoon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def patient() -> Patient:
    return AcknowledgementFactory().patient


@pytest.fixture
def home(patient) -> Program:
    return ProgramFactory(patient=patient, at_home=True)


def done_today(revision: Revision, slot: int, **fields: Any) -> None:
    SessionFactory(revision=revision, slot=slot, started_at=NOON - timedelta(hours=5), **fields)


def test_requirement_8_three_times_a_day_are_three_sessions(client, patient, home):
    revision = prescribed(program=home)
    done_today(revision, slot=1)

    page = get(client, patient, TODAY)

    assert [(step.label, step.note, step.state) for step in page.context["day"].steps] == [
        ("Morning", "done 09:07", "done"),
        ("Midday", "now", "now"),
        ("Evening", "about 19:00", ""),
    ]
    assert "Two sessions left today" in words(page)
    assert "Midday session" in words(page)
    assert "Starts with: Knees to chest, 5 times, hold 10 seconds" in words(page)


def test_start_leads_to_a_session_that_nobody_has_begun(client, patient, home):
    prescribed(program=home)

    first, second = (get(client, patient, TODAY).context["day"].next for _ in range(2))

    assert first.id != second.id
    assert (first.slot.number, first.is_running) == (1, False)


def test_start_holds_the_slot_in_its_address(client, patient, home):
    revision = prescribed(program=home)
    done_today(revision, slot=1)

    page = get(client, patient, TODAY)

    session = page.context["day"].next.id
    assert f'{reverse("following:session", args=[session])}?slot=2"' in page.text


def test_a_session_under_way_is_continued_under_its_own_id(client, patient, home):
    revision = prescribed(program=home)
    running = SessionFactory(revision=revision, status="running", started_at=NOON)

    page = get(client, patient, TODAY)

    assert page.context["day"].next.id == running.pk
    assert "Continue session" in words(page)
    assert "under way" in words(page)


def test_a_session_left_too_long_ago_gives_way_to_the_next(client, patient, home):
    revision = prescribed(program=home)
    left = NOON - timedelta(hours=13)
    SessionFactory(revision=revision, status="running", started_at=left, local_date=NOON.date())

    assert get(client, patient, TODAY).context["day"].next.slot.number == 2


def test_a_stopped_session_is_over_and_said_to_be_stopped(client, patient, home):
    revision = prescribed(program=home)
    done_today(revision, slot=1, status="stopped")

    page = get(client, patient, TODAY)

    assert page.context["day"].steps[0].note == "stopped 09:07"
    assert "Two sessions left today" in words(page)


def test_all_done_for_today_names_the_next_day(client, patient, home):
    revision = prescribed(program=home)
    for slot in (1, 2, 3):
        done_today(revision, slot=slot)

    page = words(get(client, patient, TODAY))

    assert "All done for today" in page
    assert "Next session Tuesday 24 November" in page
    assert "Start session" not in page


def test_a_day_without_a_session_is_a_rest_day(client, patient, home):
    revision = RevisionFactory(program=home)
    PrescribedLineFactory(revision=revision, days_of_week=[2])
    SignOffFactory(program=home)

    page = words(get(client, patient, TODAY))

    assert "A rest day today" in page
    assert "Next session Wednesday 25 November" in page


def test_the_day_is_the_patients_own(client, patient, home):
    prescribed(program=home, starts_on=date(2026, 11, 24))
    with time_machine.travel(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), tick=False):
        page = words(get(client, patient, TODAY))

    assert "Tuesday 24 November" in page
    assert "Three sessions left today" in page


def test_a_start_in_the_future_waits_and_shows_what_will_be(client, patient, home):
    prescribed(program=home, starts_on=date(2026, 11, 30))

    page = words(get(client, patient, TODAY))

    assert "The first day is Monday 30 November." in page
    assert "Knees to chest 5 times, hold 10 seconds" in page
    assert "Start session" not in page


def test_requirement_7_a_supervised_program_waits_for_the_session_with_the_doctor(client, patient):
    prescribed(program=ProgramFactory(patient=patient, supervised=True), taught=False)

    page = words(get(client, patient, TODAY))

    assert "First a session with your doctor" in page
    assert "Knees to chest 5 times, hold 10 seconds" in page
    assert "Start session" not in page


def test_requirement_18_a_paused_plan_is_locked_and_says_so_kindly(client, patient):
    program = ProgramFactory(patient=patient, suspended=True)
    prescribed(program=program)

    page = words(get(client, patient, TODAY))

    assert "Strong pain ends the session. You did the right thing. Since Monday 23 November" in page
    assert "Dr Elena Orlova looks after your plan and will be in touch." in page
    assert "Start session" not in page
    assert "What to do now" not in page


def test_a_plan_paused_by_a_red_flag_leads_to_what_to_do_now(client, patient, home):
    prescribed(program=home)
    supervision.suspend(program=home, because="red_flag", at=NOON)

    page = get(client, patient, TODAY)

    assert f'href="{reverse("following:help_answer")}"' in page.text


def test_an_ended_program_leads_to_the_diary(client, patient, home):
    prescribed(program=home)
    Program.objects.update(status="ended")

    assert "Your program has ended" in words(get(client, patient, TODAY))


@pytest.mark.parametrize("programs", [0, 1])
def test_before_anything_is_prescribed_the_program_is_being_made(client, patient, programs):
    ProgramFactory.create_batch(programs, patient=patient)

    assert "Your program is being made" in words(get(client, patient, TODAY))


def test_an_overdue_review_asks_to_call_the_clinic(client, patient, home):
    prescribed(program=home, review_on=date(2026, 11, 22))

    page = words(get(client, patient, TODAY))

    assert "Your review is due It was planned for 22 November." in page
    assert "review on" not in page


def test_the_prescriber_and_the_review_are_named(client, patient, home):
    prescribed(program=home, review_on=date(2026, 12, 3))

    page = words(get(client, patient, TODAY))

    assert "Chosen for you by Dr Elena Orlova · review on 3 December" in page


def test_a_colleague_who_revised_the_program_is_named_as_its_author(client, patient, home):
    colleague = DoctorFactory(clinic=patient.clinic, user__name="Jan Kowalski").user
    prescribed(program=home, author=colleague)

    assert "Chosen for you by Jan Kowalski" in words(get(client, patient, TODAY))


def test_requirement_15_standing_is_locked_and_counts_the_days_without_pain(client, patient, home):
    revision = prescribed(LYING, STANDING, program=home)
    for days in range(3):
        SessionFactory(revision=revision, started_at=NOON - timedelta(days=days))

    page = get(client, patient, TODAY)

    assert "Standing exercises are locked" in words(page)
    assert "after 7 days without pain. 3 of 7 days without pain." in words(page)
    assert [line.exercise.slug for line in page.context["day"].next.lines] == [LYING]


def test_requirement_15_an_open_stage_is_locked_no_more(client, patient, home):
    prescribed(LYING, SITTING, STANDING, program=home)
    StageOpeningFactory(program=home, stage=2)
    StageOpeningFactory(program=home, stage=3)

    page = get(client, patient, TODAY)

    assert page.context["day"].locks == ()
    assert len(page.context["day"].next.lines) == 3


def test_an_exercise_added_to_a_plan_at_home_waits_until_it_is_taught(client, patient, home):
    revision = prescribed(LYING, program=home)
    PrescribedLineFactory(revision=revision, exercise=exercise("superman"), place=9)

    page = words(get(client, patient, TODAY))

    assert "Some exercises wait for your doctor" in page
    assert "1 exercise · about 2 min" in page


def revised(home: Program) -> Revision:
    """A second revision, after a session by the first."""
    first = prescribed(program=home)
    SessionFactory(revision=first, started_at=NOON - timedelta(days=1))
    before = as_json(first.lines.get().dosage)
    change = {"kind": "dosed", "slug": LYING, "name": "Knees", "before": before}
    return prescribed(
        program=home,
        number=2,
        why="You did well this week.",
        changes=[{**change, "after": {**before, "repetitions": 8}}],
    )


def test_a_revision_is_news_with_what_changed_and_why(client, patient, home):
    revised(home)

    page = words(get(client, patient, TODAY))

    assert "Dr Elena Orlova writes: “You did well this week.”" in page
    assert "Knees to chest: now 8 times, hold 10 seconds. Before: 5 times, hold 10 seconds." in page


def test_news_is_over_once_the_program_was_opened(client, patient, home):
    revised(home)
    get(client, patient, reverse("following:program"))

    assert "Your program has changed" not in words(client.get(TODAY))


def test_news_is_over_after_a_session_by_the_new_revision(client, patient, home):
    revision = revised(home)
    done_today(revision, slot=1)

    assert "Your program has changed" not in words(get(client, patient, TODAY))


def test_requirement_9_nothing_on_the_patients_pages_can_change_a_dose(client, patient, home):
    prescribed(program=home)
    pages = [get(client, patient, reverse(f"following:{name}")) for name in ("today", "program")]

    assert [page.text.count("<input") for page in pages] == [0, 0]
    assert "Do what is written here and no more." in words(pages[1])


def test_requirement_2_the_rules_come_before_today(client):
    patient = PatientFactory()

    assert get(client, patient, TODAY).url == RULES


def test_requirement_2_a_new_wording_is_acknowledged_anew_and_the_old_kept(client):
    patient = AcknowledgementFactory(wording=WORDING - 1).patient
    assert get(client, patient, TODAY).url == RULES

    client.post(RULES)

    wordings = Acknowledgement.objects.order_by("wording").values_list("wording", flat=True)
    assert list(wordings) == [WORDING - 1, WORDING]
    assert client.get(TODAY).status_code == 200


def test_rules_that_were_read_can_be_read_again_but_not_acknowledged_twice(client, patient):
    page = get(client, patient, RULES)
    client.post(RULES)

    assert "<form" not in page.text
    assert Acknowledgement.objects.count() == 1


def test_another_patient_sees_their_own_day_alone(client, patient, home):
    revision = prescribed(program=home)
    done_today(revision, slot=1)
    other = AcknowledgementFactory().patient

    assert "Your program is being made" in words(get(client, other, TODAY))


@pytest.mark.parametrize(
    "name", ["today", "program", "diary", "help", "help_answer", "rules", "account"]
)
def test_a_doctor_has_no_patients_page_and_a_stranger_signs_in_first(client, name):
    address = reverse(f"following:{name}")
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"

    client.force_login(DoctorFactory().user)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_day_takes_the_same_queries_however_long_the_plan(
    client, patient, home, django_assert_num_queries, rows
):
    revision = prescribed(program=home)
    for place in range(1, rows):
        PrescribedLineFactory(revision=revision, place=place)
    for days in range(rows):
        SessionFactory(revision=revision, started_at=NOON - timedelta(days=days))
    client.force_login(patient.user)

    with django_assert_num_queries(15):
        client.get(TODAY)
