"""Which easier versions a line may have for one patient."""

import pytest
from django.utils import timezone

from exercises.ladder import easier_than
from exercises.models import Exercise
from programs import reading
from programs.easier import Bounds, rungs_of
from programs.models import DraftLine, Program
from tests.factories import LYING, StageOpeningFactory, drafted, exercise, screened

pytestmark = pytest.mark.django_db

SINGLE, REST = "single-knee-to-chest", "rest-90-90"
FIGURE_4, SEATED_FIGURE_4 = "figure-4-stretch", "seated-figure-4"


def rungs(program: Program) -> list[tuple[str, str]]:
    """The easier versions of its one line, each with why it may not be given."""
    patient, lines = program.patient, reading.draft_lines(program)
    bounds = Bounds(reading.facts_of(patient), reading.open_stages(program), timezone.localdate())
    (found,) = rungs_of(lines, bounds).values()
    return [(rung.exercise.slug, rung.why_not) for rung in found]


def choose(program: Program, slug: str) -> None:
    DraftLine.objects.filter(program=program).update(easier=exercise(slug))


def test_the_whole_ladder_below_is_offered_the_nearest_first():
    assert rungs(drafted(LYING)) == [(SINGLE, ""), (REST, "")]


def test_an_exercise_at_the_foot_of_its_ladder_has_none():
    assert rungs(drafted(REST)) == []


def test_what_is_contraindicated_for_this_patient_is_not_offered():
    patient = screened(findings=("flexion_intolerant",))

    assert rungs(drafted(LYING, patient=patient)) == [(REST, "")]


def test_what_only_a_doctor_chooses_is_not_offered():
    draft = drafted(LYING)
    Exercise.objects.filter(slug=SINGLE).update(doctor_only=True)

    assert rungs(draft) == [(REST, "")]


def test_a_sitting_version_of_a_lying_exercise_waits_until_sitting_is_open():
    draft = drafted(FIGURE_4)
    assert rungs(draft) == []

    StageOpeningFactory(program=draft, stage=2)

    assert rungs(draft) == [(SEATED_FIGURE_4, "")]


def test_a_standing_version_of_a_standing_exercise_opens_together_with_it():
    assert [slug for slug, _why in rungs(drafted("hip-hinge"))][:2] == ["sit-to-stand", "bridge"]


def test_a_standing_version_of_an_everyday_walk_waits_for_the_gate():
    draft = drafted("walking-progressive")
    Exercise.objects.filter(slug="walking-progressive").update(everyday=True)
    Exercise.objects.filter(slug="walking-easy").update(everyday=False)

    assert rungs(draft) == []


def test_a_choice_that_is_not_open_any_more_stays_in_view_with_its_reason():
    draft = drafted(FIGURE_4)
    choose(draft, SEATED_FIGURE_4)

    assert rungs(draft) == [(SEATED_FIGURE_4, "Sitting is not open yet.")]


def test_a_retired_choice_says_that_it_is_not_offered():
    draft = drafted(LYING)
    choose(draft, SINGLE)
    Exercise.objects.filter(slug=SINGLE).update(status="retired")

    assert rungs(draft) == [(SINGLE, "The library does not offer it now."), (REST, "")]


def test_a_ladder_that_leads_back_to_itself_ends(django_assert_num_queries):
    one = exercise(REST)
    one.current.content["easier"] = LYING

    with django_assert_num_queries(2):
        ladder = easier_than([one])

    assert [rung.slug for rung in ladder[one.pk]] == [LYING, SINGLE]
