from datetime import UTC, datetime

import pytest
from django.utils import timezone

from following.services.red_flags import answer_red_flags
from following.signals import session_recorded
from monitoring import services
from monitoring.models import Alert
from people.ids import uuid7
from programs.models import RedFlagCheck
from programs.stop_rules import Alert as Due
from programs.stop_rules import Decision, Outcome
from tests import factories

pytestmark = pytest.mark.django_db

AFTERNOON = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # Friday, 14:00 in Warsaw


def decided(alert: Due, *, reason: str = "strong_pain", suspend: bool = False) -> Decision:
    return Decision("row", Outcome.STOP_SESSION, suspend, alert, reason)


def tell(session, decision, stop=None) -> None:
    session_recorded.send(
        sender=type(session),
        patient=session.patient,
        session=session,
        stop=stop,
        decision=decision,
    )


@pytest.fixture
def session():
    return factories.SessionFactory(back_before=2, leg_before=6, back_after=None, leg_after=None)


@pytest.fixture
def morning():
    return factories.MorningCheckFactory(back=1, leg=5, sleep_disturbed=True)


@pytest.mark.parametrize(
    ("asked", "urgency"),
    [
        (Due.NOW, Alert.Urgency.NOW),
        (Due.SAME_DAY, Alert.Urgency.SAME_DAY),
        (Due.WORKING_DAY, Alert.Urgency.WORKING_DAY),
        (Due.NOTICE, Alert.Urgency.NOTICE),
    ],
)
def test_a_decision_raises_the_alert_it_asks_for(session, asked, urgency):
    tell(session, decided(asked))

    alert = Alert.objects.get()
    assert (alert.urgency, alert.reason, alert.patient, alert.clinic, alert.source) == (
        urgency,
        "strong_pain",
        session.patient,
        session.clinic,
        session.pk,
    )


def test_a_decision_that_asks_for_none_raises_none(session):
    tell(session, decided(Due.NONE))
    tell(session, None)

    assert not Alert.objects.exists()


def test_a_report_that_arrives_twice_raises_one_alert(session):
    tell(session, decided(Due.SAME_DAY))
    tell(session, decided(Due.SAME_DAY))

    assert Alert.objects.count() == 1


def test_a_replay_does_not_raise_again_what_was_resolved(session):
    tell(session, decided(Due.SAME_DAY))
    doctor = session.program.doctor.user
    services.resolve(alert=Alert.objects.get(), by=doctor, note="Called.", at=timezone.now())

    tell(session, decided(Due.SAME_DAY))

    assert not Alert.objects.open().exists()


def test_two_stops_of_one_session_raise_an_alert_each(session):
    for _ in range(2):
        tell(session, decided(Due.SAME_DAY), factories.StopFactory(session=session))

    assert Alert.objects.count() == 2


def test_the_alert_belongs_to_the_doctor_of_the_program(session):
    other = factories.DoctorFactory(clinic=session.clinic)
    session.program.doctor = other
    session.program.save(update_fields=["doctor"])

    tell(session, decided(Due.SAME_DAY))

    assert Alert.objects.get().owner == other


def test_the_evidence_of_a_stop_is_the_exercise_and_the_pain(session):
    line = factories.PrescribedLineFactory(revision=session.revision)
    stop = factories.StopFactory(session=session, line_id=line.pk, back=2, leg=5, reach="calf")

    tell(session, decided(Due.SAME_DAY, suspend=True), stop)

    assert Alert.objects.get().evidence == {
        "rule": "row",
        "outcome": "stop_session",
        "suspended": True,
        "version": stop.session.revision.stop_rules_version,
        "exercise": "Knees to chest",
        "back": 2,
        "leg": 5,
        "reach": "calf",
    }


def test_the_evidence_of_a_check_in_is_the_pain_before(session):
    tell(session, decided(Due.SAME_DAY))

    assert Alert.objects.get().evidence == {
        "rule": "row",
        "outcome": "stop_session",
        "suspended": False,
        "version": session.revision.stop_rules_version,
        "back": 2,
        "leg": 6,
    }


