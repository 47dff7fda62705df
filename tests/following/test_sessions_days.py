"""Which day a session belongs to: wrong clocks, other zones, clock changes and the date line."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from following import days
from following.models import Session, SetEvent, Stop
from people.ids import uuid7
from people.models import Patient
from tests.factories import PatientFactory, ProgramFactory
from tests.following.phone import at_home
from tests.following.reports import event, post, put, signed_in, stop

pytestmark = pytest.mark.django_db

WARSAW, AUCKLAND, HONOLULU = "Europe/Warsaw", "Pacific/Auckland", "Pacific/Honolulu"
NOON = datetime(2027, 1, 13, 11, tzinfo=UTC)


def living_in(zone: str) -> Patient:
    return at_home(
        program=ProgramFactory(at_home=True, patient=PatientFactory(time_zone=zone))
    ).program.patient


def begin_at(patient: Patient, moment: datetime, **said: Any) -> Session:
    """A session that begins at that moment on a phone with a right clock."""
    pk: UUID = uuid7()
    with time_machine.travel(moment, tick=False):
        told = {"happened_at": moment.isoformat(), "sent_at": moment.isoformat()} | said
        answer = put(signed_in(patient), pk, **told)
    assert answer.status_code == 200, answer.json()
    return Session.objects.get(pk=answer.json()["session"])


@pytest.mark.parametrize(
    "ahead",
    [
        timedelta(hours=3),
        timedelta(hours=-3),
        timedelta(days=2),
        timedelta(days=-2),
        datetime(1970, 1, 1, tzinfo=UTC) - NOON,
    ],
)
def test_a_wrong_clock_moves_no_session_to_another_day(ahead):
    patient, wrong = living_in(WARSAW), NOON + ahead
    session = begin_at(patient, NOON, happened_at=wrong.isoformat(), sent_at=wrong.isoformat())

    assert session.started_at == NOON
    assert (session.local_date, session.clock_skew) == (NOON.date(), ahead.total_seconds())


def test_a_wrong_clock_moves_no_set_and_no_stop():
    patient, wrong = living_in(WARSAW), timedelta(days=2)
    session = begin_at(patient, NOON)
    later = NOON + timedelta(minutes=10)
    shown = {
        "happened_at": (later + wrong - timedelta(minutes=6)).isoformat(),
        "sent_at": (later + wrong).isoformat(),
    }
    with time_machine.travel(later, tick=False):
        done = event(session, happened_at=shown["happened_at"])
        post(signed_in(patient), "events", session, {"events": [done], "sent_at": shown["sent_at"]})
        post(signed_in(patient), "stops", session, stop(session, red_flags=[]) | shown)

    kept = SetEvent.objects.get(clinic_id=session.clinic_id), Stop.objects.get()
    assert [one.happened_at for one in kept] == [NOON + timedelta(minutes=4)] * 2


@pytest.mark.parametrize("zone", ["Atlantis/Poseidonis", "", None, 5, ["Europe/Warsaw"], "\x00"])
def test_a_zone_that_nobody_knows_is_the_patients_own(zone):
    assert begin_at(living_in(WARSAW), NOON, time_zone=zone).time_zone == WARSAW


def test_on_a_trip_the_zone_is_the_phones_and_the_day_that_of_its_screen():
    session = begin_at(living_in(WARSAW), NOON, time_zone="Asia/Tokyo", day="2027-01-13")

    assert (session.time_zone, session.local_date) == ("Asia/Tokyo", date(2027, 1, 13))


def test_a_page_that_was_opened_before_midnight_keeps_its_day():
    patient = living_in(WARSAW)
    past_midnight = datetime(2027, 1, 13, 23, 10, tzinfo=UTC)
    session = begin_at(patient, past_midnight, slot=3, day="2027-01-13")

    assert session.local_date == date(2027, 1, 13)


@pytest.mark.parametrize("day", ["2027-01-11", "2027-01-15", "1970-01-01"])
def test_a_page_of_another_day_counts_for_the_day_on_which_it_was_done(day):
    assert begin_at(living_in(WARSAW), NOON, day=day).local_date == NOON.date()


def test_the_hour_that_the_clocks_leave_out_loses_no_session():
    # In Warsaw it is never 02:30 on that night: 01:59 is followed by 03:00.
    patient = living_in(WARSAW)
    before, after = (datetime(2027, 3, 28, *at, tzinfo=UTC) for at in ((0, 59), (1, 30)))
    first, second = begin_at(patient, before), begin_at(patient, after, slot=2)

    assert {first.local_date, second.local_date} == {date(2027, 3, 28)}
    assert [patient.local(one.started_at).hour for one in (first, second)] == [1, 3]


def test_the_hour_that_comes_twice_holds_two_sessions_in_their_order():
    # In Warsaw 02:30 comes twice on that night, an hour apart.
    patient = living_in(WARSAW)
    once, again = (datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1))
    first, second = begin_at(patient, once), begin_at(patient, again, slot=2)

    assert [patient.local(one.started_at).strftime("%H:%M") for one in (first, second)] == [
        "02:30",
        "02:30",
    ]
    assert first.local_date == second.local_date == date(2027, 10, 31)
    assert second.started_at - first.started_at == timedelta(hours=1)


def test_the_leap_day_has_its_sessions_of_its_own():
    patient = living_in(WARSAW)
    dates = [
        begin_at(patient, datetime(2028, 2, 28, 11, tzinfo=UTC) + timedelta(days=n))
        for n in range(3)
    ]

    assert [one.local_date for one in dates] == [
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2028, 3, 1),
    ]


@pytest.mark.parametrize(("home", "away"), [(AUCKLAND, HONOLULU), (HONOLULU, AUCKLAND)])
def test_across_the_date_line_every_slot_is_done_once_and_none_is_lost(home, away):
    patient, done = living_in(home), []
    # Every eight hours the day's next session is done; the flight is after the fourth.
    for number in range(9):
        moment = datetime(2027, 5, 3, 11, tzinfo=UTC) + timedelta(hours=8 * number)
        with time_machine.travel(moment, tick=False):
            day = days.read(patient, at=moment)
        if day.next:
            zone = home if number < 4 else away
            screen = {"slot": day.next.slot.number, "day": day.on.isoformat(), "time_zone": zone}
            done.append(begin_at(patient, moment, **screen))
            finish(patient, done[-1], moment)

    assert len(done) == Session.objects.count() == 9
    assert len({(one.local_date, one.slot) for one in done}) == 9
    assert {one.local_date for one in done} <= {
        patient.local(one.started_at).date() for one in done
    }


def finish(patient: Patient, session: Session, moment: datetime) -> None:
    with time_machine.travel(moment + timedelta(minutes=7), tick=False):
        body = {"id": str(uuid7()), "back": 0, "leg": 0}
        post(signed_in(patient), "finish", session, body)
