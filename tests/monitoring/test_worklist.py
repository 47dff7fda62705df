from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from following.models import MorningCheck
from monitoring import services
from monitoring.models import Alert
from monitoring.worklist import worklist
from people.ids import uuid7
from people.models import Doctor
from programs.models import Clearance, StageDeclined, StageOpening
from tests import factories
from tests.factories import LYING, SITTING, STANDING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

URL = reverse("monitoring:worklist")
Urgency = Alert.Urgency


@pytest.fixture
def doctor() -> Doctor:
    return factories.DoctorFactory()


def patient_of(doctor: Doctor, name: str = "Anna Nowak"):
    return factories.PatientFactory(doctor=doctor, name=name)


def raised(doctor: Doctor, urgency: Urgency = Urgency.SAME_DAY, name: str = "Anna Nowak", **fields):
    return services.raise_alert(
        patient=patient_of(doctor, name),
        urgency=urgency,
        reason=fields.get("reason", "strong_pain"),
        source=uuid7(),
        evidence=fields.get("evidence", {}),
        at=fields.get("at", timezone.now()),
    )


def at_home(doctor: Doctor, *slugs: str, days: int = 10, **program: object):
    begun = timezone.now() - timedelta(days=days)
    home = factories.ProgramFactory(
        patient=patient_of(doctor), at_home=True, **{"released_at": begun, **program}
    )
    day = begun.date()
    return factories.prescribed(*slugs, program=home, prescribed_at=begun, starts_on=day)


def logged(revision, days_ago: int, **fields: object):
    today = revision.program.patient.local(timezone.now()).date()
    return factories.SessionFactory(
        revision=revision, local_date=today - timedelta(days=days_ago), **fields
    )


def rows(doctor: Doctor, *, mine: bool = True):
    return worklist(doctor.user, mine=mine, at=timezone.now()).rows


def titles(doctor: Doctor, **whose: bool) -> list[str]:
    return [row.title for row in rows(doctor, **whose)]


def test_the_most_urgent_comes_first_and_then_what_is_due_first(doctor):
    now = timezone.now()
    raised(doctor, Urgency.NOTICE, "Notice")
    raised(doctor, Urgency.SAME_DAY, "Second", at=now)
    raised(doctor, Urgency.SAME_DAY, "First", at=now - timedelta(days=2))
    raised(doctor, Urgency.NOW, "Now")

    assert [row.patient.name for row in rows(doctor)] == ["Now", "First", "Second", "Notice"]


@pytest.mark.parametrize(
    ("urgency", "tone", "pressing"),
    [
        (Urgency.NOW, "coral", True),
        (Urgency.SAME_DAY, "coral", True),
        (Urgency.WORKING_DAY, "amber", False),
        (Urgency.NOTICE, "grey", False),
    ],
)
def test_each_urgency_has_its_edge(doctor, urgency, tone, pressing):
    raised(doctor, urgency)

    (row,) = rows(doctor)
    assert (row.tone, row.is_pressing) == (tone, pressing)


def test_a_row_names_reason_patient_year_evidence_and_owner(client, doctor):
    raised(doctor, evidence={"exercise": "Knees to chest", "leg": 7})
    client.force_login(doctor.user)

    page = client.get(URL, query_params={"whose": "clinic"}).text

    for words in ("Strong pain during exercise", "Anna Nowak", "1978", "leg 7 of 10", "you"):
        assert words in page


def test_an_overdue_alert_says_so(doctor):
    raised(doctor, at=timezone.now() - timedelta(days=3))

    assert rows(doctor)[0].left.startswith("overdue by")


def test_what_was_put_aside_goes_below_until_it_is_due(doctor):
    later = raised(doctor, Urgency.WORKING_DAY, "Later")
    raised(doctor, Urgency.NOTICE, "Unseen")
    forgotten = raised(
        doctor, Urgency.WORKING_DAY, "Overdue", at=timezone.now() - timedelta(days=9)
    )
    for alert in (later, forgotten):
        services.acknowledge(alert=alert, at=timezone.now())

    assert [row.patient.name for row in rows(doctor)] == ["Overdue", "Unseen", "Later"]


