"""The kept vectors, as each is written down: one letter for the place of each answer."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.vectors.tables import Key

KEPT = Path(__file__).with_name("stop_rules.json")
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"

Finding = dict[str, Any]


def written(finding: Mapping[str, Any], values: Mapping[str, tuple]) -> str:
    return "".join(LETTERS[known.index(finding[field])] for field, known in values.items())


def read(letters: str, values: Mapping[str, Iterable[Any]]) -> Finding:
    pairs = zip(values.items(), letters, strict=True)
    return {field: list(known)[LETTERS.index(letter)] for (field, known), letter in pairs}


def vectors() -> Iterator[tuple[Key, Finding, dict[str, Any]]]:
    """The table's key, the finding and the decision of each."""
    kept = json.loads(KEPT.read_text())
    for moment, tables in kept["vectors"].items():
        for name, rules in tables.items():
            for rule, lines in rules.items():
                for letters in " ".join(lines).split():
                    finding = read(letters, kept["answers"][moment])
                    yield (moment, name), finding, kept["decisions"][rule]
