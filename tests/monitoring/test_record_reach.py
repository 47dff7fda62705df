"""Where it hurts, on the record: how far down the leg it goes, from every answer of the patient."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from following.models import MorningCheck
from monitoring import record
from people.ids import uuid7
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def revision():
    return factories.prescribed(program=factories.ProgramFactory(at_home=True))


def session(revision, days_ago: int, slot: int = 1, **fields: object):
    at = timezone.now() - timedelta(days=days_ago)
    return factories.SessionFactory(revision=revision, slot=slot, started_at=at, **fields)


def morning(revision, days_ago: int, places: list[str]) -> None:
    at = timezone.now() - timedelta(days=days_ago, hours=4)
    MorningCheck.objects.create(
        id=uuid7(),
        clinic=revision.clinic,
        patient=revision.program.patient,
        program=revision.program,
        revision=revision,
        local_date=at.date(),
        time_zone="Europe/Warsaw",
        happened_at=at,
        back=1,
        leg=2,
        places=places,
        sleep_disturbed=False,
        finding={},
        rule="on-course",
        outcome="continue",
        reason="on_course",
    )


def reach_of(revision):
    return record.read(revision.program.patient, weeks=4, at=timezone.now()).reach


def weeks_of(revision) -> list[tuple[int, str]]:
    return [(week.ago, week.reach) for week in reach_of(revision).weeks]


def test_where_it_hurts_is_the_furthest_point_of_each_week(revision):
    session(revision, 8, slot=1, places=["low_back_left", "calf_left"])
    session(revision, 8, slot=2, places=["thigh_back_left"])
    factories.StopFactory(session=session(revision, 1), places=["knee_back_left"], reach="")
    morning(revision, 1, ["groin_left"])

    assert weeks_of(revision) == [(1, "calf"), (0, "knee")]
    assert reach_of(revision).tone == "good"


def test_older_answers_without_a_map_still_count(revision):
    session(revision, 8, reach="thigh")
    factories.StopFactory(session=session(revision, 1), reach="calf")

    assert weeks_of(revision) == [(1, "thigh"), (0, "calf")]
    assert reach_of(revision).tone == "care"
    assert [answer.words for answer in reach_of(revision).latest] == ["Calf", "Thigh"]


def test_a_pain_that_came_back_after_a_month_is_shown_without_the_weeks_before(revision):
    session(revision, 29, places=["calf_left"])
    session(revision, 0, places=["buttock_left"])

    assert weeks_of(revision) == [(0, "back")]


def test_a_patient_who_showed_no_place_has_no_picture(revision):
    session(revision, 1)

    assert reach_of(revision) is None


def test_the_latest_answers_tell_day_occasion_and_places(revision):
    stopped = session(revision, 1, places=["low_back_left"], reach="thigh")
    at = stopped.started_at + timedelta(minutes=3)
    factories.StopFactory(
        session=stopped, happened_at=at, places=["thigh_back_left", "calf_left"], reach="calf"
    )
    morning(revision, 0, ["low_back_left"])

    assert [
        (answer.day.day, str(answer.occasion), str(answer.words))
        for answer in reach_of(revision).latest
    ] == [
        (20, "In the morning", "Left low back"),
        (19, "After the session", "Thigh"),
        (19, "At a stop", "Back of the left thigh, left calf"),
        (19, "Before the session", "Left low back"),
    ]


def test_the_doctor_reads_the_places_on_the_record(client, revision):
    factories.StopFactory(
        session=session(revision, 1), places=["thigh_back_left", "calf_left"], reach="calf"
    )
    client.force_login(revision.program.doctor.user)

    page = client.get(reverse("monitoring:patient", args=[revision.program.patient.pk])).text

    assert "<span>Back of the left thigh, left calf</span>" in page
    assert page.count("reach__week--calf") == 1
