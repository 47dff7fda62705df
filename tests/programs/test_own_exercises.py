"""What a clinic's own exercises may do in the builder."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise
from exercises.services import own
from programs.models import PrescribedLine
from programs.services import prescribing
from programs.services.drafting import Save
from tests.factories import DoctorFactory, drafted, filmed_exercise, own_exercise
from tests.words import words_of

NOT_PUBLISHED = "Double knee-to-chest, our variant is not published now."

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(client):
    program = drafted("superman")
    client.force_login(program.doctor.user)
    return program


def offered(client, program) -> str:
    return client.get(reverse("programs:library", args=[program.pk]) + "?whose=ours").text


def add(client, program, exercise: Exercise) -> int:
    body = {"exercise": exercise.slug, "version": program.draft_version}
    return client.post(reverse("programs:line_add", args=[program.pk]), body).status_code


def test_a_published_one_is_offered_with_its_photo_and_added(client, program):
    one, photo = filmed_exercise(program.doctor)

    cards = client.get(reverse("programs:library", args=[program.pk]) + "?whose=ours")

    assert "Our own" in words_of(cards)
    assert f'src="/library/media/{photo.pk}/"' in cards.text
    assert add(client, program, one) == 200
    assert program.draft_lines.filter(exercise=one).exists()


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_ones_are_neither_offered_nor_added(client, program, status):
    one = own_exercise(program.doctor)
    Exercise.objects.filter(pk=one.pk).update(status=status)

    assert one.slug not in offered(client, program)
    assert add(client, program, one) == 404
    assert not program.draft_lines.filter(exercise=one).exists()


def test_a_doctor_of_two_clinics_cannot_carry_one_over(client, program):
    elsewhere = own_exercise(DoctorFactory(user=program.doctor.user))

    assert one_of(elsewhere, client) == 200
    assert elsewhere.slug not in offered(client, program)
    assert add(client, program, elsewhere) == 404


def one_of(exercise: Exercise, client) -> int:
    return client.get(exercise.get_absolute_url()).status_code


def test_a_line_says_that_its_exercise_has_been_retired(client, program):
    one = own_exercise(program.doctor)
    add(client, program, one)
    own.retire(exercise=one, by=program.doctor.user)

    page = client.get(reverse("programs:builder", args=[program.patient_id]))

    assert "Our own Retired" in words_of(page)


def prescribe(program) -> None:
    program.refresh_from_db()
    prescribing.prescribe(
        program=program,
        by=program.doctor.user,
        why="The leg is calm.",
        save=Save(program.draft_version),
        on=timezone.localdate(),
    )


def withdrawn(program) -> list[str]:
    missing = prescribing.readiness(program, on=timezone.localdate())
    return [str(item.sentence) for item in missing if item.code == "withdrawn"]


@pytest.mark.parametrize("back_to_draft", [False, True])
def test_what_was_retired_after_it_was_added_is_not_prescribed(client, program, back_to_draft):
    one = own_exercise(program.doctor)
    add(client, program, one)
    own.retire(exercise=one, by=program.doctor.user)
    if back_to_draft:
        own.bring_back(exercise=one, by=program.doctor.user)

    with pytest.raises(prescribing.NotReadyToPrescribe):
        prescribe(program)

    assert withdrawn(program) == [f"{NOT_PUBLISHED} Publish it again, or remove it."]
    assert not PrescribedLine.objects.filter(exercise=one).exists()


def test_what_the_patient_has_stays_when_it_is_retired_but_only_as_it_was(client, program):
    one = own_exercise(program.doctor)
    add(client, program, one)
    prescribe(program)
    own.retire(exercise=one, by=program.doctor.user)

    prescribe(program)
    own.set_figure(exercise=one, figure="superman", by=program.doctor.user)

    lines = PrescribedLine.objects.filter(exercise=one).order_by("revision__number")
    assert [(line.revision.number, line.version.number) for line in lines] == [(1, 1), (2, 1)]
    assert withdrawn(program) == [f"{NOT_PUBLISHED} Publish it again, or remove it."]


def test_a_sitting_exercise_that_waits_until_pain_is_gone_is_prescribed_as_standing(
    client, program
):
    one = own_exercise(program.doctor, original="seated-roll-back", published=False)
    words = own.OwnText.model_validate({**one.current.content, "standing_gate": True})
    own.change_own(exercise=one, text=words, by=program.doctor.user)
    own.publish(exercise=one, by=program.doctor.user)
    add(client, program, one)

    prescribe(program)

    assert PrescribedLine.objects.get(exercise=one).stage == 3
