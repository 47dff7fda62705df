"""The templates that come with the product, read as data."""

from pathlib import Path

import pytest

from exercises.codes import STAGES, Phase, stage_of
from exercises.content import ExerciseText, LibraryError, read_library
from programs import dosage
from programs.shipped import FOLDER, TemplateText, read_templates

TEMPLATES = {text.slug: text for text in read_templates()}
LIBRARY = {text.slug: text for text in read_library()}
DOCTOR_ONLY = {"sciatic-tensioner-seated", "side-glide-wall"}

every_template = pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)


def exercises_of(text: TemplateText) -> list[ExerciseText]:
    return [LIBRARY[line.exercise] for line in text.lines]


def written(folder: Path, change: tuple[str, str]) -> Path:
    text = (FOLDER / "prevention.toml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "mine.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    return folder


def test_ten_templates_come_with_the_product_each_in_its_place():
    assert list(TEMPLATES) == [
        "source-complex",
        "acute-protected",
        "subacute-flexion",
        "subacute-extension",
        "nerve-glide",
        "stabilisation",
        "remission-strength",
        "pregnancy-adapted",
        "walking-return",
        "prevention",
    ]


def test_requirement_20_the_source_complex_holds_the_twelve_in_the_sources_order_and_dose():
    complex_ = TEMPLATES["source-complex"]

    assert [one.source_order for one in exercises_of(complex_)] == list(range(1, 13))
    assert {line.dose.model_dump(exclude_none=True) == {} for line in complex_.lines} == {True}


@every_template
def test_every_exercise_stands_in_the_library(text: TemplateText):
    assert [line.exercise for line in text.lines if line.exercise not in LIBRARY] == []


@every_template
def test_three_to_six_exercises_but_for_the_source_complex(text: TemplateText):
    assert len(text.lines) == 12 if text.slug == "source-complex" else 3 <= len(text.lines) <= 6


@every_template
def test_requirements_13_to_15_lying_comes_before_sitting_and_sitting_before_standing(text):
    stages = [stage_of(one.position) for one in exercises_of(text)]

    assert stages == sorted(stages)
    assert set(stages) <= set(STAGES)


@every_template
def test_every_exercise_suits_the_templates_phase(text: TemplateText):
    assert [one.slug for one in exercises_of(text) if text.phase not in one.phases] == []


@every_template
def test_what_only_a_doctor_does_is_in_no_template(text: TemplateText):
    assert DOCTOR_ONLY.isdisjoint(line.exercise for line in text.lines)


def test_requirement_19_effortful_exercises_stand_in_the_prevention_template_alone():
    effortful = {slug for slug, one in LIBRARY.items() if one.prevention_only}
    with_them = {
        text.slug for text in TEMPLATES.values() for one in text.lines if one.exercise in effortful
    }

    assert with_them == {"prevention"}
    assert TEMPLATES["prevention"].phase == Phase.PREVENTION


def test_requirement_16_the_pregnancy_template_holds_nothing_that_pregnancy_blocks():
    codes = {
        str(code)
        for one in exercises_of(TEMPLATES["pregnancy-adapted"])
        for code in one.contraindications
    }

    assert codes.isdisjoint({"PS", "PP", "PA"})


@every_template
def test_every_dose_is_one_that_may_be_prescribed(text: TemplateText):
    doses = [line.dose.of(LIBRARY[line.exercise].as_json()["dose"]) for line in text.lines]

    assert [dosage.problems(dosage.from_json(dose)) for dose in doses] == [{}] * len(doses)


@every_template
def test_no_template_promises_an_outcome(text: TemplateText):
    words = f"{text.name} {text.rationale} {text.not_for}".lower()

    assert [no for no in ("cure", "guarantee", "no side effects", "heals") if no in words] == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('name = "Pre', 'title = "Pre'), "mine.toml: name: Field required"),
        (('phase = "P"', 'phase = "X"'), "mine.toml: phase: Input should be"),
        (("repetitions = 8", "repetitions = 800"), "mine.toml: lines.2.dose.repetitions: "),
        (("sets = 1", "set = 1"), "mine.toml: lines.2.dose.set: Extra inputs"),
        (('"bodyweight-squat"', '"Body weight"'), "mine.toml: lines.4.exercise: "),
        (('"cat-camel-hands"', '"pelvic-tilt-supine"'), "mine.toml: lines: an exercise stands tw"),
        (("place = 10", "place = "), "mine.toml: Invalid value"),
    ],
)
def test_a_mistake_is_told_by_file_and_field(tmp_path: Path, change, complaint):
    with pytest.raises(LibraryError) as refusal:
        read_templates(written(tmp_path, change))

    assert complaint in str(refusal.value)


def test_two_templates_do_not_share_a_place(tmp_path: Path):
    written(tmp_path, ("place = 10", "place = 10"))
    (tmp_path / "other.toml").write_bytes((tmp_path / "mine.toml").read_bytes())

    with pytest.raises(LibraryError, match="place: 10 is given twice"):
        read_templates(tmp_path)