def test_mine_shows_my_patients_and_clinic_shows_all(doctor):
    colleague = factories.DoctorFactory(clinic=doctor.clinic)
    raised(doctor, name="Mine")
    raised(colleague, name="Hers")

    assert [{row.patient.name for row in rows(doctor, mine=mine)} for mine in (True, False)] == [
        {"Mine"},
        {"Mine", "Hers"},
    ]


def test_another_clinics_doctor_sees_nothing(client, doctor):
    raised(doctor, name="Anna Nowak")
    client.force_login(factories.DoctorFactory().user)

    page = client.get(URL, query_params={"whose": "clinic"}).text

    assert "Anna Nowak" not in page
    assert "Your worklist is empty" in page


def test_a_patient_finds_no_worklist(client):
    client.force_login(factories.PatientFactory().user)

    assert client.get(URL).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


def test_a_quiet_day_is_said_to_be_quiet(client, doctor):
    logged(at_home(doctor), 0)
    client.force_login(doctor.user)

    assert "Nobody needs you now" in client.get(URL).text


def test_a_draft_waits_to_be_prescribed(doctor):
    factories.ProgramFactory(patient=patient_of(doctor))

    assert titles(doctor) == ["Draft not prescribed yet"]


def test_a_supervised_program_waits_for_the_session_with_the_doctor(doctor):
    factories.ProgramFactory(patient=patient_of(doctor), supervised=True)

    assert titles(doctor) == ["Waits for the first session with you"]


@pytest.mark.parametrize(
    ("ends_in", "said"),
    [
        (15, []),
        (14, ["Clearance ends: Hypertension"]),
        (0, ["Clearance ends: Hypertension"]),
        (-1, ["Clearance ended: Hypertension"]),
    ],
)
def test_a_clearance_is_told_two_weeks_before_it_ends(doctor, ends_in, said):
    patient = at_home(doctor, days=1).program.patient
    today = patient.local(timezone.now()).date()
    for days in (-30, ends_in):
        Clearance.objects.create(
            clinic=patient.clinic,
            patient=patient,
            recorded_by=doctor.user,
            finding="hypertension",
            reason="Stable.",
            review_on=today + timedelta(days=days),
        )

    assert titles(doctor) == said


@pytest.mark.parametrize(("days", "said"), [(0, ["Review is due"]), (1, [])])
def test_a_review_is_told_on_its_day(doctor, days, said):
    today = timezone.localdate()
    at_home(doctor, days=1, review_on=today + timedelta(days=days))

    assert titles(doctor) == said


def test_sitting_is_proposed_after_five_good_sessions(doctor):
    revision = at_home(doctor, LYING, SITTING)
    for days_ago in range(4):
        logged(revision, days_ago, leg_before=2, leg_after=2)
    assert titles(doctor) == []

    logged(revision, 4, leg_before=2, leg_after=2)

    assert titles(doctor) == ["Ready to sit?"]


def test_standing_is_proposed_after_seven_days_without_pain(doctor):
    revision = at_home(doctor, LYING, STANDING)
    for days_ago in range(6):
        logged(revision, days_ago)
    assert titles(doctor) == []

    logged(revision, 6)

    assert titles(doctor) == ["Ready to stand?"]


def ready_to_stand(doctor: Doctor):
    revision = at_home(doctor, LYING, STANDING)
    for days_ago in range(7):
        logged(revision, days_ago)
    return revision


def test_a_proposal_shows_the_days_it_is_read_from(doctor):
    ready_to_stand(doctor)

    (row,) = rows(doctor)

    assert row.evidence == (
        "7 days without back or leg pain (7 needed by default). "
        "14 Nov, 15 Nov, 16 Nov, 17 Nov, 18 Nov, 19 Nov, 20 Nov."
    )