def test_the_evidence_of_a_finished_session_is_the_pain_after(session):
    session.back_after, session.leg_after = 1, 8

    tell(session, decided(Due.SAME_DAY))

    evidence = Alert.objects.get().evidence
    assert (evidence["back"], evidence["leg"]) == (1, 8)


def test_the_evidence_of_a_morning_is_its_answers(morning):
    session_recorded.send(
        sender=type(morning),
        patient=morning.patient,
        session=None,
        stop=None,
        morning=morning,
        decision=decided(Due.SAME_DAY, reason="morning_worse_again", suspend=True),
    )

    alert = Alert.objects.get()
    assert (alert.source, alert.evidence) == (
        morning.pk,
        {
            "rule": "row",
            "outcome": "stop_session",
            "suspended": True,
            "version": morning.revision.stop_rules_version,
            "back": 1,
            "leg": 5,
            "sleep_disturbed": True,
        },
    )


def test_the_evidence_of_a_check_in_holds_the_blood_pressure_when_it_was_asked(session):
    session.systolic, session.diastolic = 185, 100

    tell(session, decided(Due.SAME_DAY, reason="blood_pressure"))

    evidence = Alert.objects.get().evidence
    assert (evidence["systolic"], evidence["diastolic"]) == (185, 100)


def told(session, reason: str, *, urgency=Alert.Urgency.SAME_DAY, at=AFTERNOON) -> Alert:
    """What a rule over days raises."""
    return services.raise_alert(
        patient=session.patient,
        urgency=urgency,
        reason=reason,
        source=uuid7(),
        evidence={"suspended": True},
        at=at,
    )


@pytest.mark.parametrize(
    ("phone", "over_days"),
    [
        ("strong_pain", "severe_pain"),
        ("strong_pain_before", "severe_pain"),
        ("severe_pain_before", "severe_pain"),
        ("new_condition", "new_condition"),
    ],
)
def test_what_the_phone_told_is_not_told_again_by_the_rules_over_days(session, phone, over_days):
    tell(session, decided(Due.WORKING_DAY, reason=phone))
    services.acknowledge(alert=Alert.objects.get(), at=AFTERNOON)

    again = told(session, over_days)

    alert = Alert.objects.get()
    assert (again, alert.reason, alert.urgency) == (alert, phone, Alert.Urgency.SAME_DAY)
    assert (alert.evidence["suspended"], alert.evidence["rule"]) == (True, "row")
    assert alert.acknowledged_at is None


def test_what_was_resolved_is_told_again(session):
    tell(session, decided(Due.SAME_DAY))
    doctor = session.program.doctor.user
    services.resolve(alert=Alert.objects.get(), by=doctor, note="Called.", at=AFTERNOON)

    told(session, "severe_pain")

    assert [one.reason for one in Alert.objects.open()] == ["severe_pain"]


def test_something_else_of_the_same_patient_is_told_apart(session):
    tell(session, decided(Due.SAME_DAY))

    told(session, "leg_pain_lasting")

    assert Alert.objects.count() == 2


