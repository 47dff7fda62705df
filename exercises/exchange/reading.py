"""Files of exercises, read whole and checked row by row; nothing here saves."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple, NoReturn

from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exercises import figures, posing
from exercises.content import UNSAVED, OwnText
from exercises.exchange.columns import CODES, COLUMNS, DOSE, FIELDS, FORMULA, LINES

MOST_BYTES = 2_000_000
MOST_ROWS = 500
#: JSON can write one half of a pair that stands for a character only together.
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class Problem(NamedTuple):
    """What is wrong in a row, counted from 1, and in which of its fields."""

    row: int
    name: str
    field: str
    words: str


class FileRefused(Exception):
    """The file cannot be taken: a sentence, or the problems of its rows."""

    def __init__(self, sentence: str = "", problems: list[Problem] | None = None) -> None:
        super().__init__(sentence or _("Some rows are not right."))
        self.problems = problems or []


def read(data: bytes) -> list[OwnText]:
    """The exercises of a JSON or CSV file, in order; FileRefused unless every row is right."""
    text = _decoded(data)
    rows = _json_rows(text) if text.startswith(("{", "[")) else _csv_rows(text)
    if not rows:
        raise FileRefused(_("The file holds no exercise."))
    if len(rows) > MOST_ROWS:
        raise FileRefused(_("The file holds more than %(most)s exercises.") % {"most": MOST_ROWS})
    texts, problems = [], []
    for number, row in enumerate(rows, start=1):
        found = _checked(row)
        if isinstance(found, OwnText):
            texts.append(found)
        else:
            name = str(row.get("name") or "")[:80] if isinstance(row, dict) else ""
            problems += [Problem(number, name, *problem) for problem in found]
    if problems:
        raise FileRefused(problems=problems)
    return texts


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 2 MB."))
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise FileRefused(_("The file is not text in UTF-8.")) from None
    if "\0" in text or "\\u0000" in text:
        raise FileRefused(_no_text())
    if not text:
        raise FileRefused(_("The file is empty."))
    return text


def _json_rows(text: str) -> list[Any]:
    try:
        document = json.loads(text, parse_constant=_no_number)
        halves = HALF_A_CHARACTER.search(json.dumps(document, ensure_ascii=False))
    except (ValueError, RecursionError):
        raise FileRefused(_("The file begins like JSON, but cannot be read as it.")) from None
    rows = document.get("exercises") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise FileRefused(_("The file has no list called “exercises”."))
    if halves:
        raise FileRefused(_no_text())
    return rows


def _no_text() -> str:
    return _("The file holds characters that no text has.")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _csv_rows(text: str) -> list[dict[str, Any]]:
    header = text.splitlines()[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        table = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise FileRefused(_("The file cannot be read as a table.")) from None
    columns, *rows = table
    _check_columns(columns)
    return [_from_cells(columns, cells) for cells in rows if any(cells)]


def _check_columns(columns: list[str]) -> None:
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise FileRefused(_("The column “%(name)s” is not known.") % {"name": unknown[0][:80]})
    if missing := [name for name in COLUMNS if name not in columns]:
        raise FileRefused(_("The column “%(name)s” is missing.") % {"name": missing[0]})
    if len(columns) > len(COLUMNS):
        raise FileRefused(_("A column is there twice."))


def _from_cells(columns: list[str], cells: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"dose": {}}
    if len(cells) != len(columns):
        row["cells"] = len(cells)
    for name, cell in zip(columns, cells, strict=False):
        (row["dose"] if name in DOSE else row)[name] = _from_cell(name, cell)
    return row


def _from_cell(name: str, cell: str) -> Any:
    text = cell.strip()
    if text[:1] == "'" and text[1:].startswith(FORMULA):
        text = text[1:]
    if name in CODES:
        return text.split()
    if name in LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if name == "figure":
        return _figure_from(text)
    return text


def _figure_from(text: str) -> Any:
    if not text.startswith("{"):
        return text or None
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return text


def _checked(row: Any) -> OwnText | list[tuple[str, str]]:
    """The row as an exercise, or what is wrong with it: the field, and why in words."""
    if not isinstance(row, dict):
        return [("", _("This is not an exercise."))]
    if "cells" in row:
        return [("", _("The row has more or fewer cells than the first row."))]
    if unknown := sorted(set(row) - set(FIELDS)):
        return [(name[:80], _("There is no such field.")) for name in unknown]
    try:
        text = OwnText.model_validate({**row, "slug": UNSAVED})
    except ValidationError as error:
        return [(_field(one), _in_words(one)) for one in error.errors()]
    return list(_not_drawable(text)) or text


def _not_drawable(text: OwnText) -> Iterator[tuple[str, str]]:
    try:
        figures.timing_from(text.dose.tempo, "0")
    except figures.FigureRequestError as refusal:
        yield "dose.tempo", str(refusal)
    if words := posing.why_refused(text.figure):
        yield "figure", words


def _field(error: ErrorDetails) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])


def _in_words(error: ErrorDetails) -> str:
    words = {
        "missing": _("This is missing."),
        "extra_forbidden": _("There is no such field."),
        "enum": _("Expected one of %(expected)s."),
        "greater_than_equal": _("At least %(ge)s."),
        "less_than_equal": _("At most %(le)s."),
        "string_too_short": _("At least %(min_length)s letters."),
        "string_too_long": _("At most %(max_length)s letters."),
        "too_short": _("At least %(min_length)s of these."),
        "too_long": _("At most %(max_length)s of these."),
        "int_parsing": _("Expected a whole number."),
        "int_from_float": _("Expected a whole number."),
        "bool_parsing": _("Expected yes or no."),
        "gate": error["msg"],
    }
    return words.get(error["type"], _("This cannot be read.")) % (error.get("ctx") or {})
