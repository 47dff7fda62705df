import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, transaction

from exercises.content import LibraryError
from exercises.models import Exercise, ExerciseVersion
from exercises.services import LoadReport
from tests.database import empty_library
from tests.exercises.conftest import ALL

HUG, PLANE = "double-knee-to-chest", "superman"

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing(folder):
    folder.add(*ALL)

    assert folder.load() == LoadReport(added=len(ALL), changed=0, unchanged=0, retired=0)
    before = list(Exercise.objects.values())
    assert folder.load() == LoadReport(added=0, changed=0, unchanged=len(ALL), retired=0)
    assert list(Exercise.objects.values()) == before
    assert ExerciseVersion.objects.count() == len(ALL)


def test_a_changed_text_becomes_a_new_version_and_the_old_one_is_kept(folder):
    folder.add(HUG, PLANE)
    folder.load()
    folder.change(HUG, "Stay there", "Wait there")

    assert folder.load() == LoadReport(added=0, changed=1, unchanged=1, retired=0)

    exercise = Exercise.objects.get(slug=HUG)
    old, new = exercise.versions.order_by("number")
    assert (old.number, old.content["steps"][3]) == (1, "Stay there and keep your head down.")
    assert (new.number, new.content["steps"][3]) == (2, "Wait there and keep your head down.")
    assert exercise.current == new


def test_what_the_library_is_filtered_by_follows_the_text(folder):
    folder.add(HUG)
    folder.load()
    folder.change(HUG, "load = 1", "load = 2")
    folder.change(HUG, '"knee hug"', '"hugging the knees"')
    folder.load()

    exercise = Exercise.objects.get(slug=HUG)

    assert (exercise.load, exercise.current.content["load"]) == (2, 2)
    assert "hugging the knees" in exercise.search_words


def test_two_exercises_may_change_places(folder):
    folder.add(HUG, PLANE)
    folder.load()
    folder.change(HUG, "source_order = 1", "source_order = 5")
    folder.change(PLANE, "source_order = 5", "source_order = 1")
    folder.load()

    assert [exercise.slug for exercise in Exercise.objects.all()] == [PLANE, HUG]


def test_an_exercise_without_a_text_is_retired_and_comes_back_with_it(folder):
    folder.add(HUG, PLANE)
    folder.load()
    folder.remove(PLANE)

    assert folder.load() == LoadReport(added=0, changed=0, unchanged=1, retired=1)
    assert Exercise.objects.get(slug=PLANE).status == "retired"

    folder.add(PLANE)
    folder.load()
    assert Exercise.objects.get(slug=PLANE).status == "published"


def test_a_mistake_in_one_file_loads_none(folder):
    folder.add(HUG, PLANE)
    folder.change(PLANE, "load = 3", "load = 5")

    with pytest.raises(LibraryError):
        folder.load()

    assert not Exercise.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exercises_exerciseversion SET number = 7",
        "DELETE FROM exercises_exerciseversion",
    ],
)
def test_a_version_is_never_edited_or_deleted(folder, statement):
    folder.add(HUG)
    folder.load()
    refusal = pytest.raises(InternalError, match="Cannot update or delete rows")

    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert ExerciseVersion.objects.get().number == 1


def test_the_command_says_what_it_did(capsys):
    empty_library()
    call_command("load_library")

    printed = capsys.readouterr().out
    assert printed == f"Exercise library: {len(ALL)} added, 0 changed, 0 unchanged, 0 retired.\n"


def test_the_command_names_the_file_that_is_wrong(folder, monkeypatch):
    folder.add(HUG)
    folder.change(HUG, "load = 1", "load = 9")
    monkeypatch.setattr("exercises.management.commands.load_library.LIBRARY", folder.path)

    with pytest.raises(CommandError, match=r"double-knee-to-chest\.toml: load: "):
        call_command("load_library")
