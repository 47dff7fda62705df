"""Writes stop_rules.json, the findings that both interpreters must decide alike.

Run `python -m tests.vectors.generate` after a row of the tables has changed, and read the diff.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice, product
from pathlib import Path
from typing import Any

from programs import stop_rules

KEPT = Path(__file__).with_name("stop_rules.json")

TABLES = {
    "strict": stop_rules.table(stop_rules.Policy.STRICT),
    "monitored": stop_rules.table(stop_rules.Policy.MONITORED),
    "check_in": stop_rules.check_in_table(),
}
WARNINGS = ("red_flag", "chest_pain_or_faint", "numb_or_weak", "ill", "dizzy_or_breathless")
DURING = {
    "back": (None, 0, 1, 2, 3, 4, 5, 6),
    "leg": (None, 0, 1, 3, 4, 5, 6),
    "back_before": (0, 2, None),
    "leg_before": (1, 3, None),
    "moved": ("same", "down", "up", None),
    "times_peripheralised_before": (0, 1, None),
    "directional_preference": (False, True),
    "can_be_reduced": (False, True),
}
BEFORE = {"ill": (False, True, None), "back": (None, *range(11)), "leg": (None, *range(11))}
FIELDS = (*WARNINGS, *DURING)

# Shares no divisor with the number of any field's values, so that every value meets every other.
EVERY = 23


def findings(table: str) -> Iterator[dict[str, Any]]:
    if table == "check_in":
        yield {"red_flag": True, "back": 0, "leg": 0, "ill": False}
        yield from _combinations(BEFORE)
        return
    calm = dict.fromkeys(WARNINGS, False)
    for warning, answer, pain in product(WARNINGS, (True, None), (0, 3, 6)):
        yield calm | {
            warning: answer,
            "back": pain,
            "leg": pain,
            "leg_before": pain,
            "moved": "same",
        }
    for finding in islice(_combinations(DURING), 0, None, EVERY):
        yield calm | finding


def _combinations(values: dict[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(values, answers, strict=True)) for answers in product(*values.values()))


def main() -> None:
    decisions: dict[str, dict[str, Any]] = {}
    vectors: list[list[Any]] = []
    for table, rows in TABLES.items():
        for finding in findings(table):
            decision = asdict(stop_rules.decide(rows, finding))
            decisions[decision["rule"]] = decision
            answers = [finding.get(field) for field in FIELDS]
            vectors.append([table, answers, decision["rule"]])
    document = {
        "fields": json.dumps(FIELDS),
        "decisions": json.dumps(decisions, indent=1),
        # One to a line, so that a change of the rules is a diff to read.
        "vectors": "[\n"
        + ",\n".join(json.dumps(each, separators=(",", ":")) for each in vectors)
        + "\n]",
    }
    parts = ",\n".join(f'"{name}": {text}' for name, text in document.items())
    KEPT.write_text(f"{{\n{parts}\n}}\n")


if __name__ == "__main__":
    main()
