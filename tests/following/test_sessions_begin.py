"""A session begins once, after the check-in, for a patient whose program is at home."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from following.locking import words_of_locks
from following.models import Session
from following.questions import words_of_red_flags
from following.recorded import recorded_document
from following.services.sessions import CheckIn, finish_session
from following.signals import session_recorded
from following.work import NotNow
from monitoring.models import Alert
from people.ids import uuid7
from programs.models import Program, RedFlagCheck, Revision
from tests.factories import LYING, STANDING, ProgramFactory, StageOpeningFactory, prescribed
from tests.following.phone import at_home, at_home_with, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    return at_home()


def status_of(program: Program) -> str:
    return Program.objects.get(pk=program.pk).status


def test_a_session_keeps_the_check_in_and_what_was_prescribed(revision):
    begun = begin(revision.program.patient, at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))

    kept = Session.objects.get(pk=begun.pk)
    assert (kept.back_before, kept.leg_before, kept.ill) == (1, 2, False)
    assert (kept.status, kept.revision, kept.sets_prescribed) == ("running", revision, 1)
    # In Warsaw it is past midnight.
    assert (kept.local_date.isoformat(), kept.time_zone) == ("2026-11-23", "Europe/Warsaw")


def test_beginning_twice_with_one_id_makes_one_session(revision):
    patient = revision.program.patient
    first = begin(patient)

    assert begin(patient, session_id=first.pk) == first
    assert Session.objects.count() == 1


def test_a_second_tab_gets_the_session_of_the_first(revision):
    patient = revision.program.patient
    first = begin(patient)

    assert begin(patient, CheckIn(back=0, leg=0, ill=False)) == first
    assert Session.objects.get().back_before == 1


@pytest.mark.usefixtures("transactional_db")
def test_two_tabs_that_begin_at_once_make_one_session(revision):
    patient = revision.program.patient
    begun = []

    def tab() -> None:
        begun.append(begin(patient).pk)
        connection.close()

    tabs = [Thread(target=tab) for _ in range(4)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()

    assert begun == [Session.objects.get().pk] * 4


def test_a_second_tab_that_reports_fever_ends_the_session_of_the_first(revision):
    patient = revision.program.patient
    first = begin(patient)

    begin(patient, CheckIn(back=0, leg=0, ill=True))

    assert Session.objects.get(pk=first.pk).status == Session.Status.REFUSED
    assert status_of(revision.program) == Program.Status.SUSPENDED


def test_a_session_that_a_second_tab_forbids_keeps_what_forbids_it(revision):
    patient = revision.program.patient
    first = begin(patient, CheckIn(back=0, leg=0, ill=False))
    begin(patient, CheckIn(back=8, leg=1, ill=False))

    kept = Session.objects.get(pk=first.pk)
    assert (kept.back_before, kept.leg_before) == (8, 1)
    assert recorded_document(kept)["decision"] == {
        "outcome": "no_session",
        "reason": "severe_pain_before",
    }
    assert Alert.objects.get(reason="severe_pain_before").evidence["back"] == 8


@pytest.mark.parametrize("pause", ["", "doctor"])
def test_a_refused_session_never_becomes_one_to_go_on_with(revision, pause):
    session = begin(
        revision.program.patient, CheckIn(back=0, leg=0, ill=False, red_flags=["bladder"])
    )
    paused_at = timezone.now() if pause else None
    status = Program.Status.SUSPENDED if pause else Program.Status.HOME
    Program.objects.update(status=status, suspended_because=pause, suspended_at=paused_at)

    decision = recorded_document(Session.objects.get(pk=session.pk))["decision"]
    assert decision == (
        {"outcome": "emergency", "reason": "red_flag_emergency"}
        if pause
        else {"outcome": "no_session", "reason": "refused"}
    )
    assert decision["reason"] in words_of_red_flags() | words_of_locks()


def test_another_slot_of_the_day_is_another_session(revision):
    patient = revision.program.patient

    assert begin(patient) != begin(patient, slot=2)


def test_an_id_that_is_another_patients_session_is_nobodys(revision):
    taken = begin(revision.program.patient)
    stranger = at_home().program.patient

    with pytest.raises(Session.DoesNotExist):
        begin(stranger, session_id=taken.pk)


@pytest.mark.parametrize("slot", [4, 99])
def test_a_slot_that_the_day_does_not_have_is_refused_in_words(revision, slot):
    with pytest.raises(NotNow, match="There is no session at this time of day"):
        begin(revision.program.patient, slot=slot)


def test_a_plan_that_starts_later_is_refused_in_words():
    patient = at_home(starts_on=timezone.localdate() + timedelta(days=2)).program.patient

    with pytest.raises(NotNow, match="Your plan has not started yet"):
        begin(patient)


def test_requirement_2_the_safety_rules_are_read_before_the_first_session():
    patient = prescribed().program.patient

    with pytest.raises(NotNow, match="Please read the safety rules first"):
        begin(patient)


@pytest.mark.parametrize("status", ["supervised", "suspended"])
def test_requirement_7_no_session_before_the_doctor_has_released_the_program_to_home(status):
    patient = at_home(program=ProgramFactory(**{status: True})).program.patient

    with pytest.raises(NotNow, match="not open for exercise at home"):
        begin(patient)
    assert not Session.objects.exists()


def test_requirement_7_an_exercise_that_was_not_taught_is_no_part_of_a_session():
    revision = at_home(LYING, "superman", taught=False)
    assert revision.lines.count() == 2

    with pytest.raises(NotNow):
        begin(revision.program.patient)


def test_requirement_15_standing_lines_are_no_part_of_a_session_until_they_open():
    revision = at_home(LYING, STANDING)
    patient = revision.program.patient
    no_pain = CheckIn(back=0, leg=0, ill=False)
    assert begin(patient, no_pain).sets_prescribed == 1

    StageOpeningFactory(program=revision.program, stage=3)

    assert begin(patient, no_pain, slot=2).sets_prescribed == 2


@pytest.mark.parametrize(
    ("dose", "sets"),
    [
        ({"sets": 2, "sides": "both"}, 2),
        ({"sets": 2, "sides": "each"}, 4),
        ({"sets": 2, "sides": "affected", "side": "left"}, 2),
        ({"sets": 2, "sides": "affected", "side": "both"}, 4),
    ],
)
def test_a_set_for_each_side_counts_as_a_set(dose, sets):
    patient = at_home_with(dose).program.patient

    assert begin(patient).sets_prescribed == sets


@pytest.mark.parametrize("answers", [(5, 5), (0, 0), (5, 0)])
def test_pain_below_6_and_no_fever_let_the_session_begin(revision, answers):
    back, leg = answers
    session = begin(revision.program.patient, CheckIn(back=back, leg=leg, ill=False))

    assert session.status == Session.Status.RUNNING
    assert status_of(revision.program) == Program.Status.HOME


@pytest.mark.parametrize("answers", [(6, 0), (0, 6)])
def test_pain_of_6_before_a_session_means_no_session(revision, answers):
    back, leg = answers
    session = begin(revision.program.patient, CheckIn(back=back, leg=leg, ill=False))

    assert session.status == Session.Status.REFUSED
    assert session.ended_at is not None


def test_requirement_18_fever_means_no_session_and_suspends_the_program(revision):
    session = begin(revision.program.patient, CheckIn(back=0, leg=0, ill=True))

    assert session.status == Session.Status.REFUSED
    program = Program.objects.get(pk=revision.program.pk)
    assert (program.status, program.suspended_because) == (Program.Status.SUSPENDED, "ill")


def test_requirement_18_after_a_fever_no_other_session_can_begin(revision):
    patient = revision.program.patient
    begin(patient, CheckIn(back=0, leg=0, ill=True))

    with pytest.raises(NotNow):
        begin(patient, slot=2)


def test_a_red_flag_before_a_session_is_kept_and_locks_the_program(revision):
    patient = revision.program.patient
    session = begin(patient, CheckIn(back=0, leg=0, ill=False, red_flags=["bladder"]))

    assert session.status == Session.Status.REFUSED
    assert RedFlagCheck.objects.get(patient=patient).flags == ["bladder"]
    assert status_of(revision.program) == Program.Status.SUSPENDED


@pytest.mark.parametrize("is_finished", [False, True])
def test_a_red_flag_answered_in_another_tab_is_kept_and_locks_the_program(revision, is_finished):
    patient = revision.program.patient
    first = begin(patient)
    if is_finished:
        finish_session(session=first, back=0, leg=0, at=timezone.now())

    begin(patient, CheckIn(back=0, leg=0, ill=False, red_flags=["bladder"]))

    assert [check.flags for check in RedFlagCheck.objects.filter(patient=patient)] == [["bladder"]]
    assert status_of(revision.program) == Program.Status.SUSPENDED


def test_no_red_flag_is_kept_as_an_answer_too_and_once(revision):
    patient = revision.program.patient
    answers = CheckIn(back=0, leg=0, ill=False, red_flags=[])
    first = begin(patient, answers)

    begin(patient, answers, session_id=first.pk)

    assert [check.flags for check in RedFlagCheck.objects.filter(patient=patient)] == [[]]


def test_the_house_hears_of_a_refused_session_once(revision):
    heard = []

    def listen(**told: object) -> None:
        heard.append((told["patient"], told["decision"]))

    session_recorded.connect(listen)
    patient, answers = revision.program.patient, CheckIn(back=7, leg=0, ill=False)
    own = uuid7()
    begin(patient, answers, session_id=own)
    begin(patient, answers, session_id=own)
    session_recorded.disconnect(listen)

    assert [(who, decision.reason) for who, decision in heard] == [(patient, "severe_pain_before")]
