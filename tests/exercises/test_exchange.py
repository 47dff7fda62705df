"""Own exercises as a file: what goes out comes in again, and what is not right is refused whole."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exercises.exchange import WRITERS, FileRefused, read
from exercises.exchange.columns import COLUMNS, LEFT_BEHIND
from exercises.figures.reader import pose_data
from exercises.models import Exercise
from exercises.services import exchange
from tests.factories import DoctorFactory, own_exercise

pytestmark = pytest.mark.django_db
Content = dict[str, Any]


@pytest.fixture
def doctor():
    return DoctorFactory()


@pytest.fixture
def content(doctor) -> Content:
    return dict(own_exercise(doctor).current.content)


def carried(content: Content) -> Content:
    return {name: value for name, value in content.items() if name not in LEFT_BEHIND}


def changed(content: Content, **fields: Any) -> bytes:
    """A JSON file of one exercise with these fields changed; a dose field goes by `dose__name`."""
    row = json.loads(WRITERS["json"]([content]))["exercises"][0]
    for name, value in fields.items():
        inner = name.removeprefix("dose__")
        (row["dose"] if inner != name else row)[inner] = value
    return json.dumps({"exercises": [row]}).encode()


def table(content: Content, edit: Callable[[list[list[str]]], None]) -> bytes:
    """A CSV file of one exercise, its cells edited."""
    rows = list(csv.reader(StringIO(WRITERS["csv"]([content]), newline="")))
    edit(rows)
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def cell(name: str, value: str) -> Callable[[list[list[str]]], None]:
    def edit(rows: list[list[str]]) -> None:
        rows[1][COLUMNS.index(name)] = value

    return edit


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_exported_is_imported_as_drafts_of_another_clinic(kind, content):
    colleague = DoctorFactory()
    texts = read(WRITERS[kind]([content]).encode())

    [draft] = exchange.import_own(clinic=colleague.clinic, texts=texts, by=colleague.user)

    assert (draft.clinic, draft.status, draft.author) == (colleague.clinic, "draft", colleague.user)
    assert carried(draft.current.content) == carried(content)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("figure", [None, pose_data("sit-to-stand")])
def test_a_figure_of_ones_own_and_none_are_carried_too(kind, figure, content):
    [text] = read(WRITERS[kind]([{**content, "figure": figure}]).encode())

    assert text.figure == figure


def test_a_spreadsheet_takes_no_name_for_a_formula(content):
    data = WRITERS["csv"]([{**content, "name": "=SUM(A1)", "synonyms": ["+hug", "-hug"]}])

    row = next(csv.DictReader(StringIO(data, newline="")))
    [text] = read(data.encode())

    assert (row["name"], row["synonyms"]) == ("'=SUM(A1)", "'+hug\n-hug")
    assert (text.name, text.synonyms) == ("=SUM(A1)", ("+hug", "-hug"))


def test_a_table_with_semicolons_and_a_byte_order_mark_is_read(content):
    rows = list(csv.reader(StringIO(WRITERS["csv"]([content]), newline="")))
    file = StringIO()
    csv.writer(file, delimiter=";").writerows(rows)

    [text] = read(b"\xef\xbb\xbf" + file.getvalue().encode())

    assert text.name == content["name"]


def standing(**changes: Any) -> Content:
    figure = pose_data("standing")
    figure["poses"]["start"] |= changes
    return figure


MALFORMED: dict[str, tuple[Callable[[Content], bytes], str]] = {
    "nothing": (lambda _: b"", "The file is empty."),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\xff\xfe", "The file is not text in UTF-8."),
    "null characters": (lambda _: b"name\0,load", "The file holds characters that no text has."),
    "too large": (lambda _: b"x" * 2_000_001, "The file is larger than 2 MB."),
    "half a JSON": (lambda _: b'{"exercises": [', "cannot be read as it."),
    "no list": (lambda _: b'{"exercise": {}}', "The file has no list called"),
    "an empty list": (lambda _: b'{"exercises": []}', "The file holds no exercise."),
    "deep nesting": (lambda _: b"[" * 100_000, "cannot be read as it."),
    "not an exercise": (lambda _: b"[7]", "This is not an exercise."),
    "too many": (lambda _: json.dumps([{}] * 501).encode(), "more than 500 exercises."),
    "a step missing": (lambda c: changed(c, steps=["One.", "Two."]), "At least 3 of these."),
    "a field missing": (lambda c: changed(c, set_up=None), "This cannot be read."),
    "an unknown field": (lambda c: changed(c, price=3), "There is no such field."),
    "an unknown position": (lambda c: changed(c, position="FLY"), "Expected one of 'SUP'"),
    "a thousand sets": (lambda c: changed(c, dose__sets=1000), "At most 10."),
    "a negative hold": (lambda c: changed(c, dose__hold=-3), "At least 0."),
    "no number": (lambda c: changed(c, load=float("nan")), "cannot be read as it."),
    "a tempo of nothing": (
        lambda c: changed(c, dose__tempo="0-1-0"),
        "The tempo must give some time to move out or back.",
    ),
    "half a character in a name": (
        lambda c: changed(c, name="Knee \ud800 hug"),
        "The file holds characters that no text has.",
    ),
    "half a character in a field's name": (
        lambda c: changed(c, **{"\udfff": "x"}),
        "The file holds characters that no text has.",
    ),
    "a long name": (lambda c: changed(c, name="x" * 81), "At most 80 letters."),
    "an unknown figure": (
        lambda c: changed(c, figure="handstand"),
        "The library has no figure of that name.",
    ),
    "a figure without a pose": (
        lambda c: changed(c, figure={"view": "side"}),
        "This cannot be drawn: figure: poses.start is missing.",
    ),
    "a figure of no measure": (
        lambda c: table(
            c,
            cell("figure", json.dumps(standing(hip=[9]))),
        ),
        "This cannot be drawn: figure: poses.start.hip must be from -1.5 to 1.5.",
    ),
    "a figure that no person can do": (
        lambda c: changed(c, figure=standing(lumbar=60, thorax=60)),
        "Start: the trunk, forward at 120° (a person’s: -50° to 90°).",
    ),
    "standing without its gate": (
        lambda c: changed(c, position="STA", standing_gate=False),
        "a standing exercise waits for the standing gate",
    ),
    "a table without a column": (
        lambda c: table(c, lambda rows: [row.pop() for row in rows]),
        "is missing.",
    ),
    "a table with a strange column": (
        lambda c: table(c, lambda rows: rows[0].append("price")),
        "The column “price” is not known.",
    ),
    "a table with a column twice": (
        lambda c: table(c, lambda rows: rows[0].append("load")),
        "A column is there twice.",
    ),
    "a table with a short row": (
        lambda c: table(c, lambda rows: rows[1].pop()),
        "The row has more or fewer cells than the first row.",
    ),
    "a table with words for a number": (
        lambda c: table(c, cell("sets", "two")),
        "Expected a whole number.",
    ),
    "a table with an open quotation": (lambda c: WRITERS["csv"]([c]).encode() + b'"', "as a table"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_file_is_refused_in_words_and_nothing_is_saved(case, client, doctor, content):
    make, words = MALFORMED[case]
    before = Exercise.objects.count()
    client.force_login(doctor.user)

    upload = SimpleUploadedFile("exercises.json", make(content))
    response = client.post(reverse("exercises:exchange"), {"file": upload})

    assert response.status_code == 422
    assert "Nothing was imported" in response.text
    assert words in response.text.replace("&#x27;", "'")
    assert Exercise.objects.count() == before


def test_every_row_that_is_not_right_is_named_with_its_field(content):
    rows = [{**content, "load": 9}, content, {**content, "steps": [], "dose": {"sets": 0}}]

    with pytest.raises(FileRefused) as refusal:
        read(WRITERS["json"](rows).encode())

    found = {(problem.row, problem.field) for problem in refusal.value.problems}
    assert {(1, "load"), (3, "steps"), (3, "dose.sets"), (3, "dose.sides")} <= found
    assert 2 not in {row for row, _field in found}


def test_an_exercise_of_that_name_or_a_name_twice_refuses_the_whole_file(doctor, content):
    other = {**content, "name": "Knee hug in bed"}
    known = read(WRITERS["json"]([other, content]).encode())
    twice = read(WRITERS["json"]([other, {**other, "name": "knee hug IN bed"}]).encode())
    before = Exercise.objects.count()

    for texts, rows in ((known, [2]), (twice, [1, 2])):
        with pytest.raises(FileRefused) as refusal:
            exchange.import_own(clinic=doctor.clinic, texts=texts, by=doctor.user)
        assert [(one.row, one.field) for one in refusal.value.problems] == [
            (row, "name") for row in rows
        ]
    assert Exercise.objects.count() == before


@pytest.mark.parametrize("kind", WRITERS)
def test_a_doctor_exports_what_is_the_clinics_own_and_nothing_else(kind, client, doctor, content):
    own_exercise()
    client.force_login(doctor.user)

    response = client.get(reverse(f"exercises:export_{kind}"))

    assert response.headers["Content-Disposition"] == f'attachment; filename="exercises.{kind}"'
    assert [text.name for text in read(response.content)] == [content["name"]]


def test_an_imported_file_is_said_and_seen_among_our_own(client, content):
    colleague = DoctorFactory()
    client.force_login(colleague.user)
    upload = SimpleUploadedFile("exercises.csv", WRITERS["csv"]([content]).encode())

    response = client.post(reverse("exercises:exchange"), {"file": upload}, follow=True)

    assert response.redirect_chain == [("/library/?whose=ours", 302)]
    assert "1 draft imported." in response.text
    assert Exercise.objects.get(clinic=colleague.clinic).name == content["name"]
