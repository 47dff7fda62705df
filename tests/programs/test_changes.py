import pytest

from programs import changes, dosage
from tests.factories import LYING, SITTING, STANDING, PrescribedLineFactory, exercise, prescribed

pytestmark = pytest.mark.django_db


def lines(*slugs: str, **dose: object) -> list:
    return [PrescribedLineFactory.build(exercise=exercise(slug), **dose) for slug in slugs]


def kinds(rows: list[dict]) -> list[tuple[str, str]]:
    return [(row["kind"], row["slug"]) for row in rows]


def test_the_first_revision_adds_every_exercise():
    assert kinds(changes.between((), lines(LYING, SITTING))) == [
        ("added", LYING),
        ("added", SITTING),
    ]


def test_nothing_changed_is_no_row():
    assert changes.between(lines(LYING), lines(LYING)) == []


def test_order_and_notes_are_no_change_of_dose():
    before, after = lines(LYING, SITTING), lines(SITTING, LYING, note="Slowly.")

    assert changes.between(before, after) == []


def test_what_came_what_went_and_what_is_dosed_anew():
    before = lines(LYING, SITTING, sets=1)
    after = [*lines(LYING, sets=2), *lines(STANDING)]

    assert kinds(changes.between(before, after)) == [
        ("added", STANDING),
        ("removed", SITTING),
        ("dosed", LYING),
    ]


def test_a_row_holds_both_doses_and_the_name_as_it_was_then():
    before, after = lines(LYING, hold=10), lines(LYING, hold=5)

    (row,) = changes.between(before, after)

    assert row == {
        "kind": "dosed",
        "slug": LYING,
        "name": "Double knee-to-chest",
        "before": dosage.as_json(before[0].dosage),
        "after": dosage.as_json(after[0].dosage),
    }


def test_lines_read_from_the_database_compare_as_new_ones_do():
    revision = prescribed(LYING)

    assert changes.between(revision.lines.select_related("exercise"), lines(LYING)) == []
