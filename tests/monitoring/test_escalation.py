"""An alert that nobody has dealt with in time goes on to somebody who may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import services
from monitoring.models import Alert
from monitoring.worklist import open_alerts, passed_on
from people.ids import uuid7
from people.models import Doctor
from tests import factories
from tests.database import locked_elsewhere

pytestmark = pytest.mark.django_db

RAISED = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # Friday, 14:00 in Warsaw
Urgency = Alert.Urgency


def raised(doctor: Doctor, urgency: int = Urgency.SAME_DAY, reason: str = "ill") -> Alert:
    return services.raise_alert(
        patient=factories.PatientFactory(doctor=doctor),
        urgency=Urgency(urgency),
        reason=reason,
        source=uuid7(),
        evidence={},
        at=RAISED,
    )


@pytest.fixture
def doctor() -> Doctor:
    return factories.DoctorFactory(user__name="Elena Orlova")


@pytest.fixture
def on_call(doctor: Doctor) -> Doctor:
    colleague = factories.DoctorFactory(clinic=doctor.clinic, user__name="Adam Lis")
    doctor.clinic.on_call = colleague
    doctor.clinic.save(update_fields=["on_call"])
    return colleague


@pytest.mark.parametrize(
    ("urgency", "late"),
    [
        (Urgency.NOW, "2026-11-20T13:30:00+00:00"),
        (Urgency.SAME_DAY, "2026-11-20T16:00:00+00:00"),
        (Urgency.WORKING_DAY, "2026-11-23T16:00:00+00:00"),
    ],
)
def test_an_alert_is_passed_on_when_its_time_has_come_and_not_a_second_before(
    doctor, on_call, urgency, late
):
    moment = datetime.fromisoformat(late)
    alert = raised(doctor, urgency)
    early = services.escalate_overdue(at=moment - timedelta(seconds=1))

    passed = services.escalate_overdue(at=moment)

    alert.refresh_from_db()
    assert (early, passed) == (0, 1)
    assert (alert.owner, alert.escalated_from, alert.escalated_at) == (on_call, doctor, moment)
    assert passed_on(alert) == "Overdue: passed on from Dr Elena Orlova"


def in_a_year() -> datetime:
    return RAISED + timedelta(days=365)


def test_a_notice_is_never_passed_on(doctor, on_call):
    raised(doctor, Urgency.NOTICE)

    assert services.escalate_overdue(at=in_a_year()) == 0


def test_an_alert_is_passed_on_once(doctor, on_call):
    alert = raised(doctor)
    services.escalate_overdue(at=in_a_year())

    again = services.escalate_overdue(at=in_a_year() + timedelta(days=1))

    alert.refresh_from_db()
    assert (again, alert.escalated_at) == (0, in_a_year())


def test_what_was_resolved_in_time_is_not_passed_on(doctor, on_call):
    alert = raised(doctor)
    services.resolve(alert=alert, by=doctor.user, note="Called.", at=RAISED)

    assert services.escalate_overdue(at=in_a_year()) == 0


def test_what_was_only_seen_is_passed_on_and_is_new_to_the_colleague(doctor, on_call):
    alert = raised(doctor)
    services.acknowledge(alert=alert, at=RAISED)

    services.escalate_overdue(at=in_a_year())

    alert.refresh_from_db()
    assert (alert.owner, alert.acknowledged_at) == (on_call, None)


@pytest.mark.parametrize("who", ["nobody", "the owner", "one who left", "one of another clinic"])
def test_without_a_colleague_to_take_it_the_whole_clinic_sees_it(doctor, who):
    taker = {
        "nobody": lambda: None,
        "the owner": lambda: doctor,
        "one who left": lambda: factories.DoctorFactory(clinic=doctor.clinic, is_active=False),
        "one of another clinic": factories.DoctorFactory,
    }[who]()
    doctor.clinic.on_call = taker
    doctor.clinic.save(update_fields=["on_call"])
    alert = raised(doctor)

    services.escalate_overdue(at=in_a_year())

    alert.refresh_from_db()
    assert (alert.owner, alert.escalated_from, alert.escalated_at) == (doctor, None, in_a_year())
    assert passed_on(alert) == "Overdue: the whole clinic sees it"


def test_what_has_no_taker_stands_on_the_own_worklist_of_every_administrator(doctor):
    clinic = doctor.clinic
    administrators = [
        factories.DoctorFactory(clinic=clinic, is_administrator=True) for _ in range(2)
    ]
    colleague = factories.DoctorFactory(clinic=clinic)
    elsewhere = factories.DoctorFactory(is_administrator=True)
    alert = raised(doctor)
    services.escalate_overdue(at=in_a_year())

    people = (doctor, *administrators, colleague, elsewhere)

    assert [open_alerts(one.user, mine=True) for one in people] == [
        [alert],
        [alert],
        [alert],
        [],
        [],
    ]


def test_what_has_a_taker_stands_on_the_takers_worklist_alone(doctor, on_call):
    administrator = factories.DoctorFactory(clinic=doctor.clinic, is_administrator=True)
    alert = raised(doctor)
    services.escalate_overdue(at=in_a_year())

    people = (on_call, doctor, administrator)

    assert [open_alerts(one.user, mine=True) for one in people] == [[alert], [], []]


def test_the_queries_grow_with_what_is_overdue_and_not_with_the_clinics(doctor, on_call):
    raised(doctor)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            services.escalate_overdue(at=RAISED)
        return len(queries)

    before = count()
    for _ in range(3):
        raised(factories.DoctorFactory())

    assert (before, count()) == (1, 1)


@pytest.mark.usefixtures("transactional_db")
def test_an_alert_that_a_doctor_is_dealing_with_right_now_waits_for_the_next_time(doctor, on_call):
    alert = raised(doctor)

    with locked_elsewhere(alert):
        meanwhile = services.escalate_overdue(at=in_a_year())

    assert (meanwhile, services.escalate_overdue(at=in_a_year())) == (0, 1)
