import re

import pytest

from exercises.content import read_library
from exercises.models import Exercise
from exercises.search import fold, one_slip_from, stem, words_of
from tests.exercises.conftest import Folder
from tests.factories import DoctorFactory, PatientFactory

HUG = "double-knee-to-chest"

pytestmark = pytest.mark.usefixtures("complex_and_rest")


@pytest.fixture
def complex_and_rest(db: None, folder: Folder) -> None:
    """The exercises of the source and one to rest in, however many the library grows to."""
    folder.add(*(text.slug for text in read_library() if text.source_order), "rest-90-90")
    folder.load()


@pytest.mark.parametrize("letter", ["a", "\ufb03", "\u3300", "\u32ff", "\u2177"])
def test_a_word_without_end_is_searched_for_like_any_other(letter):
    assert len(words_of(letter * 80)[0]) == 30
    assert list(Exercise.objects.search(letter * 80)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("knee hug", "KNEE-HUG", "hug knee", "  double   knee ", "Knées tó chest both"),
        *("williams", "hugging my knees", "knee hugs", "kne hugg", "lying knee hug"),
    ],
)
def test_every_way_of_writing_finds_the_knee_hug_first(text, slugs):
    assert slugs(Exercise.objects.search(text))[0] == HUG


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cat–camel", ["cat-camel-forearms"]),
        ("cat camel elb", ["cat-camel-forearms"]),
        ("rotation hands", ["seated-rotation-hands-behind-head"]),
        ("zzz", []),
        ("100%", []),
        ("'&!:*", None),
        ("\\", None),
        ("", None),
    ],
)
def test_words_stand_for_themselves(text, found, slugs):
    everything = slugs(Exercise.objects.all())

    assert slugs(Exercise.objects.search(text)) == (everything if found is None else found)


def test_a_rare_word_says_more_than_a_common_one(slugs):
    found = slugs(Exercise.objects.search("lying back stretch cow"))

    assert found[0] == "cat-camel-forearms"


def test_a_name_comes_before_a_synonym(folder, slugs):
    folder.add(HUG, "superman")
    folder.change("superman", "synonyms = [", 'synonyms = ["chest", ')
    folder.load()
    of_both = Exercise.objects.filter(slug__in=[HUG, "superman"])

    assert slugs(of_both.search("chest")) == [HUG, "superman"]
    folder.change("superman", 'synonyms = ["chest", ', "synonyms = [")
    folder.change("superman", 'name = "', 'name = "Chest ')
    folder.change(HUG, 'name = "Double knee-to-chest"', 'name = "Double knee hug"')
    folder.load()
    assert slugs(of_both.search("chest")) == ["superman", HUG]


def test_the_position_the_goal_and_the_equipment_are_words_too(slugs):
    found = Exercise.objects.search("sitting rotation with a chair")

    assert set(slugs(found)[:2]) == {
        "seated-rotation-arms-out",
        "seated-rotation-hands-behind-head",
    }


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("knees", "kne"),
        ("hugging", "hug"),
        ("crossed", "cros"),
        ("walk", "walk"),
        ("lying", "lying"),
        ("bed", "bed"),
    ],
)
def test_a_word_is_known_by_its_stem(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize("typed", ["squta", "sqat", "squatt", "sqoat"])
def test_one_slip_is_a_wrong_missing_doubled_or_swapped_letter(typed):
    assert re.fullmatch(one_slip_from(typed), "squat")


def test_a_short_word_is_taken_as_it_is():
    assert one_slip_from("hip") == "hip"


def test_fillers_are_left_out_unless_nothing_else_is_typed():
    assert words_of("hug the knee to my knee") == ["hug", "knee"]
    assert words_of("on the") == ["on", "the"]


def test_folding_leaves_letters_and_digits_of_any_script():
    assert fold(["Ça–va, 90/90!", "Боль_в", "Child’s"]) == "ca va 90 90 боль в childs"


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"position": "SIT", "load": 1}, ["seated-rotation-hands-behind-head"]),
        ({"goal": "ext", "load": 2}, ["prone-trunk-raise-arms-forward", "standing-back-bend"]),
        ({"load": 0}, ["rest-90-90"]),
        ({"equipment": "C", "goal": "str"}, ["bodyweight-squat"]),
        ({"phase": "A"}, ["rest-90-90"]),
        ({"direction": "L"}, ["standing-side-bend"]),
        ({"position": "SUP", "without": ["OP", "PA"]}, ["rest-90-90"]),
        ({"position": "WAL"}, []),
    ],
)
def test_each_criterion_narrows_the_library(criteria, found, slugs):
    assert slugs(Exercise.objects.filtered(**criteria)) == found


def test_the_library_is_visible_to_doctors_alone(slugs):
    doctor, patient = DoctorFactory().user, PatientFactory().user

    assert Exercise.objects.visible_to(doctor).count() == 15
    assert slugs(Exercise.objects.visible_to(patient)) == []
