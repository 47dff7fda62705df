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


@pytest.mark.parametrize(
    ("original", "changes", "named"),
    [
        ("walking-progressive", {"position": "SUP"}, "until stage 3: Standing"),
        ("seated-roll-back", {"position": "SUP"}, "until stage 2: Sitting"),
        ("standing-side-bend", {"position": "SIT", "standing_gate": False}, "when pain is gone"),
    ],
)
def test_a_variant_that_would_open_sooner_needs_a_reason(doctor, original, changes, named):
    draft = own_exercise(doctor, original=original, published=False)

    with pytest.raises(own.ReasonNeeded, match=named):
        own.change_own(exercise=draft, text=text_of(draft, **changes), by=draft.author)


def test_a_reason_does_not_stand_for_what_is_loosened_after_it(draft):
    text = text_of(draft, contraindications=["FI", "SX", "PS", "HP"])
    own.change_own(exercise=draft, text=text, by=draft.author, loosened_because="A soft bed.")

    with pytest.raises(own.ReasonNeeded, match="Spinal surgery"):
        own.change_own(
            exercise=draft,
            text=text_of(draft, contraindications=["FI", "PS", "HP"]),
            by=draft.author,
            loosened_because="A soft bed.",
        )

    own.change_own(
        exercise=draft, text=text_of(draft, load=0), by=draft.author, loosened_because="A soft bed."
    )
    assert draft.versions.count() == 3


def test_a_variant_of_a_loosened_variant_keeps_its_reason(doctor, draft):
    text = text_of(draft, contraindications=[])
    own.change_own(exercise=draft, text=text, by=draft.author, loosened_because="A soft bed.")
    draft.refresh_from_db()

    again = own.copy_as_variant(original=draft, clinic=doctor.clinic, by=doctor.user)

    assert again.current.loosened_because == "A soft bed."


def test_a_variant_of_a_variant_is_held_to_the_first_original_too(doctor, draft):
    again = own.copy_as_variant(original=draft, clinic=doctor.clinic, by=doctor.user)
    text = text_of(draft, contraindications=[])
    own.change_own(exercise=draft, text=text, by=draft.author, loosened_because="A soft bed.")

    with pytest.raises(own.ReasonNeeded, match="Osteoporosis"):
        own.change_own(exercise=again, text=text, by=doctor.user)


def test_a_change_keeps_what_only_a_doctor_may_choose(doctor):
    tensioner = own_exercise(doctor, original="sciatic-tensioner-seated")

    own.change_own(
        exercise=tensioner, text=text_of(tensioner, doctor_only=False, load=1), by=doctor.user
    )

    kept = Exercise.objects.get(pk=tensioner.pk)
    assert (kept.load, kept.doctor_only) == (1, True)


def test_a_change_of_older_words_is_refused_and_a_new_picture_does_not_matter(draft):
    seen = draft.current.wording
    own.set_figure(exercise=draft, figure="superman", by=draft.author)
    careful = text_of(draft, contraindications=["FI", "OP", "SX", "PS", "HP", "KN"])
    own.change_own(exercise=draft, text=careful, by=draft.author, seen=seen)

    with pytest.raises(own.ChangedSince):
        own.change_own(exercise=draft, text=text_of(draft, load=2), by=draft.author, seen=seen)

    own.change_own(exercise=draft, text=careful, by=draft.author, seen=seen)
    assert Exercise.objects.get(pk=draft.pk).contraindications[-1] == "KN"


@pytest.mark.parametrize("name", ["Knee__hug", "Knee_-_hug", "_-"])
def test_an_exercise_of_any_name_can_be_changed(doctor, draft, name):
    made = own.create_own(
        clinic=doctor.clinic, text=text_of(draft, name=f"{name} a"), by=doctor.user
    )

    assert own.set_figure(exercise=made, figure="superman", by=doctor.user).number == 2


def test_what_waits_until_pain_is_gone_opens_with_the_standing_ones(doctor, draft):
    own.change_own(exercise=draft, text=text_of(draft, standing_gate=True), by=doctor.user)

    assert Exercise.objects.get(pk=draft.pk).stage == 3


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


def test_what_was_retired_in_another_tab_is_not_published(draft):
    own.retire(exercise=draft, by=draft.author)

    with pytest.raises(own.NotInThisStatus):
        own.publish(exercise=draft, by=draft.author)

    assert Exercise.objects.get(pk=draft.pk).status == "retired"


def test_what_was_published_again_does_not_fall_back_to_a_draft(doctor):
    published = own_exercise(doctor)

    with pytest.raises(own.NotInThisStatus):
        own.bring_back(exercise=published, by=doctor.user)

    assert Exercise.objects.get(pk=published.pk).status == "published"


def test_a_retired_exercise_does_not_lose_the_picture_that_programs_show(doctor):
    retired = own_exercise(doctor)
    own.retire(exercise=retired, by=doctor.user)

    with pytest.raises(own.NoPicture):
        own.set_figure(exercise=retired, figure=None, by=doctor.user)

    assert Exercise.objects.get(pk=retired.pk).current.figure == HUG


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


def test_loading_the_library_leaves_own_exercises_alone(draft, tmp_path):
    before = Exercise.objects.filter(pk=draft.pk).values().get()

    load_library(folder=tmp_path)
    load_library()

    assert Exercise.objects.filter(pk=draft.pk).values().get() == before
