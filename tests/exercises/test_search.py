import pytest

from exercises.content import read_library
from exercises.models import Exercise
from exercises.search import fold
from tests.exercises.conftest import Folder
from tests.factories import DoctorFactory, PatientFactory

HUG = "double-knee-to-chest"

pytestmark = pytest.mark.usefixtures("complex_and_rest")


@pytest.fixture
def complex_and_rest(db: None, folder: Folder) -> None:
    """The exercises of the source and one to rest in, however many the library grows to."""
    folder.add(*(text.slug for text in read_library() if text.source_order), "rest-90-90")
    folder.load()


@pytest.mark.parametrize(
    "text",
    ["knee hug", "KNEE-HUG", "hug knee", "Knées tó chest both", "williams", "  double   knee "],
)
def test_every_way_of_writing_finds_the_knee_hug(text, slugs):
    assert slugs(Exercise.objects.search(text)) == [HUG]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cat–camel", ["cat-camel-forearms"]),
        ("cat camel elb", ["cat-camel-forearms"]),
        ("rotation arms", ["seated-rotation-arms-out"]),
        ("knee hug squat", []),
        ("100%", []),
        ("\\", None),
        ("", None),
    ],
)
def test_every_word_must_stand_somewhere(text, found, slugs):
    everything = slugs(Exercise.objects.all())

    assert slugs(Exercise.objects.search(text)) == (everything if found is None else found)


def test_folding_leaves_letters_and_digits_of_any_script():
    assert fold(["Ça–va, 90/90!", "Боль_в"]) == "ca va 90 90 боль в"


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"position": "SIT", "load": 1}, ["seated-rotation-hands-behind-head"]),
        ({"goal": "ext", "load": 2}, ["prone-trunk-raise-arms-forward", "standing-back-bend"]),
        ({"load": 0}, ["rest-90-90"]),
        ({"equipment": "C", "goal": "str"}, ["bodyweight-squat"]),
        ({"phase": "A"}, ["rest-90-90"]),
        ({"position": "WAL"}, []),
    ],
)
def test_each_criterion_narrows_the_library(criteria, found, slugs):
    assert slugs(Exercise.objects.filtered(**criteria)) == found


def test_the_library_is_visible_to_doctors_alone(slugs):
    doctor, patient = DoctorFactory().user, PatientFactory().user

    assert Exercise.objects.visible_to(doctor).count() == 15
    assert slugs(Exercise.objects.visible_to(patient)) == []
