from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import psycopg2
import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import watch
from monitoring.models import Alert, JudgedDay, WatchRun
from people.models import Clinic, Patient
from programs.models import Program
from tests.factories import ClinicFactory, DoctorFactory
from tests.monitoring.lives import NOW, TODAY, at_home, faithful, session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

DAY = timedelta(days=1)


def judged(program: Program) -> list[date]:
    rows = JudgedDay.objects.filter(clinic=program.clinic, program=program)
    return list(rows.values_list("day", flat=True))


def days(first: date, last: date) -> list[date]:
    return [first + ago * DAY for ago in range((last - first).days + 1)]


def test_all_that_is_due_is_done_once():
    program = at_home(days=3)

    assert watch.run_due(at=NOW)
    assert watch.run_due(at=NOW + timedelta(minutes=1))

    assert judged(program) == days(TODAY - 3 * DAY, TODAY - DAY)


@pytest.mark.parametrize("status", ["draft", "supervised", "suspended", "ended"])
def test_only_a_program_at_home_is_watched(status):
    program = at_home(days=3)
    because = {"suspended_at": NOW, "suspended_because": "doctor"} if status == "suspended" else {}
    Program.objects.update(status=status, **because)

    watch.run_due(at=NOW)

    assert judged(program) == []


def test_days_missed_in_a_downtime_are_judged_in_their_order_when_it_is_over():
    program = at_home(days=10)
    for ago in range(10):
        session(program, ago)
    watch.run_due(at=NOW - 5 * DAY)
    assert judged(program) == days(TODAY - 10 * DAY, TODAY - 6 * DAY)

    watch.run_due(at=NOW)

    assert judged(program) == days(TODAY - 10 * DAY, TODAY - DAY)
    late = JudgedDay.objects.filter(judged_at=NOW).order_by("id")
    assert list(late.values_list("day", flat=True)) == days(TODAY - 5 * DAY, TODAY - DAY)


def test_a_downtime_hides_no_pause_and_what_comes_after_it_waits_for_the_doctor():
    program = at_home(days=20)
    watch.run_due(at=NOW - 9 * DAY)

    watch.run_due(at=NOW)

    program.refresh_from_db()
    assert (program.status, program.suspended_because) == ("suspended", "silent_long")
    assert judged(program)[-1] == TODAY - 6 * DAY


def test_a_program_that_was_paused_in_the_middle_of_a_downtime_is_left_alone():
    program = at_home(days=10)
    watch.run_due(at=NOW - 5 * DAY)
    Program.objects.update(
        status="suspended", suspended_at=NOW - 3 * DAY, suspended_because="numb_or_weak"
    )

    watch.run_due(at=NOW)

    assert judged(program)[-1] == TODAY - 6 * DAY
    assert not Alert.objects.filter(raised_at=NOW).exists()