def test_a_proposal_is_accepted_on_the_worklist(client, doctor):
    patient = ready_to_stand(doctor).program.patient
    client.force_login(doctor.user)

    answer = client.post(
        reverse("monitoring:stage_open", args=[patient.pk, 3]), {"from": "worklist"}
    )

    assert answer.url == URL
    assert StageOpening.objects.get().opened_by == doctor.user
    assert titles(doctor) == []


def test_a_declined_proposal_leaves_the_worklist_for_a_week(client, doctor):
    patient = ready_to_stand(doctor).program.patient
    client.force_login(doctor.user)
    url = reverse("monitoring:stage_decline", args=[patient.pk, 3])

    client.post(url, {"from": "worklist", "reason": "After the holidays."})

    assert titles(doctor) == []


@pytest.mark.parametrize(("days_ago", "said"), [(6, []), (7, ["Ready to sit?"])])
def test_a_declined_proposal_comes_back_after_a_week(doctor, days_ago, said):
    revision = at_home(doctor, LYING, SITTING, days=20)
    for day in range(days_ago, days_ago + 5):
        logged(revision, day)
    declined(revision, stage=2, days_ago=days_ago)
    MorningCheck.objects.create(
        id=uuid7(),
        clinic=revision.clinic,
        patient=revision.program.patient,
        program=revision.program,
        revision=revision,
        local_date=timezone.localdate(),
        happened_at=timezone.now(),
        back=0,
        leg=0,
        sleep_disturbed=False,
        finding={},
    )

    assert [title for title in titles(doctor) if title.startswith("Ready")] == said


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({}, ["Ready to stand?"]),
        ({"sets_done": 0}, []),
        ({"status": "running"}, []),
    ],
)
def test_a_declined_proposal_comes_back_after_a_good_session(doctor, after, said):
    revision = at_home(doctor, LYING, STANDING)
    for days_ago in range(1, 9):
        logged(revision, days_ago)
    declined(revision, stage=3, days_ago=1)
    assert titles(doctor) == []

    logged(revision, 0, **after)

    assert titles(doctor) == said


def declined(revision, *, stage: int, days_ago: int) -> None:
    StageDeclined.objects.create(
        clinic=revision.clinic,
        program=revision.program,
        stage=stage,
        reason="Not yet.",
        declined_by=revision.program.doctor.user,
        declined_at=timezone.now() - timedelta(days=days_ago),
    )


def test_a_stage_without_exercises_is_not_proposed(doctor):
    revision = at_home(doctor, LYING)
    for days_ago in range(8):
        logged(revision, days_ago)

    assert titles(doctor) == []


def test_the_numbers_count_whole_days_and_leg_pain_since_the_start(doctor):
    revision = at_home(doctor, days=30)
    for days_ago in (30, 29):
        logged(revision, days_ago, leg_before=6, leg_after=6)
    for days_ago in (2, 1, 0):
        logged(revision, days_ago, leg_before=1, leg_after=1)
    factories.ProgramFactory(patient=patient_of(doctor), supervised=True)

    numbers = worklist(doctor.user, mine=True, at=timezone.now()).statistics

    assert (
        numbers.patients,
        numbers.at_home,
        numbers.supervised,
        (numbers.sessions.done, numbers.sessions.prescribed),
        (numbers.better, numbers.compared),
    ) == (2, 1, 1, (2, 21), (1, 1))


def test_the_worklist_takes_as_many_queries_however_long_it_is(client, doctor, queries_of):
    client.force_login(doctor.user)
    counted = []
    for more in (1, 2, 27):
        for number in range(more):
            raised(doctor, name=f"Patient {number}")
            logged(at_home(doctor, days=20, review_on=timezone.localdate()), 9)
        counted.append(queries_of(URL))

    assert len(rows(doctor)) == 60
    assert len(set(counted)) == 1
