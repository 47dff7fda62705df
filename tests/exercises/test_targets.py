"""What an exercise works on: the search knows it, its page says it, and older versions lack it."""

import pytest

from exercises.content import OwnText
from exercises.exchange import WRITERS, read
from exercises.forms import OwnExerciseForm
from exercises.models import Exercise, ExerciseVersion
from exercises.services import own
from tests.factories import own_exercise
from tests.words import words_of

HUG = "double-knee-to-chest"
TARGETS = {
    "piriformis": {"figure-4-stretch", "seated-figure-4"},
    "pelvic floor": {"abdominal-brace"},
    "sciatic nerve": {
        *("sciatic-slider-supine", "sciatic-slider-seated", "sciatic-tensioner-seated"),
        "hamstring-stretch-strap",
    },
    "gluteus medius": {
        *("clam", "side-lying-hip-abduction", "side-plank-full", "bridge-single-leg"),
        *("single-leg-stand", "step-up"),
    },
    "hip flexors": {
        *("hook-lying-leg-raise", "supine-march", "dead-bug", "seated-roll-back"),
        *("trunk-curl-effortful", "standing-back-bend"),
    },
    "multifidus": {
        *("bird-dog", "quadruped-leg-reach", "abdominal-brace", "superman"),
        *("prone-trunk-raise-arms-forward", "prone-trunk-raise-arms-by-side"),
        *("prone-hip-extension", "seated-slouch-correct"),
    },
    "hamstrings": {
        *("hamstring-stretch-strap", "bridge", "bridge-single-leg", "hip-hinge", "superman"),
        *("prone-hip-extension", "quadruped-leg-reach", "standing-forward-bend"),
        "sciatic-tensioner-seated",
    },
    "core": {
        *("abdominal-brace", "dead-bug", "bird-dog", "heel-slide", "bent-knee-fallout"),
        *("supine-march", "hook-lying-leg-raise", "mcgill-curl-up", "quadruped-leg-reach"),
        *("plank-knees", "plank-forearm", "side-plank-knees", "side-plank-full"),
    },
}


@pytest.fixture
def old(doctor) -> Exercise:
    """An own exercise whose version was saved before a text said what it works on."""
    one = own_exercise(doctor.doctors[0])
    content = {name: value for name, value in one.current.content.items() if name != "target"}
    version = ExerciseVersion.objects.create(
        exercise=one, clinic=one.clinic, number=2, author=doctor, content=content, fingerprint="old"
    )
    Exercise.objects.filter(pk=one.pk).update(current=version)
    return Exercise.objects.select_related("current").get(pk=one.pk)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("typed", TARGETS)
def test_what_an_exercise_works_on_finds_it(typed, slugs):
    assert set(slugs(Exercise.objects.search(typed))) == TARGETS[typed]


@pytest.mark.usefixtures("library")
def test_a_synonym_comes_before_what_an_exercise_works_on(slugs):
    found = slugs(Exercise.objects.search("glutes"))

    assert set(found[:7]) == {
        *("bridge", "bridge-single-leg", "clam", "side-lying-hip-abduction"),
        *("prone-hip-extension", "figure-4-stretch", "seated-figure-4"),
    }
    assert {"superman", "bodyweight-squat", "sit-to-stand", "step-up"} <= set(found[7:])


def test_the_page_says_what_the_exercise_works_on(desk, library):
    page = words_of(desk.get(f"/library/{HUG}/"))

    assert (
        "Before you prescribe it Works on Lumbar flexion; gluteal and paraspinal muscles "
        "Blocked by" in page
    )


def test_the_page_of_an_older_version_leaves_it_out(desk, old):
    page = words_of(desk.get(f"/library/{old.slug}/"))

    assert "Before you prescribe it Blocked by" in page


def test_the_form_of_an_older_version_has_it_empty(old):
    assert OwnExerciseForm(exercise=old)["target"].value() is None


@pytest.mark.parametrize("kind", WRITERS)
def test_an_older_version_is_carried_without_it(kind, old):
    [text] = read(WRITERS[kind]([old.current.content]).encode())

    assert (text.name, text.target) == (old.name, "")


def test_an_own_exercise_is_found_by_what_it_works_on_whatever_its_accents(doctor):
    one = own_exercise(doctor.doctors[0])
    text = OwnText.model_validate({**one.current.content, "target": "Muscles fléchisseurs"})

    own.change_own(exercise=one, text=text, by=doctor)

    assert list(Exercise.objects.search("FLECHISSEURS")) == [one]
