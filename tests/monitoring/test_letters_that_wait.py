"""What becomes of a letter to a patient that could not go out at once."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from following.services.reminders import choose
from monitoring import letters, reminders, services, watch
from monitoring.models import Alert, Letter
from people.ids import uuid7
from people.models import Patient
from programs.models import Program, RedFlagCheck
from programs.services import screening, supervision
from tests.factories import ProgramFactory
from tests.monitoring.lives import NOW, SIGNS, TODAY, a_sign_of, at_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def moment(clock: str) -> datetime:
    return datetime.combine(TODAY, time.fromisoformat(clock), ZoneInfo("Europe/Warsaw"))


@pytest.fixture
def program(noon) -> Program:
    """Of a patient who asked for a letter at each session, at 08:00, 13:00 and 19:00."""
    program = at_home(days=3, email="anna@example.org", doctor__user__email="elena@example.org")
    quiet = {"quiet_from": time(22), "quiet_to": time(7)}
    choose(patient=program.patient, times={}, email="each", **quiet)
    return program


def of_a_silence(program: Program, clock: str, last_heard: str = "2026-11-12") -> None:
    key = f"{letters.OF_A_SILENCE}{program.pk}:{last_heard}"
    letters.to_patient(program.patient, key=key, at=moment(clock))


def alarm(program: Program, clock: str) -> None:
    """Something that its doctor is written to about."""
    services.raise_alert(
        patient=program.patient,
        urgency=Alert.Urgency.NOW,
        reason="strong_pain",
        source=uuid7(),
        evidence={},
        at=moment(clock),
    )


def gone_out(*clocks: str) -> list[int]:
    """The post is open at these times; how many letters go out at each."""
    return [letters.send_due(at=moment(clock)) for clock in clocks]


def test_a_reminder_and_its_repeat_that_meet_are_told_as_one(program):
    for clock in ("08:03", "09:00"):
        assert reminders.remind(at=moment(clock)) == 1

    assert gone_out("09:01", "09:02") == [1, 0]
    assert Letter.objects.get(sent_at=moment("09:01")).written_at == moment("09:00")


def test_reminders_of_two_sessions_that_meet_are_told_as_one(program):
    quiet = {"quiet_from": time(22), "quiet_to": time(7)}
    choose(patient=program.patient, times={"13:00": "08:30"}, email="each", **quiet)
    for clock in ("08:00", "08:30"):
        assert reminders.remind(at=moment(clock)) == 1

    assert gone_out("08:31", "08:32") == [1, 0]


@pytest.mark.parametrize("written", ["08:00", "07:00"])
def test_the_letter_of_a_silence_gives_way_to_one_that_was_written_later_or_with_it(
    program, written
):
    of_a_silence(program, written)
    reminders.remind(at=moment("08:00"))

    assert gone_out("08:00", "08:01", "12:00") == [1, 0, 0]


def test_a_letter_that_is_of_no_more_use_itself_takes_no_others_place(program):
    of_a_silence(program, "07:00")
    reminders.remind(at=moment("08:00"))

    assert gone_out("12:00", "12:01") == [1, 0]


def test_what_comes_up_after_a_letter_went_out_is_written_about_anew(program):
    for clock in ("08:00", "09:00", "13:00"):
        reminders.remind(at=moment(clock))
        assert gone_out(clock) == [1]


def test_a_letter_to_one_patient_takes_no_place_of_anothers(program):
    other = at_home(days=9, email="kiri@example.org", clinic=program.clinic)
    of_a_silence(other, "07:30")
    of_a_silence(program, "08:00")

    assert gone_out("08:01") == [2]


def test_letters_to_a_doctor_all_go_out_though_they_say_the_same(program):
    for clock in ("08:00", "08:30"):
        alarm(program, clock)
    of_a_silence(program, "08:31")

    assert gone_out("08:32", "08:33") == [3, 0]
    assert [message.to[0].partition("@")[0] for message in mail.outbox] == ["elena"] * 2 + ["anna"]


def test_when_the_program_is_paused_its_patients_letter_is_dropped_and_its_doctors_is_not(program):
    of_a_silence(program, "06:00")
    alarm(program, "06:00")
    supervision.suspend(program=program, because="doctor", at=moment("06:30"))

    assert gone_out("07:00") == [1]
    assert [message.to for message in mail.outbox] == [["elena@example.org"]]


@pytest.mark.parametrize("released", ["06:30", ""])
def test_a_letter_of_a_program_that_has_ended_is_not_sent_for_the_next_one(program, released):
    of_a_silence(program, "06:00")
    supervision.end(program=program, by=program.doctor.user, why="All is well.")
    terms = {"status": "home", "released_at": moment(released)} if released else {}
    ProgramFactory(patient=program.patient, **terms)

    assert gone_out("07:00") == [0]


def test_an_ended_program_holds_up_no_letter_of_the_one_after_it(program):
    ProgramFactory(patient=program.patient, status="ended")
    of_a_silence(program, "07:00")

    assert gone_out("07:01") == [1]


def test_thirty_letters_that_are_dropped_or_wait_cost_as_many_queries_as_one(noon):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            of_a_silence(at_home(days=9, email="anna@example.org"), "06:00")
            paused = at_home(days=9, email="anna@example.org")
            of_a_silence(paused, "06:00")
            supervision.suspend(program=paused, because="doctor", at=moment("06:30"))
        with CaptureQueriesContext(connection) as queries:
            assert gone_out("06:59") == [0]
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]


def at_night_and_after(*clocks: str) -> list[int]:
    """The watch runs at these times of today; how many letters had gone out after each."""
    told = []
    for clock in clocks:
        watch.run_due(at=moment(clock))
        told.append(len(mail.outbox))
    return told


def test_the_reminder_of_a_silence_waits_for_the_end_of_the_night_and_goes_once(noon):
    at_home(days=8, email="anna@example.org")

    assert at_night_and_after("00:01", "06:59", "07:00", "07:01") == [0, 0, 1, 1]


@pytest.fixture
def silent(noon) -> Program:
    """Nothing was heard for a week; the letter about it waits for the quiet hours to end."""
    program = at_home(days=8, email="anna@example.org")
    quiet = {"quiet_from": time(22), "quiet_to": time(11)}
    choose(patient=program.patient, times={}, email="morning", **quiet)
    assert at_night_and_after("00:01") == [0]
    assert Letter.objects.count() == 1
    return program


@pytest.mark.parametrize("sign", SIGNS)
def test_a_silence_that_ended_in_the_quiet_hours_is_not_reminded_of(silent, sign):
    a_sign_of(silent, sign, ago=0)

    assert at_night_and_after("10:59", "11:00", "11:01") == [0, 0, 0]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_word_of_the_day_before_that_came_late_ends_the_reminder_too(silent, sign):
    a_sign_of(silent, sign, ago=1)

    assert at_night_and_after("11:00") == [0]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_word_from_before_the_silence_does_not_end_its_reminder(silent, sign):
    a_sign_of(silent, sign, ago=8)

    assert at_night_and_after("11:00") == [1]


def test_red_flags_asked_by_the_doctor_end_no_reminder_of_a_silence(silent):
    check = screening.check_red_flags(patient=silent.patient, by=silent.doctor.user, flags=[])
    RedFlagCheck.objects.filter(pk=check.pk).update(recorded_at=NOW)

    assert at_night_and_after("11:00") == [1]


@pytest.mark.parametrize(("zone", "went_out"), [("Europe/Warsaw", 1), ("Asia/Tokyo", 0)])
def test_the_day_on_which_red_flags_were_answered_is_the_patients_own(silent, zone, went_out):
    """Where it was evening on the day last heard of, or the morning of the day after."""
    Patient.objects.update(time_zone=zone)
    a_sign_of(silent, "red flags", ago=0)
    RedFlagCheck.objects.update(recorded_at=datetime(2026, 11, 12, 18, tzinfo=UTC))

    assert at_night_and_after("11:00") == [went_out]
