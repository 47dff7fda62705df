"""Files of exercises, written from their current texts."""

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

from exercises.exchange.columns import CODES, COLUMNS, FIELDS, FORMULA, LINES

Content = dict[str, Any]


def as_json(contents: Iterable[Content]) -> str:
    # A version saved before a field was known leaves it out, as a reader expects.
    rows = [{name: content[name] for name in FIELDS if name in content} for content in contents]
    return json.dumps({"exercises": rows}, ensure_ascii=False, indent=2)


def as_csv(contents: Iterable[Content]) -> str:
    file = StringIO()
    rows = csv.DictWriter(file, COLUMNS)
    rows.writeheader()
    for content in contents:
        whole = {**content, **content["dose"]}
        rows.writerow({name: _cell(name, whole.get(name)) for name in COLUMNS})
    return file.getvalue()


WRITERS: dict[str, Callable[[Iterable[Content]], str]] = {"json": as_json, "csv": as_csv}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in CODES:
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return json.dumps(value)
    text = "\n".join(value) if name in LINES else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
