"""Who has not said by ten how the morning is, is reminded once; no word of health in it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from following.services.reminders import choose
from monitoring import letters, mornings, overdays, watch
from monitoring.models import Letter
from programs.models import Program
from tests.factories import UserFactory
from tests.monitoring.lives import at_home, morning, session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

WARSAW = ZoneInfo("Europe/Warsaw")


def moment(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=WARSAW)


@pytest.fixture
def program(noon) -> Program:
    program = at_home(days=9, email="anna@example.org")
    session(program, 1)
    return program


@pytest.mark.parametrize(
    ("at", "count"),
    [(moment(9, 59), 0), (moment(10), 1), (moment(15, 59), 1), (moment(16), 0)],
)
def test_the_reminder_is_written_between_ten_and_four(program, at, count):
    assert mornings.remind(at=at) == count


def test_it_is_written_once_a_day_and_says_nothing_of_health(program):
    for minute in (0, 1, 30):
        watch.run_due(at=moment(10, minute))

    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]]
    assert mail.outbox[0].subject == "Your program is waiting for you"
    assert Letter.objects.get(key__startswith="morning:").sent_at == moment(10)


def test_a_letter_of_a_silence_that_is_over_takes_no_mornings_place(program):
    overdays.judge_days_over(program=program, at=moment(10))
    assert Letter.objects.get().key.endswith(":2026-11-11")

    assert mornings.remind(at=moment(10)) == 1
    assert letters.send_due(at=moment(10)) == 1
    assert Letter.objects.get(sent_at=moment(10)).key.startswith("morning:")


def test_who_has_answered_is_not_reminded(program):
    morning(program, 0)

    assert mornings.remind(at=moment(10)) == 0


def test_an_answer_given_while_the_post_was_closed_drops_the_letter(program):
    mornings.remind(at=moment(10))
    morning(program, 0)

    assert letters.send_due(at=moment(10, 30)) == 0


def test_an_answer_of_the_day_before_does_not_drop_the_letter(program):
    mornings.remind(at=moment(10))
    morning(program, 1)

    assert letters.send_due(at=moment(10, 30)) == 1


@pytest.mark.parametrize(("at", "went_out"), [(moment(15, 59), 1), (moment(16), 0)])
def test_after_six_hours_without_post_the_letter_is_dropped(program, at, went_out):
    mornings.remind(at=moment(10))

    assert letters.send_due(at=at) == went_out


def test_a_letter_that_met_the_quiet_hours_waits_for_their_end(program):
    quiet = {"quiet_from": time(11), "quiet_to": time(14)}
    choose(patient=program.patient, times={}, email="morning", **quiet)
    mornings.remind(at=moment(10))

    assert letters.send_due(at=moment(13, 59)) == 0
    assert letters.send_due(at=moment(14)) == 1


def test_a_closed_account_is_not_written_to(program):
    program.patient.user = UserFactory(is_active=False)
    program.patient.save(update_fields=["user"])

    assert mornings.remind(at=moment(10)) == 0


def test_who_did_no_session_yesterday_is_not_asked(noon):
    session(at_home(days=9, email="anna@example.org"), 2)

    assert mornings.remind(at=moment(10)) == 0


def test_a_refused_session_is_not_asked_about(noon):
    session(at_home(days=9, email="anna@example.org"), 1, status="refused")

    assert mornings.remind(at=moment(10)) == 0


def test_a_paused_program_is_left_in_peace(program):
    program.status, program.suspended_because = "suspended", "ill"
    program.suspended_at = moment(8)
    program.save(update_fields=["status", "suspended_because", "suspended_at"])

    assert mornings.remind(at=moment(10)) == 0


def test_without_an_address_nothing_is_written(noon):
    session(at_home(days=9), 1)

    assert mornings.remind(at=moment(10)) == 0


def test_each_is_reminded_at_ten_of_their_own_time(noon):
    session(at_home(days=9, email="kiri@example.org", time_zone="Pacific/Auckland"), 1)

    assert mornings.remind(at=moment(10)) == 0
    assert mornings.remind(at=moment(10) - timedelta(hours=12)) == 1
