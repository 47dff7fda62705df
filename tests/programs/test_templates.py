import pytest

from exercises.models import Exercise
from exercises.services import load_library
from programs.templates import TEMPLATES, Template

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    load_library()


def test_requirement_20_the_source_complex_stands_in_the_sources_order():
    found = TEMPLATES["source-complex"].resolve()

    assert [one.source_order for one in found] == list(range(1, 13))
    assert [one.stage for one in found] == [1] * 6 + [2] * 3 + [3] * 3


def test_requirement_19_no_template_offers_an_exercise_for_prevention_only():
    offered = {slug for template in TEMPLATES.values() for slug in template.exercises}
    prevention = Exercise.objects.filter(prevention_only=True).values_list("slug", flat=True)

    assert len(prevention) == 2
    assert offered.isdisjoint(prevention)


def test_even_a_template_that_named_one_would_not_offer_it():
    template = Template("x", "X", "", ("bodyweight-squat", "superman"))

    assert [one.slug for one in template.resolve()] == ["superman"]


def test_what_a_doctor_chooses_deliberately_is_never_offered_by_a_template():
    template = Template("x", "X", "", ("sciatic-tensioner-seated", "side-glide-wall", "superman"))

    assert [one.slug for one in template.resolve()] == ["superman"]


def test_a_retired_exercise_is_left_out():
    Exercise.objects.filter(slug="superman").update(status="retired")

    found = TEMPLATES["source-complex"].resolve()

    assert "superman" not in [one.slug for one in found]
    assert len(found) == 11
