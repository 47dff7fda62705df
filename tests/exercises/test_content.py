import pytest

from exercises.codes import Position, stage_of
from exercises.content import LibraryError, read_exercise, read_library

SOURCE = [
    "double-knee-to-chest",
    "curl-up-arms-crossed",
    "hook-lying-leg-raise",
    "prone-trunk-raise-arms-forward",
    "superman",
    "cat-camel-forearms",
    "seated-rotation-hands-behind-head",
    "seated-rotation-arms-out",
    "seated-roll-back",
    "standing-side-bend",
    "standing-forward-bend",
    "standing-back-bend",
    "trunk-curl-effortful",
    "bodyweight-squat",
]
HUG = "double-knee-to-chest"


def test_requirement_20_the_complex_stands_in_the_order_of_the_source():
    placed = sorted((text.source_order, text.slug) for text in read_library() if text.source_order)

    assert placed == list(enumerate(SOURCE, start=1))


def test_requirements_13_to_15_each_exercise_of_the_complex_has_its_stage():
    stages = {text.slug: stage_of(text.position) for text in read_library()}

    assert [stages[slug] for slug in SOURCE] == [1] * 6 + [2] * 3 + [3] * 3 + [1, 3]


def test_requirement_15_every_standing_exercise_waits_for_the_gate():
    gated = {text.slug for text in read_library() if text.standing_gate}

    assert gated == {text.slug for text in read_library() if text.position == Position.STANDING}


def test_requirement_19_the_effortful_exercises_are_for_prevention_alone():
    texts = [text for text in read_library() if text.prevention_only]

    assert [(text.slug, text.load, text.phases) for text in texts] == [
        ("bodyweight-squat", 4, ("P",)),
        ("trunk-curl-effortful", 4, ("P",)),
    ]


def test_two_exercises_are_the_doctors_choice_alone():
    chosen = [text.slug for text in read_library() if text.doctor_only]

    assert chosen == ["sciatic-tensioner-seated", "side-glide-wall"]


def test_a_dose_of_three_times_a_week_falls_on_monday_wednesday_and_friday():
    squat = next(text for text in read_library() if text.slug == "bodyweight-squat")

    assert (squat.dose.times_a_day, squat.dose.days_of_week) == (1, (0, 2, 4))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sets = 1", "sets = 0", "dose.sets: Input should be greater than or equal to 1"),
        ("sets = 1", "sets = 1\nreps = 2", "dose.reps: Extra inputs are not permitted"),
        ('cue = "', 'hint = "', "cue: Field required"),
        ('target = "', 'muscles = "', "target: Field required"),
        ('target = "', 'target = "' + 40 * "hip ", "target: String should have at most 80"),
        ('"K1"', '"K1", "K9"', "stop.2: Input should be"),
        ('tempo = "3-1-3"', 'tempo = "slow"', "dose.tempo: String should match pattern"),
        ('position = "SUP"', 'position = "STA"', "standing_gate: a standing exercise waits"),
        ("load = 1", "load = 1\nprevention_only = true", "phases: a prevention-only exercise"),
        ("load = 1", "load =", "Invalid value (at line 9"),
    ],
)
def test_a_mistake_names_the_file_and_the_field(folder, old, new, message):
    folder.add(HUG)
    folder.change(HUG, old, new)

    with pytest.raises(LibraryError) as refusal:
        read_library(folder.path)

    assert str(refusal.value).splitlines()[0].startswith(f"{HUG}.toml: {message}")


def test_a_file_name_that_is_no_address_is_refused(folder):
    folder.add(HUG)
    (folder.path / f"{HUG}.toml").rename(folder.path / "Knee Hug.toml")

    with pytest.raises(LibraryError, match=r"Knee Hug\.toml: slug: String should match pattern"):
        read_library(folder.path)


def test_two_exercises_cannot_share_a_place_in_the_source(folder):
    folder.add(HUG, "superman")
    folder.change("superman", "source_order = 5", "source_order = 1")

    with pytest.raises(LibraryError, match=r"double-knee-to-chest\.toml: source_order: 1 "):
        read_library(folder.path)


def test_the_fingerprint_heeds_the_words_and_not_the_order_of_the_lines(folder):
    folder.add(HUG)
    file = folder.path / f"{HUG}.toml"
    before = read_exercise(file).fingerprint

    folder.change(HUG, "load = 1\n", "")
    folder.change(HUG, 'position = "SUP"\n', 'load = 1\nposition = "SUP"\n')
    moved = read_exercise(file).fingerprint
    folder.change(HUG, "Stay there", "Wait there")
    reworded = read_exercise(file).fingerprint

    assert moved == before
    assert reworded != before
