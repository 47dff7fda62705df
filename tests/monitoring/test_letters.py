"""Letters go out once, to whom they are for, and say nothing about health."""

import re
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import letters, services
from monitoring.models import Alert, Letter
from people.ids import uuid7
from people.models import Doctor, Patient
from tests import factories
from tests.database import locked_elsewhere

pytestmark = pytest.mark.django_db

RAISED = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # Friday, 14:00 in Warsaw
SOON = RAISED + timedelta(minutes=1)
IN_A_WEEK = RAISED + timedelta(days=7)
Urgency = Alert.Urgency
REFUSED_ADDRESS = "refused@example.org"


class ChoosyPost(EmailBackend):
    """Takes every letter but those to one address."""

    def send_messages(self, messages):
        if any(REFUSED_ADDRESS in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({REFUSED_ADDRESS: (550, b"unknown")})
        return super().send_messages(messages)


class ClosedPost(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError


class SilentPost(EmailBackend):
    """A mail server that answers without taking anything."""

    def send_messages(self, messages):
        return 0


def path_of(backend: type) -> str:
    return f"{backend.__module__}.{backend.__qualname__}"


@pytest.fixture
def doctor() -> Doctor:
    return factories.DoctorFactory(user__email="elena@example.org")


@pytest.fixture
def patient(doctor: Doctor) -> Patient:
    return at_home(doctor, name="Anna Nowak", email="anna@example.org")


def at_home(doctor: Doctor, **who: object) -> Patient:
    patient = factories.PatientFactory(doctor=doctor, **who)
    factories.ProgramFactory(patient=patient, status="home", released_at=RAISED)
    return patient


def raised(patient: Patient, urgency: int = Urgency.SAME_DAY, **fields: object) -> Alert:
    found = {"reason": "strong_pain", "source": uuid7(), "evidence": {}, "at": RAISED} | fields
    return services.raise_alert(patient=patient, urgency=Urgency(urgency), **found)


def sent() -> list[tuple[str, ...]]:
    return [tuple(message.to) for message in mail.outbox]


@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.SAME_DAY, Urgency.WORKING_DAY])
def test_an_alert_that_cannot_wait_is_written_to_its_owner(patient, urgency):
    raised(patient, urgency)

    assert letters.send_due(at=SOON) == 1
    assert sent() == [("elena@example.org",)]


def test_a_notice_is_not_written(patient):
    raised(patient, Urgency.NOTICE)

    assert letters.send_due(at=SOON) == 0


def test_a_letter_is_sent_once(patient):
    source = uuid7()
    for _ in range(2):
        raised(patient, source=source)
        letters.send_due(at=SOON)

    assert sent() == [("elena@example.org",)]
    assert Letter.objects.get().sent_at == SOON


@pytest.mark.parametrize(
    ("urgency", "by_when"),
    [
        (Urgency.NOW, "Please look now."),
        (Urgency.SAME_DAY, "Please look by Friday 20 November, 17:00."),
        (Urgency.WORKING_DAY, "Please look by Monday 23 November, 17:00."),
    ],
)
def test_the_letter_says_that_something_waits_by_when_and_where(patient, urgency, by_when):
    raised(patient, urgency)
    letters.send_due(at=SOON)

    (message,) = mail.outbox
    assert message.subject == "Someone needs you in Sciatica"
    assert message.body == (
        f"Something waits for you on your worklist. {by_when}\n\nhttp://127.0.0.1:8000/desk/\n"
    )


def test_the_time_is_the_readers_own(patient, doctor):
    doctor.user.time_zone = "Pacific/Auckland"
    doctor.user.save(update_fields=["time_zone"])
    raised(patient)
    letters.send_due(at=SOON)

    assert "Please look by Saturday 21 November, 05:00." in mail.outbox[0].body


