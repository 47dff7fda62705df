"""My program: the whole plan as the doctor wrote it, in the patient's words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from following import plan
from following.locks import Lock
from following.progress import Progress
from people.models import Patient
from programs.dosage import as_json
from programs.models import Program
from programs.reading import plan as plan_of
from programs.thresholds import Thresholds
from tests.factories import (
    LYING,
    SITTING,
    STANDING,
    PatientFactory,
    PrescribedLineFactory,
    ProgramFactory,
    RevisionFactory,
    SessionFactory,
    SignOffFactory,
    StageOpeningFactory,
    exercise,
    prescribed,
)
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

PROGRAM = reverse("following:program")
DOSE = as_json(PrescribedLineFactory.build(exercise=None, version=None, stage=1).dosage)


@pytest.fixture
def patient() -> Patient:
    return PatientFactory()


@pytest.fixture
def home(patient) -> Program:
    return ProgramFactory(patient=patient, at_home=True)


def test_the_revision_says_who_when_why_and_until_when(client, patient, home):
    prescribed(
        program=home,
        why="Your leg is calm now.",
        note="Before breakfast.",
        starts_on=date(2026, 11, 2),
        review_on=date(2099, 12, 3),
    )

    page = words(get(client, patient, PROGRAM))

    for said in (
        "Chosen for you by Dr Elena Orlova Version 1 of",
        "Your leg is calm now.",
        "Before breakfast.",
        "Starts 2 November 2026",
        "Review 3 December 2099",
    ):
        assert said in page


def test_an_exercise_shows_its_dose_its_steps_and_when_to_stop(client, patient, home):
    prescribed(LYING, program=home)
    text = exercise(LYING).current.content

    page = words(get(client, patient, PROGRAM))

    assert "Knees to chest 5 times, hold 10 seconds 3 times a day, every day" in page
    for said in (text["set_up"], *text["steps"], text["breathing"], *text["stop_if"]):
        assert said in page


def test_the_doctors_note_stands_beside_the_exercise(client, patient, home):
    revision = RevisionFactory(program=home)
    PrescribedLineFactory(revision=revision, note="Use the low chair.")
    SignOffFactory(program=home)

    assert "Use the low chair." in words(get(client, patient, PROGRAM))


def test_exercises_stand_by_stage_in_the_doctors_order(home):
    prescribed(STANDING, "superman", SITTING, LYING, program=home)

    published = plan_of(home)

    stages = plan.stages(published, plan.locks(published, Progress()))

    assert [(str(stage.name), [i.line.exercise.slug for i in stage.items]) for stage in stages] == [
        ("Lying", ["superman", LYING]),
        ("Sitting", [SITTING]),
        ("Standing", [STANDING]),
    ]


def test_what_is_locked_stays_in_view_with_its_reason(client, patient, home):
    revision = prescribed(LYING, SITTING, STANDING, program=home)
    PrescribedLineFactory(revision=revision, exercise=exercise("superman"), place=9)

    page = words(get(client, patient, PROGRAM))

    for said in (
        "Your doctor will show you these first.",
        "Sitting loads your back more than lying.",
        "Your doctor can open it after 5 calm sessions in a row.",
        "Leg pain is then 2 or less, and sitting 10 minutes is fine. 0 of 5 calm sessions.",
        "Standing loads your back the most.",
        "Your doctor can open it after 7 days without pain. 0 of 7 days without pain.",
    ):
        assert page.count(said) == 1


def lock_of(home: Program, stage: str, **progress: Any) -> Lock:
    prescribed(stage, program=home)
    (lock,) = plan.locks(plan_of(home), Progress(**progress))
    return lock


@pytest.mark.parametrize(
    ("days", "done", "said"),
    [
        (4, 4, "4 of 7 days without pain."),
        (7, 7, "7 of 7 days without pain. Your doctor decides when it opens."),
        (30, 7, "7 of 7 days without pain. Your doctor decides when it opens."),
    ],
)
def test_the_days_without_pain_are_counted_up_to_those_needed(home, days, done, said):
    lock = lock_of(home, STANDING, pain_free_days=days)

    assert (lock.done, lock.needed, lock.progress) == (done, 7, said)


def test_the_calm_sessions_are_counted_up_to_those_needed(home):
    lock = lock_of(home, SITTING, good_sessions=3)

    assert (lock.done, lock.needed, lock.progress) == (3, 5, "3 of 5 calm sessions.")


def test_the_clinics_own_numbers_are_told(home):
    own = Thresholds(pain_free_days_for_standing=10)

    lock = lock_of(home, STANDING, thresholds=own)

    assert "after 10 days without pain" in lock.text
    assert lock.progress == "0 of 10 days without pain."


@pytest.mark.parametrize(
    ("slug", "stage", "said"),
    [
        (SITTING, 2, "Pain came back, so sitting rests for now. That is the plan working."),
        (STANDING, 3, "Pain came back, so standing rests for now. That is the plan working."),
    ],
)
def test_what_rests_after_pain_came_back_is_said_kindly(home, slug, stage, said):
    lock = lock_of(home, slug, rests=frozenset({stage}))

    assert lock.text.startswith(said)


def test_days_without_pain_count_anew_after_pain_has_closed_standing(client, patient, home):
    revision = prescribed(LYING, STANDING, program=home)
    now = timezone.now()
    closed_at = now - timedelta(days=2)
    for days_ago in range(8):
        SessionFactory(revision=revision, started_at=now - timedelta(days=days_ago))
    StageOpeningFactory(program=home, stage=3, closed_at=closed_at, closed_because="pain_came_back")

    page = words(get(client, patient, PROGRAM))

    assert "Pain came back, so standing rests for now. That is the plan working." in page
    assert "2 of 7 days without pain." in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"kind": "added", "before": None, "after": DOSE},
            "New: Knees to chest, 5 times, hold 10 seconds.",
        ),
        (
            {"kind": "removed", "slug": "gone", "before": DOSE, "after": None},
            "No longer part of your program: Trunk curl.",
        ),
        (
            {"kind": "dosed", "before": DOSE, "after": {**DOSE, "hold": 5}},
            "Knees to chest: now 5 times, hold 5 seconds. Before: 5 times, hold 10 seconds.",
        ),
        (
            {"kind": "dosed", "before": DOSE, "after": {**DOSE, "times_a_day": 1}},
            "Knees to chest: now 1 time a day, every day. Before: 3 times a day, every day.",
        ),
        (
            {"kind": "dosed", "before": DOSE, "after": {**DOSE, "tempo": "5-1-5"}},
            "Knees to chest: another pace or another rest.",
        ),
    ],
)
def test_a_change_is_said_in_the_words_that_tell_the_doses_apart(home, row, said):
    row = {"slug": LYING, "name": "Trunk curl", **row}
    prescribed(LYING, program=home, changes=[row])

    assert list(plan.changes(plan_of(home))) == [said]


def test_a_paused_program_can_be_read_but_says_that_it_is_paused(client, patient):
    prescribed(program=ProgramFactory(patient=patient, suspended=True))

    page = words(get(client, patient, PROGRAM))

    assert "Do no exercises until your doctor opens it again." in page
    assert "Knees to chest" in page


def test_a_draft_is_not_shown(client, patient):
    ProgramFactory(patient=patient)

    assert "Your program is being made" in words(get(client, patient, PROGRAM))


def test_another_patient_does_not_see_it(client, home):
    prescribed(program=home)

    assert "Your program is being made" in words(get(client, PatientFactory(), PROGRAM))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_program_takes_the_same_queries_however_long_it_is(
    client, patient, home, django_assert_num_queries, rows
):
    revision = prescribed(program=home)
    StageOpeningFactory(program=home)
    for place in range(1, rows):
        PrescribedLineFactory(revision=revision, place=place)
    get(client, patient, PROGRAM)

    with django_assert_num_queries(12):
        client.get(PROGRAM)


def test_requirement_12_what_else_is_needed_stands_above_the_exercises(client, patient, home):
    prescribed(program=home)
    assert "You also need" not in words(get(client, patient, PROGRAM))
    prescribed("hamstring-stretch-strap", program=home, number=2)

    assert "You also need Strap" in words(get(client, patient, PROGRAM))


def test_the_plan_for_bad_days_stands_in_its_own_section(client, patient, home):
    revision = prescribed(SITTING, program=home)
    PrescribedLineFactory(revision=revision, place=1, flare_sets=1, flare_repetitions=2)
    SignOffFactory(program=home)

    page = words(get(client, patient, PROGRAM))

    assert (
        "On a bad day On a bad day, do only this. It counts as following your program. "
        "Knees to chest 2 times, hold 10 seconds For every exercise"
    ) in page


def test_without_a_plan_for_bad_days_there_is_no_such_section(client, patient, home):
    prescribed(program=home)

    assert "On a bad day" not in words(get(client, patient, PROGRAM))


def test_what_is_locked_is_no_part_of_a_bad_day(client, patient, home):
    revision = RevisionFactory(program=home)
    PrescribedLineFactory(revision=revision, flare_sets=1, flare_repetitions=2)

    assert "On a bad day" not in words(get(client, patient, PROGRAM))
