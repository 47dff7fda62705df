"""Who has not said by ten how the morning is, is reminded once; no word of health in it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from monitoring import mornings, watch
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
    assert Letter.objects.get().sent_at == moment(10)


def test_who_has_answered_is_not_reminded(program):
    morning(program, 0)

    assert mornings.remind(at=moment(10)) == 0


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
