from datetime import UTC, date, datetime

import pytest

from following.course import courses_of
from programs.models import ProgramEvent
from tests import factories
from tests.factories import LYING, SITTING, STANDING

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(2, 7))


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def program():
    return factories.ProgramFactory(at_home=True, released_at=at(MONDAY))


def revise(program, day: date, *slugs: str, number: int = 1, **line: object):
    revision = factories.RevisionFactory(
        program=program, number=number, prescribed_at=at(day), starts_on=day
    )
    for place, slug in enumerate(slugs):
        factories.PrescribedLineFactory(
            revision=revision, exercise=factories.exercise(slug), place=place, **line
        )
    return revision


def sessions(program, *days: date) -> list[int]:
    course = courses_of([program])[program.pk]
    return [len(course.slots_on(day)) for day in days]


def test_nothing_is_asked_before_the_release(program):
    program.released_at = at(TUESDAY)
    revise(program, MONDAY, LYING, times_a_day=3)

    assert sessions(program, MONDAY, TUESDAY) == [0, 3]


def test_nothing_is_asked_of_a_program_that_was_never_released():
    program = factories.ProgramFactory(supervised=True)
    revise(program, MONDAY, LYING)

    assert sessions(program, MONDAY, FRIDAY) == [0, 0]


def test_each_day_follows_the_revision_in_force_on_it(program):
    revise(program, MONDAY, LYING, times_a_day=3)
    revise(program, WEDNESDAY, LYING, number=2, times_a_day=1)

    assert sessions(program, MONDAY, TUESDAY, WEDNESDAY, FRIDAY) == [3, 3, 1, 1]


def test_a_revision_that_starts_later_waits_for_its_day(program):
    revise(program, MONDAY, LYING, times_a_day=3)
    factories.RevisionFactory(
        program=program, number=2, prescribed_at=at(TUESDAY), starts_on=FRIDAY
    )

    assert sessions(program, THURSDAY, FRIDAY) == [3, 0]


def test_only_the_days_of_the_week_prescribed_count(program):
    revise(program, MONDAY, LYING, times_a_day=2, days_of_week=[0, 2, 4])

    assert sessions(program, MONDAY, TUESDAY, WEDNESDAY) == [2, 0, 2]


def test_nothing_is_asked_while_the_program_is_paused(program):
    revise(program, MONDAY, LYING, times_a_day=3)
    for kind, day in (("suspended", TUESDAY), ("suspended", WEDNESDAY), ("resumed", THURSDAY)):
        ProgramEvent.objects.create(clinic=program.clinic, program=program, kind=kind, at=at(day))

    assert sessions(program, MONDAY, TUESDAY, WEDNESDAY, THURSDAY) == [3, 0, 0, 3]


def test_nothing_is_asked_from_the_day_on_which_the_program_ended(program):
    revise(program, MONDAY, LYING, times_a_day=3)
    ProgramEvent.objects.create(
        clinic=program.clinic, program=program, kind="ended", at=at(WEDNESDAY)
    )

    assert sessions(program, MONDAY, TUESDAY, WEDNESDAY, FRIDAY) == [3, 3, 0, 0]


def test_a_closed_stage_asks_nothing_until_the_day_it_opens(program):
    revise(program, MONDAY, LYING, SITTING, times_a_day=1)
    factories.StageOpeningFactory(program=program, stage=2, opened_at=at(WEDNESDAY))
    course = courses_of([program])[program.pk]

    assert [sum(course.sets_on(day).values()) for day in (TUESDAY, WEDNESDAY)] == [1, 2]


def test_a_stage_that_was_closed_again_waits_again(program):
    revise(program, MONDAY, LYING, SITTING, STANDING)
    factories.StageOpeningFactory(
        program=program, stage=2, opened_at=at(TUESDAY), closed_at=at(THURSDAY)
    )
    course = courses_of([program])[program.pk]

    assert [course.locked_stages_on(day) for day in (WEDNESDAY, THURSDAY)] == [{3}, {2, 3}]


def test_both_sides_of_an_exercise_are_two_sets(program):
    revise(program, MONDAY, LYING, sets=2, sides="each", times_a_day=3)
    course = courses_of([program])[program.pk]

    assert course.sets_on(MONDAY) == {factories.exercise(LYING).pk: 12}


def test_a_hundred_programs_take_as_many_queries_as_one(django_assert_num_queries):
    programs = [factories.prescribed().program for _ in range(3)]

    for found in (programs[:1], programs):
        with django_assert_num_queries(5):
            courses_of(found)


def test_a_bad_day_asks_for_the_small_plan_alone(program):
    small = {"flare_sets": 1, "flare_repetitions": 3}
    revision = revise(program, MONDAY, LYING, sets=2, times_a_day=2, **small)
    other = factories.exercise("superman")
    factories.PrescribedLineFactory(revision=revision, exercise=other, place=1, times_a_day=3)
    factories.FlareDayFactory(program=program, local_date=TUESDAY)

    course = courses_of([program])[program.pk]

    assert sessions(program, MONDAY, TUESDAY, WEDNESDAY) == [3, 2, 3]
    assert course.sets_on(TUESDAY) == {factories.exercise(LYING).pk: 2}


def test_a_bad_day_without_a_small_plan_asks_for_nothing(program):
    revise(program, MONDAY, LYING, times_a_day=3)
    factories.FlareDayFactory(program=program, local_date=TUESDAY)

    assert sessions(program, MONDAY, TUESDAY) == [3, 0]