def test_nothing_of_the_patients_record_stands_in_a_letter(patient, doctor):
    evidence = {
        "exercise": "Knees to chest",
        "back": 9,
        "leg": 8,
        "reach": "calf",
        "flags": ["bowels"],
        "outcome": "stop_session",
        "suspended": True,
    }
    alert = raised(patient, Urgency.NOW, evidence=evidence)
    services.escalate_overdue(at=IN_A_WEEK)
    letters.to_patient(patient, key="reminder:1", at=RAISED)
    letters.send_due(at=SOON)
    letters.send_due(at=IN_A_WEEK)

    sentences = (f"{one.subject} {one.body}" for one in mail.outbox)
    written = re.sub(r"/reminders/off/\S+", "", " ".join(sentences)).lower()
    secrets = [
        "anna",
        "nowak",
        "1978",
        "+48",
        "pain",
        "leg",
        "back",
        "calf",
        "bowel",
        "herniation",
        "flag",
        "session",
        "stop",
        "knees",
        "exercise",
        "9",
        str(patient.pk),
        str(alert.pk),
        str(alert.source),
    ]
    assert len(mail.outbox) == 2
    assert [word for word in secrets if word in written] == []


def test_an_overdue_alert_is_written_to_the_doctor_who_takes_it(patient, doctor):
    colleague = factories.DoctorFactory(clinic=doctor.clinic, user__email="adam@example.org")
    doctor.clinic.on_call = colleague
    doctor.clinic.save(update_fields=["on_call"])
    raised(patient)
    letters.send_due(at=SOON)
    mail.outbox.clear()

    services.escalate_overdue(at=IN_A_WEEK)
    letters.send_due(at=IN_A_WEEK)

    assert sent() == [("adam@example.org",)]
    assert mail.outbox[0].body == (
        "Something on the worklist was not dealt with in time. "
        "It was due on Friday 20 November, 17:00. Please look now.\n\n"
        "http://127.0.0.1:8000/desk/\n"
    )


def test_an_overdue_alert_without_a_taker_is_written_to_the_clinic(patient, doctor):
    doctor.clinic.email = "desk@example.org"
    doctor.clinic.save(update_fields=["email"])
    raised(patient)

    services.escalate_overdue(at=IN_A_WEEK)
    letters.send_due(at=IN_A_WEEK)

    assert sent() == [("desk@example.org",)]
    assert mail.outbox[0].body.endswith("http://127.0.0.1:8000/desk/?whose=clinic\n")


def test_where_the_clinic_has_no_address_each_administrator_is_written_to(patient, doctor):
    for name, fields in {
        "ada": {"is_administrator": True},
        "ben": {"is_administrator": True},
        "left": {"is_administrator": True, "is_active": False},
        "other": {},
    }.items():
        factories.DoctorFactory(clinic=doctor.clinic, user__email=f"{name}@example.org", **fields)
    raised(patient)

    services.escalate_overdue(at=IN_A_WEEK)
    letters.send_due(at=IN_A_WEEK)

    assert sorted(sent()) == [("ada@example.org",), ("ben@example.org",)]


def test_a_colleague_to_whom_an_alert_is_handed_over_is_written_to(patient, doctor):
    alert = raised(patient)
    letters.send_due(at=SOON)
    colleague = factories.DoctorFactory(clinic=doctor.clinic, user__email="adam@example.org")

    services.reassign(alert=alert, to=colleague, at=SOON)
    letters.send_due(at=SOON)

    assert sent() == [("elena@example.org",), ("adam@example.org",)]


def test_what_was_dealt_with_in_the_meantime_is_not_written(patient, doctor):
    alert = raised(patient)
    services.resolve(alert=alert, by=doctor.user, note="Called.", at=SOON)

    assert letters.send_due(at=SOON) == 0


def test_a_doctor_without_an_address_is_not_written_to(patient, doctor):
    doctor.user.email = None
    doctor.user.save(update_fields=["email"])
    raised(patient)

    assert not Letter.objects.exists()


