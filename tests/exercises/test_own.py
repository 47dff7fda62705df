import pytest

from exercises.content import OwnText
from exercises.models import Exercise
from exercises.services import load_library, own
from tests.factories import DoctorFactory, exercise, own_exercise

pytestmark = pytest.mark.django_db
HUG = "double-knee-to-chest"


@pytest.fixture
def doctor():
    return DoctorFactory()


@pytest.fixture
def draft(doctor):
    return own_exercise(doctor, published=False)


def text_of(exercise: Exercise, **changes: object) -> OwnText:
    return OwnText.model_validate({**exercise.current.content, **changes})


def test_a_variant_begins_as_a_draft_with_the_text_and_figure_of_its_original(doctor):
    original = exercise(HUG)

    variant = own.copy_as_variant(original=original, clinic=doctor.clinic, by=doctor.user)

    assert (variant.status, variant.variant_of, variant.author) == ("draft", original, doctor.user)
    assert variant.slug.startswith(f"{HUG}-")
    assert variant.current.figure == HUG
    assert variant.name == "Double knee-to-chest, our variant"
    told = {"steps", "dose", "contraindications", "stop_if", "patient_name"}
    content = variant.current.content
    assert {name: content[name] for name in told} == {
        name: original.current.content[name] for name in told
    }


def test_two_exercises_of_one_name_have_two_addresses(doctor, draft):
    again = own.create_own(clinic=doctor.clinic, text=text_of(draft), by=doctor.user)

    assert again.name == draft.name
    assert again.slug != draft.slug


def test_an_exercise_named_in_another_script_has_an_address(doctor, draft):
    text = text_of(draft, name="Подтягивание коленей")

    named = own.create_own(clinic=doctor.clinic, text=text, by=doctor.user)

    assert named.slug.startswith("exercise-")


def test_a_change_is_a_new_version_by_its_author_and_the_old_one_stays(draft):
    colleague = DoctorFactory(clinic=draft.clinic)

    own.change_own(exercise=draft, text=text_of(draft, load=2), by=colleague.user)

    old, new = draft.versions.order_by("number")
    assert [(v.number, v.content["load"], v.author) for v in (old, new)] == [
        (1, 1, draft.author),
        (2, 2, colleague.user),
    ]
    changed = Exercise.objects.get(pk=draft.pk)
    assert (changed.current, changed.load) == (new, 2)


def test_saving_the_same_text_makes_no_version(draft):
    own.change_own(exercise=draft, text=text_of(draft), by=draft.author)

    assert draft.versions.count() == 1


def test_a_changed_name_keeps_the_address_the_figure_and_the_ladder(draft):
    text = text_of(draft, name="Knee hug at home", slug="own", figure=None, easier=None)

    version = own.change_own(exercise=draft, text=text, by=draft.author)

    kept = (version.content["slug"], version.figure, version.content["easier"])
    assert kept == (draft.slug, HUG, "single-knee-to-chest")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"contraindications": ["FI", "SX", "PS", "HP"]}, "Osteoporosis"),
        ({"stop": ["K2"]}, "further down your leg"),
        ({"stop_if": ["Stop if you feel like it."]}, "further down your leg"),
        ({"everyday": True}, "standing gate"),
    ],
)
def test_a_variant_less_careful_than_its_original_needs_a_reason(draft, changes, named):
    text = text_of(draft, **changes)

    with pytest.raises(own.ReasonNeeded, match=named):
        own.change_own(exercise=draft, text=text, by=draft.author, loosened_because="  ")

    assert draft.versions.count() == 1
    version = own.change_own(
        exercise=draft, text=text, by=draft.author, loosened_because="Done on a soft bed."
    )
    assert version.loosened_because == "Done on a soft bed."


def test_a_variant_may_warn_of_more_freely(draft):
    text = text_of(draft, contraindications=["FI", "OP", "SX", "PS", "HP", "KN"])

    own.change_own(exercise=draft, text=text, by=draft.author)

    assert Exercise.objects.get(pk=draft.pk).contraindications[-1] == "KN"


def test_a_reason_stays_with_the_later_pictures(draft):
    text = text_of(draft, contraindications=[])
    own.change_own(exercise=draft, text=text, by=draft.author, loosened_because="Hospital bed.")

    version = own.set_figure(exercise=draft, figure="superman", by=draft.author)

    assert (version.figure, version.loosened_because) == ("superman", "Hospital bed.")


def test_an_unknown_figure_is_refused(draft):
    with pytest.raises(own.OwnExerciseRefused, match="no figure of that name"):
        own.set_figure(exercise=draft, figure="handstand", by=draft.author)


def test_a_draft_is_published_retired_and_brought_back_as_a_draft(draft):
    seen = []
    for step in (own.publish, own.retire, own.bring_back):
        step(exercise=draft, by=draft.author)
        seen.append(Exercise.objects.get(pk=draft.pk).status)

    assert seen == ["published", "retired", "draft"]


def test_an_exercise_without_a_picture_is_not_published(draft):
    own.set_figure(exercise=draft, figure=None, by=draft.author)

    with pytest.raises(own.NoPicture):
        own.publish(exercise=draft, by=draft.author)

    assert Exercise.objects.get(pk=draft.pk).status == "draft"


def test_a_published_exercise_does_not_lose_its_only_picture(doctor):
    published = own_exercise(doctor)

    with pytest.raises(own.NoPicture):
        own.set_figure(exercise=published, figure=None, by=doctor.user)

    assert Exercise.objects.get(pk=published.pk).current.figure == HUG


def test_the_shared_library_has_no_door_here(doctor):
    with pytest.raises(Exercise.DoesNotExist):
        own.retire(exercise=exercise(HUG), by=doctor.user)


def test_doctors_see_their_clinics_own_exercises_and_no_one_else_does(doctor, draft):
    colleague, elsewhere = DoctorFactory(clinic=doctor.clinic), DoctorFactory()

    seen = [
        Exercise.objects.visible_to(one.user).filter(pk=draft.pk).exists()
        for one in (doctor, colleague, elsewhere)
    ]

    assert seen == [True, True, False]


@pytest.mark.parametrize(("status", "offered"), [("draft", 0), ("published", 1), ("retired", 0)])
def test_only_published_exercises_of_the_clinic_are_offered_for_its_programs(
    doctor, draft, status, offered
):
    Exercise.objects.filter(pk=draft.pk).update(status=status)
    mine = Exercise.objects.filter(pk=draft.pk)

    assert mine.prescribable(doctor.clinic_id).count() == offered
    assert mine.prescribable(DoctorFactory().clinic_id).count() == 0


def test_loading_the_library_leaves_own_exercises_alone(draft, folder):
    before = Exercise.objects.filter(pk=draft.pk).values().get()

    folder.load()
    load_library()

    assert Exercise.objects.filter(pk=draft.pk).values().get() == before