@pytest.mark.parametrize(
    ("zone", "over_at"),
    [
        ("Pacific/Auckland", datetime(2026, 11, 20, 11, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 21, 8, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 11, 21, 10, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_when_it_is_over_where_the_patient_lives(zone, over_at):
    program = at_home(days=1, time_zone=zone)

    watch.run_due(at=over_at - timedelta(seconds=1))
    assert TODAY not in judged(program)

    watch.run_due(at=over_at)
    assert judged(program)[-1] == TODAY


def test_what_is_due_is_reckoned_in_the_time_of_the_clinic():
    clinic = ClinicFactory(time_zone="Europe/Berlin")
    program = at_home(days=3, time_zone="Pacific/Auckland", doctor=DoctorFactory(clinic=clinic))
    session(program, 1, leg_before=8)

    # Midnight in Auckland, Friday noon in Berlin.
    watch.run_due(at=NOW)

    alert = Alert.objects.get()
    assert (alert.reason, alert.raised_at) == ("severe_pain", NOW)
    assert alert.due_at == datetime(2026, 11, 20, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "over_at"),
    [
        # 25 October has 25 hours in Warsaw, 28 March has 23.
        ("Europe/Warsaw", date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        ("Europe/Warsaw", date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),
        # 27 September has 23 hours in Auckland, 4 April has 25.
        ("Pacific/Auckland", date(2026, 9, 27), datetime(2026, 9, 27, 11, tzinfo=UTC)),
        ("Pacific/Auckland", date(2027, 4, 4), datetime(2027, 4, 4, 12, tzinfo=UTC)),
        # In Honolulu the clocks never change.
        ("Pacific/Honolulu", date(2027, 3, 28), datetime(2027, 3, 29, 10, tzinfo=UTC)),
    ],
)
def test_a_day_of_23_or_25_hours_is_one_day(zone, day, over_at):
    program = at_home(days=30, time_zone=zone)
    Program.objects.update(released_at=over_at - 2 * DAY)

    watch.run_due(at=over_at - timedelta(seconds=1))
    assert judged(program)[-1] == day - DAY

    watch.run_due(at=over_at)
    watch.run_due(at=over_at + timedelta(hours=1))
    assert judged(program)[-1] == day
    assert len(judged(program)) == len(set(judged(program)))


def test_a_trip_over_the_date_line_judges_no_day_twice():
    program = at_home(days=3, time_zone="Pacific/Auckland")
    watch.run_due(at=NOW)
    assert judged(program)[-1] == TODAY

    Patient.objects.update(time_zone="Pacific/Honolulu")
    watch.run_due(at=NOW + DAY)
    assert judged(program)[-1] == TODAY

    watch.run_due(at=NOW + 2 * DAY)
    assert judged(program) == days(TODAY - 2 * DAY, TODAY + DAY)


def test_a_trip_over_the_date_line_that_skips_a_day_judges_that_day_too():
    program = at_home(days=3, time_zone="Pacific/Honolulu")
    watch.run_due(at=NOW)
    assert judged(program)[-1] == TODAY - DAY

    Patient.objects.update(time_zone="Pacific/Auckland")
    watch.run_due(at=NOW + timedelta(minutes=1))

    assert judged(program) == days(TODAY - 3 * DAY, TODAY)


def test_the_leap_day_is_judged_like_any_other():
    program = at_home(days=30)
    Program.objects.update(released_at=datetime(2028, 2, 28, 11, tzinfo=UTC))

    watch.run_due(at=datetime(2028, 3, 2, 11, tzinfo=UTC))

    assert judged(program) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


@pytest.fixture
def other_machine() -> Iterator[psycopg2.extensions.connection]:
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    other = psycopg2.connect(**settings)
    yield other
    other.close()


def test_one_watch_at_a_time_over_all_machines(other_machine):
    program = at_home(days=3)
    with other_machine.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [watch.LOCK])

    assert not watch.run_due(at=NOW)
    assert judged(program) == []
    assert watch.is_late(NOW)

    with other_machine.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [watch.LOCK])
    assert watch.run_due(at=NOW)
    assert judged(program) == days(TODAY - 3 * DAY, TODAY - DAY)


@pytest.mark.usefixtures("transactional_db")
def test_two_watches_at_once_do_the_work_of_one():
    program = at_home(days=9)

    def run() -> None:
        watch.run_due(at=NOW)
        connection.close()

    machines = [Thread(target=run) for _ in range(2)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()

    assert judged(program) == days(TODAY - 9 * DAY, TODAY - DAY)
    assert Alert.objects.filter(reason="silent").count() == 1


@pytest.fixture
def a_broken_and_a_whole_program() -> tuple[Program, Program]:
    broken, whole = at_home(days=2), at_home(days=2)
    session(broken, 1, leg_before=9)
    Clinic.objects.filter(pk=broken.clinic_id).update(time_zone="Nowhere/At_All")
    return broken, whole


def test_a_program_that_fails_holds_up_no_other(a_broken_and_a_whole_program):
    broken, whole = a_broken_and_a_whole_program

    assert not watch.run_due(at=NOW)

    assert judged(broken) == []
    assert judged(whole) == days(TODAY - 2 * DAY, TODAY - DAY)
    broken.refresh_from_db()
    assert broken.status == "home"


def test_a_failure_is_told_without_a_word_of_the_patient(a_broken_and_a_whole_program, caplog):
    broken, _whole = a_broken_and_a_whole_program

    watch.run_due(at=NOW)

    (told,) = caplog.messages
    assert told.startswith(f"program {broken.pk} failed: ZoneInfoNotFoundError at ")
    assert caplog.records[0].exc_info is None


def test_a_failure_leaves_the_watch_late_until_it_is_mended(a_broken_and_a_whole_program):
    watch.run_due(at=NOW)
    assert watch.is_late(NOW)

    Clinic.objects.update(time_zone="Europe/Warsaw")
    watch.run_due(at=NOW)
    assert not watch.is_late(NOW)


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (10, False), (11, True)])
def test_the_watch_is_late_ten_minutes_after_its_last_whole_run(minutes, late):
    watch.run_due(at=NOW)

    assert watch.is_late(NOW + timedelta(minutes=minutes)) is late


def test_the_last_run_is_kept_in_one_row():
    watch.run_due(at=NOW)
    watch.run_due(at=NOW + timedelta(minutes=1))

    assert WatchRun.objects.get().ran_at == NOW + timedelta(minutes=1)


def test_the_same_run_passes_on_what_is_overdue_and_sends_the_letters():
    program = at_home(days=2)
    session(program, 1, leg_before=8)
    watch.run_due(at=NOW)
    assert [letter.to for letter in mail.outbox] == [[program.doctor.user.email]]

    watch.run_due(at=NOW + DAY)

    assert Alert.objects.get().escalated_at == NOW + DAY


def test_the_command_runs_once_when_asked_to():
    program = at_home(days=1)

    call_command("watch", "--once")

    assert judged(program) == [TODAY - DAY]


@pytest.fixture
def queries() -> Callable[[], int]:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            watch.run_due(at=NOW)
        return len(captured)

    return count


def test_programs_that_are_not_due_cost_nothing_more(queries):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            at_home(days=1)
        queries()
        counts.append(queries())

    assert counts == [counts[0]] * 3


def test_each_due_program_costs_the_same_however_many_days_it_missed(queries):
    queries()
    idle = queries()
    counts = []
    for programs, missed in ((1, 1), (3, 1), (3, 5)):
        for _ in range(programs):
            faithful(at_home(days=missed), days=missed + 1)
        counts.append((queries() - idle) / programs)

    assert counts == [counts[0]] * 3
    assert counts[0] <= 20