def test_a_patient_is_reminded_once_without_a_word_on_health(patient):
    for _ in range(2):
        letters.to_patient(patient, key="reminder:2026-11-20", at=RAISED)
        letters.send_due(at=SOON)

    (message,) = mail.outbox
    body, no_more = message.body.split("\n\n")
    assert (message.to, message.subject, body) == (
        ["anna@example.org"],
        "Your program is waiting for you",
        "You can open it here: http://127.0.0.1:8000/today/",
    )
    assert no_more.startswith("No more e-mails like this one: http://127.0.0.1:8000/reminders/off/")


@pytest.mark.parametrize(("minutes", "went_out"), [(0, 0), (299, 0), (300, 1)])
def test_a_patient_is_left_in_peace_until_seven_where_they_live(doctor, minutes, went_out):
    far_away = at_home(doctor, email="kiri@example.org", time_zone="Pacific/Auckland")
    letters.to_patient(far_away, key="reminder:1", at=RAISED)  # 02:00 in Auckland

    assert letters.send_due(at=RAISED + timedelta(minutes=minutes)) == went_out


def test_a_doctor_is_written_to_in_the_quiet_hours_of_the_patient(patient):
    patient.time_zone = "Pacific/Auckland"
    patient.save(update_fields=["time_zone"])
    letters.to_patient(patient, key="reminder:1", at=RAISED)
    raised(patient, Urgency.NOW)

    assert letters.send_due(at=SOON) == 1
    assert sent() == [("elena@example.org",)]


def test_three_who_are_left_in_peace_cost_as_many_queries_as_one(doctor):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            asleep = at_home(doctor, email="kiri@example.org", time_zone="Pacific/Auckland")
            letters.to_patient(asleep, key=f"reminder:{asleep.pk}", at=RAISED)
        with CaptureQueriesContext(connection) as queries:
            assert letters.send_due(at=SOON) == 0
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_patient_without_an_address_is_not_reminded(patient):
    patient.email = ""

    letters.to_patient(patient, key="reminder:1", at=RAISED)

    assert not Letter.objects.exists()


def test_while_the_post_is_closed_letters_wait_for_the_next_time(patient, settings):
    raised(patient)
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, path_of(ClosedPost)
    closed = letters.send_due(at=SOON)
    settings.EMAIL_BACKEND = usual

    assert (closed, letters.send_due(at=SOON)) == (0, 1)


@pytest.mark.parametrize("backend", [ChoosyPost, SilentPost])
def test_a_letter_that_was_not_taken_is_not_marked_as_sent(patient, doctor, settings, backend):
    doctor.user.email = REFUSED_ADDRESS
    doctor.user.save(update_fields=["email"])
    raised(patient)
    settings.EMAIL_BACKEND = path_of(backend)

    assert letters.send_due(at=SOON) == 0
    assert Letter.objects.get().sent_at is None


def test_a_refused_letter_does_not_hold_up_the_others(patient, doctor, settings):
    doctor.user.email = REFUSED_ADDRESS
    doctor.user.save(update_fields=["email"])
    raised(patient)
    raised(factories.PatientFactory(doctor__user__email="other@example.org"), at=SOON)
    settings.EMAIL_BACKEND = path_of(ChoosyPost)

    assert letters.send_due(at=SOON) == 1
    assert sent() == [("other@example.org",)]


@pytest.mark.parametrize(("days", "went_out"), [(1, 1), (2, 0)])
def test_a_letter_that_waited_for_two_days_is_given_up(patient, days, went_out):
    raised(patient)

    assert letters.send_due(at=RAISED + timedelta(days=days)) == went_out


@pytest.mark.usefixtures("transactional_db")
def test_a_letter_that_another_process_is_sending_is_not_sent_twice(patient):
    raised(patient)
    letter = Letter.objects.get()

    with locked_elsewhere(letter):
        meanwhile = letters.send_due(at=SOON)

    assert (meanwhile, letters.send_due(at=SOON)) == (0, 1)
