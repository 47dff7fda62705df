"""Who is reminded of a session, by which ways, once, and never against their wish."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from following.models import PushMessage, PushSubscription, Reminder, ReminderChoice
from following.reminders.addresses import NO_MORE_EMAIL, id_in
from following.services.reminders import choose, stop_email, turn
from monitoring import letters, pushes, reminders, watch
from people.models import Patient
from programs.models import Program
from tests.factories import (
    FlareDayFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    SignOffFactory,
    exercise,
)
from tests.following.push_service import Phone, PushService
from tests.monitoring.lives import TODAY, at_home, session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

WARSAW = ZoneInfo("Europe/Warsaw")
EACH = ReminderChoice.Email.EACH


def moment(clock: str, day: date = TODAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), WARSAW)


def wish(patient: Patient, *, email: str = "morning", **times: str | None) -> None:
    """`t0800="07:30"` for the session of eight."""
    own = {f"{name[1:3]}:{name[3:]}": clock for name, clock in times.items()}
    quiet = {"quiet_from": time(22), "quiet_to": time(7)}
    choose(patient=patient, times=own, email=email, **quiet)


def at_work(minutes: int = 1, start: str = "07:50", until: str = "21:30") -> list[str]:
    """The watch runs through the day; at which minutes who was reminded."""
    now, told = moment(start), []
    while now <= moment(until):
        if reminders.remind(at=now):
            told.append(f"{now:%H:%M}")
        now += timedelta(minutes=minutes)
    return told


@pytest.fixture
def program(service: PushService) -> Program:
    program = at_home(days=3, email="anna@example.org")
    Phone(service).belongs_to(program.patient)
    return program


def test_a_day_on_which_nothing_is_done_is_reminded_of_twice_a_session(program):
    assert at_work(minutes=10) == ["08:00", "09:00", "13:00", "14:00", "19:00", "20:00"]
    assert Reminder.objects.count() == PushMessage.objects.count() == 6


def test_what_is_done_is_not_reminded_of(program):
    session(program, 0)

    assert at_work(minutes=10, start="10:10") == ["13:00", "14:00", "19:00", "20:00"]


def test_the_patients_own_time_counts_and_none_is_none(program):
    wish(program.patient, t0800="07:55", t1300=None)

    assert at_work(minutes=5, until="15:00") == ["07:55", "08:55"]


def test_after_a_downtime_one_reminder_comes_and_no_pile(program):
    assert at_work(minutes=1, start="13:40", until="14:30") == ["13:40", "14:00"]
    assert at_work(minutes=10, start="15:10", until="18:50") == []


def test_a_bad_day_is_reminded_of_once_a_session_and_only_with_a_small_plan(program):
    FlareDayFactory(program=program, local_date=TODAY)
    assert at_work(minutes=10) == []

    small = {"flare_sets": 1, "flare_repetitions": 3}
    PrescribedLineFactory(revision=program.revision_set.get(), **small)
    assert at_work(minutes=10) == ["08:00", "13:00", "19:00"]


@pytest.mark.parametrize("status", ["draft", "supervised", "suspended", "ended"])
def test_only_a_plan_at_home_is_reminded_of_and_what_waits_is_dropped(program, status):
    wish(program.patient, email=EACH)
    reminders.remind(at=moment("08:00"))
    because = {"suspended_at": moment("08:00"), "suspended_because": "doctor"}
    Program.objects.update(status=status, **(because if status == "suspended" else {}))

    assert reminders.remind(at=moment("09:00")) == 0
    assert pushes.send_due(at=moment("08:01")) == 0
    assert PushMessage.objects.count() == 0
    assert letters.send_due(at=moment("08:01")) == 0


def test_a_rest_day_an_untaught_exercise_and_a_plan_to_come_are_not_reminded_of(program, service):
    tomorrow = TODAY + timedelta(days=1)
    for terms, line in (
        ({}, {"days_of_week": [tomorrow.weekday()]}),
        ({}, {"exercise": exercise("pelvic-tilt-supine")}),
        ({"starts_on": tomorrow}, {}),
    ):
        another = ProgramFactory(at_home=True, released_at=moment("07:00"))
        revision = RevisionFactory(program=another, prescribed_at=another.released_at, **terms)
        PrescribedLineFactory(revision=revision, **line)
        SignOffFactory(program=another)
        Phone(service).belongs_to(another.patient)
    turn(patient=program.patient, is_on=False)

    assert at_work(minutes=30) == []
    assert reminders.remind(at=moment("08:00", tomorrow)) == 2


def test_one_tap_ends_all_of_it_and_another_brings_it_back(program):
    reminders.remind(at=moment("08:00"))
    turn(patient=program.patient, is_on=False)

    assert pushes.send_due(at=moment("08:01")) == 0
    assert at_work(minutes=10) == []
    turn(patient=program.patient, is_on=True)
    assert reminders.remind(at=moment("13:00")) == 1


def test_whose_account_is_closed_is_not_reminded(program):
    program.patient.user.is_active = False
    program.patient.user.save(update_fields=["is_active"])

    assert reminders.remind(at=moment("08:00")) == 0


def test_who_asked_for_a_letter_at_each_session_gets_it_and_none_for_the_morning(program):
    session(program, 1)
    wish(program.patient, email=EACH)
    for clock in ("08:00", "08:01", "10:00", "13:00", "13:30"):
        watch.run_due(at=moment(clock))

    assert len(mail.outbox) == 2
    message = mail.outbox[0]
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.subject == "Your program is waiting for you"
    assert message.body == (
        "You can open it here: http://127.0.0.1:8000/today/\n\n"
        f"No more e-mails like this one: {link}\n"
    )
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = link.removeprefix("http://127.0.0.1:8000/reminders/off/").removesuffix("/")
    assert id_in(token, purpose=NO_MORE_EMAIL) == program.patient.pk


def test_a_letter_about_a_session_is_of_use_for_an_hour_alone(program):
    wish(program.patient, email=EACH)
    reminders.remind(at=moment("08:00"))

    assert letters.send_due(at=moment("09:00")) == 0


def test_a_session_that_was_begun_meanwhile_is_not_written_about(program):
    wish(program.patient, email=EACH)
    reminders.remind(at=moment("08:00"))
    session(program, 0, slot=1)

    assert letters.send_due(at=moment("08:30")) == 0


def test_another_session_of_the_day_does_not_drop_the_letter(program):
    wish(program.patient, email=EACH)
    reminders.remind(at=moment("08:00"))
    session(program, 0, slot=2)

    assert letters.send_due(at=moment("08:30")) == 1


@pytest.mark.parametrize(("end", "went_out"), [("07:00", 0), ("22:20", 1)])
def test_what_met_the_quiet_hours_waits_for_their_end_if_it_is_of_use_then(
    program, service, end, went_out
):
    quiet = {"quiet_from": time(22), "quiet_to": time.fromisoformat(end)}
    choose(patient=program.patient, times={"19:00": "21:50"}, email=EACH, **quiet)
    service.answers = 503
    reminders.remind(at=moment("21:50"))
    pushes.send_due(at=moment("21:50"))
    service.answers = 201

    for send_due in (letters.send_due, pushes.send_due):
        assert send_due(at=moment("22:00")) == send_due(at=moment("22:19")) == 0
        over = TODAY + timedelta(days=int(end == "07:00"))
        assert send_due(at=moment(end, over)) == went_out
    assert len(service.received) == 1 + went_out
    assert not PushMessage.objects.exists()


@pytest.mark.parametrize("no", [stop_email, lambda *, patient: turn(patient=patient, is_on=False)])
def test_who_wants_no_letter_gets_none_of_any_kind(program, no):
    session(program, 1)
    letters.to_patient(program.patient, key="reminder:1", at=moment("09:59"))
    no(patient=program.patient)
    letters.to_patient(program.patient, key="reminder:2", at=moment("09:59"))
    watch.run_due(at=moment("10:00"))

    assert mail.outbox == []


def test_the_morning_waits_for_the_end_of_the_quiet_hours(program):
    session(program, 1)
    quiet = {"quiet_from": time(20), "quiet_to": time(11)}
    choose(patient=program.patient, times={}, email="morning", **quiet)
    for clock in ("10:00", "10:59", "11:00", "11:01"):
        watch.run_due(at=moment(clock))

    assert len(mail.outbox) == 1


def test_a_phone_gets_each_reminder_once_in_words_without_health(program, service):
    phone = Phone(service)
    phone.belongs_to(program.patient)
    PushSubscription.objects.exclude(endpoint=phone.device.endpoint).delete()
    for clock in ("08:00", "08:01", "08:02"):
        watch.run_due(at=moment(clock))

    ((headers, body),) = service.received
    assert headers["ttl"] == "3600"
    assert phone.read(body) == {
        "title": "Your program is waiting for you",
        "body": "Open it when it suits you.",
        "address": reverse("following:today"),
        "icon": "/icons/icon-192.png",
        "lang": "en",
        "dir": "ltr",
        "later": "Not now",
    }
    assert PushSubscription.objects.get().worked_at == moment("08:00")
    assert not PushMessage.objects.exists()


def test_a_busy_push_service_is_asked_again_and_holds_up_nothing_else(program, service):
    wish(program.patient, email=EACH)
    service.answers = 503
    assert watch.run_due(at=moment("08:00"))
    assert watch.run_due(at=moment("08:04"))
    assert (len(service.received), len(mail.outbox)) == (1, 1)
    service.answers = 201

    assert watch.run_due(at=moment("08:06"))
    assert (len(service.received), PushMessage.objects.count()) == (2, 0)
    assert service.received[-1][0]["ttl"] == "3240"


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Warsaw", 0), ("Atlantic/Azores", 2)])
def test_a_push_service_keeps_no_message_into_the_quiet_hours(program, service, zone, hours):
    """The Azores are two hours behind Warsaw in winter."""
    Patient.objects.update(time_zone=zone)
    wish(program.patient, t1900="21:30")
    quiet_at = moment("22:00") + timedelta(hours=hours)
    reminders.remind(at=quiet_at - timedelta(minutes=30))
    service.answers = 503
    pushes.send_due(at=quiet_at - timedelta(minutes=30))
    service.answers = 201
    pushes.send_due(at=quiet_at - timedelta(minutes=1))

    assert [headers["ttl"] for headers, _body in service.received] == ["1800", "60"]


@pytest.mark.parametrize(("end", "went_out"), [("07:00", 0), ("22:20", 1)])
def test_in_the_last_minute_before_the_quiet_hours_no_push_is_sent(program, service, end, went_out):
    quiet = {"quiet_from": time(22), "quiet_to": time.fromisoformat(end)}
    choose(patient=program.patient, times={"19:00": "21:50"}, email="never", **quiet)
    reminders.remind(at=moment("21:59:30"))

    assert pushes.send_due(at=moment("21:59:30")) == 0
    assert pushes.send_due(at=moment("22:20")) == went_out
    assert len(service.received) == went_out


def test_what_was_begun_or_came_too_late_is_not_pushed(program, service):
    reminders.remind(at=moment("08:00"))
    session(program, 0)
    reminders.remind(at=moment("13:00"))

    assert pushes.send_due(at=moment("14:00")) == 0
    assert (service.received, PushMessage.objects.count()) == ([], 0)


def test_a_phone_that_is_gone_is_forgotten_and_the_other_is_not(program, service):
    Phone(service).belongs_to(program.patient)
    service.gone = service.first = PushSubscription.objects.order_by("id")[0].endpoint

    watch.run_due(at=moment("08:00"))

    assert PushSubscription.objects.get().endpoint != service.first
    assert not PushMessage.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_two_watches_at_once_remind_once(service):
    program = at_home(days=9)
    Phone(service).belongs_to(program.patient)

    def work() -> None:
        try:
            reminders.remind(at=moment("08:00"))
            pushes.send_due(at=moment("08:00"))
        finally:
            connection.close()

    both = [Thread(target=work) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert (Reminder.objects.count(), len(service.received)) == (1, 1)


def test_a_sender_that_dies_leaves_what_it_claimed_for_one_more_try(program, service, monkeypatch):
    def dies(*_args: object, **_options: object) -> None:
        raise SystemExit

    reminders.remind(at=moment("08:00"))
    with monkeypatch.context() as death:
        death.setattr(pushes, "_send", dies)
        with pytest.raises(SystemExit):
            pushes.send_due(at=moment("08:00"))

    assert pushes.send_due(at=moment("08:04")) == 0
    assert pushes.send_due(at=moment("08:05")) == 1
    assert len(service.received) == 1


@pytest.fixture
def queries() -> Callable[[Callable[[], object]], int]:
    def count(work: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            work()
        return len(captured)

    return count


def test_thirty_who_are_due_cost_as_many_queries_as_one(service, queries):
    counts = []
    for day, more in enumerate((1, 2, 27)):
        for _ in range(more):
            program = at_home(days=9, email="anna@example.org")
            Phone(service).belongs_to(program.patient)
            wish(program.patient, email=EACH)
        at = moment("08:00", TODAY + timedelta(days=day))
        counts.append((queries(lambda at=at: reminders.remind(at=at)), Reminder.objects.count()))
        counts.append(queries(lambda at=at: pushes.send_due(at=at)))

    (one, first), sent, (three, second), sent_of_three, (thirty, third), sent_of_thirty = counts
    assert (first, second, third) == (1, 4, 34)
    assert one == three == thirty
    assert sent == sent_of_three == sent_of_thirty
    assert len(service.received) == 34