def test_each_red_flag_reported_outside_a_session_raises_an_alert_with_the_flags():
    patient = factories.ProgramFactory(at_home=True).patient

    for flags in (["bowels"], ["foot_drop"]):
        answer_red_flags(patient=patient, by=patient.user, flags=flags)

    checks = RedFlagCheck.objects.order_by("id")
    raised = Alert.objects.order_by("id")
    assert [(one.source, one.evidence["flags"], one.urgency) for one in raised] == [
        (checks[0].pk, ["bowels"], Alert.Urgency.NOW),
        (checks[1].pk, ["foot_drop"], Alert.Urgency.SAME_DAY),
    ]


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Alert.Urgency.NOW, "2026-11-20T13:00:00+00:00"),
        (Alert.Urgency.SAME_DAY, "2026-11-20T16:00:00+00:00"),
        (Alert.Urgency.WORKING_DAY, "2026-11-23T16:00:00+00:00"),
        (Alert.Urgency.NOTICE, "2026-11-27T16:00:00+00:00"),
    ],
)
def test_an_alert_is_due_in_the_clinics_own_time(urgency, due):
    alert = services.raise_alert(
        patient=factories.PatientFactory(),
        urgency=urgency,
        reason="ill",
        source=uuid7(),
        evidence={},
        at=AFTERNOON,
    )

    alert.refresh_from_db()
    assert alert.due_at.isoformat() == due


@pytest.fixture
def alert():
    return services.raise_alert(
        patient=factories.PatientFactory(),
        urgency=Alert.Urgency.WORKING_DAY,
        reason="ill",
        source=uuid7(),
        evidence={},
        at=AFTERNOON,
    )


def test_a_resolved_alert_keeps_who_when_and_how(alert):
    doctor = alert.owner.user

    services.resolve(alert=alert, by=doctor, note="  Called, fever gone.  ", at=AFTERNOON)

    alert.refresh_from_db()
    assert (alert.resolved_by, alert.resolved_at, alert.resolution) == (
        doctor,
        AFTERNOON,
        "Called, fever gone.",
    )


def test_an_alert_is_not_resolved_without_a_note(alert):
    with pytest.raises(services.Refused, match="Write what you did"):
        services.resolve(alert=alert, by=alert.owner.user, note="  ", at=AFTERNOON)


def test_a_second_doctor_does_not_overwrite_how_it_was_resolved(alert):
    services.resolve(alert=alert, by=alert.owner.user, note="Called.", at=AFTERNOON)

    with pytest.raises(services.Refused, match="already resolved"):
        services.resolve(alert=alert, by=alert.owner.user, note="Later.", at=AFTERNOON)

    alert.refresh_from_db()
    assert alert.resolution == "Called."


def test_an_alert_is_seen_once(alert):
    services.acknowledge(alert=alert, at=AFTERNOON)
    services.acknowledge(alert=alert, at=timezone.now())

    alert.refresh_from_db()
    assert alert.acknowledged_at == AFTERNOON


def test_an_alert_handed_over_is_new_to_the_colleague(alert):
    services.acknowledge(alert=alert, at=AFTERNOON)
    colleague = factories.DoctorFactory(clinic=alert.clinic)

    services.reassign(alert=alert, to=colleague, at=AFTERNOON)

    alert.refresh_from_db()
    assert (alert.owner, alert.acknowledged_at) == (colleague, None)


def test_an_alert_is_not_handed_over_to_another_clinic(alert):
    with pytest.raises(services.Refused, match="a doctor of this clinic"):
        services.reassign(alert=alert, to=factories.DoctorFactory(), at=AFTERNOON)


def test_an_alert_is_visible_to_the_doctors_of_its_clinic_alone(alert):
    colleague = factories.DoctorFactory(clinic=alert.clinic).user
    stranger = factories.DoctorFactory().user

    assert [
        list(Alert.objects.visible_to(user)) for user in (colleague, stranger, alert.patient.user)
    ] == [[alert], [], []]


def test_a_red_flag_told_again_after_its_alert_was_resolved_is_raised_anew():
    patient = factories.PatientFactory()
    told = {
        "patient": patient,
        "urgency": Alert.Urgency.NOW,
        "reason": "red_flag",
        "source": patient.pk,
        "evidence": {},
        "at": timezone.now(),
    }
    first = services.raise_alert(**told)
    services.resolve(alert=first, by=patient.doctor.user, note="Seen at once.", at=timezone.now())

    again = services.raise_alert(**told)

    assert (again.pk == first.pk, again.resolved_at) == (False, None)
    assert services.raise_alert(**told) == again
