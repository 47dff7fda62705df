"""The tables as a revision keeps them: compiled and checked when published, read ever after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from programs.stop_rules import check_in, during, next_morning, over_days
from programs.stop_rules.fields import FIELDS, MEASURES, MOMENTS, Number
from programs.stop_rules.judge import CHOICE_OPERATORS, NUMBER_OPERATORS, TableRefused
from programs.stop_rules.limits import Limits
from programs.stop_rules.patient_words import REASONS
from programs.stop_rules.rows import VERSION, Alert, Outcome, Policy, Row
from programs.thresholds import DEFAULTS, Thresholds

#: The record keeps no longer name of a rule.
LONGEST_NAME = 40


@dataclass(frozen=True)
class Rules:
    """The four tables that one revision is judged by, and the dose after a worse morning."""

    during: list[Row]
    check_in: list[Row]
    next_morning: list[Row]
    over_days: list[Row]
    next_session_percent: int


def publish(*, policy: Policy, limits: Limits, thresholds: Thresholds) -> dict[str, Any]:
    """The rules of one revision, as it keeps them."""
    published = {
        "version": VERSION,
        "next_session_percent": thresholds.next_session_percent,
        "tables": {
            "during": during.table(policy, limits),
            "check_in": check_in.table(limits),
            "next_morning": next_morning.table(thresholds),
            "over_days": over_days.table(thresholds),
        },
    }
    check(published)
    return published


def rules_of(stored: Any) -> Rules:
    """The rules as a revision keeps them, in this version or the one before."""
    if isinstance(stored, list):
        return _rules_of_version_1(stored)
    return Rules(**stored["tables"], next_session_percent=stored["next_session_percent"])


def _rules_of_version_1(rows: list[Row]) -> Rules:
    """It kept the rows during exercise alone; the other moments are judged as by default."""
    return Rules(
        during=rows,
        check_in=check_in.table(Limits()),
        next_morning=next_morning.table(DEFAULTS),
        over_days=over_days.table(DEFAULTS),
        next_session_percent=DEFAULTS.next_session_percent,
    )


def check(published: Mapping[str, Any]) -> None:
    """Refuse rules that could not be followed, naming the table and the row."""
    if set(published["tables"]) != set(MOMENTS):
        raise TableRefused(f"The tables must be {', '.join(MOMENTS)}.")
    percent = published["next_session_percent"]
    if not Number(1, 100).allows(percent):
        raise TableRefused(f"The next session cannot be done at {percent!r} percent.")
    for moment, rows in published["tables"].items():
        _check_table(moment, rows)


def _check_table(moment: str, rows: list[Row]) -> None:
    if not rows or rows[-1]["when"]:
        raise TableRefused(f"Table {moment!r}: the last row must hold always, with no condition.")
    names = [row["id"] for row in rows]
    for row in rows:
        for wrong in _wrongs(row, moment, names):
            raise TableRefused(f"Table {moment!r}, row {row['id']!r}: {wrong}")


def _wrongs(row: Row, moment: str, names: list[str]) -> Iterable[str]:
    if names.count(row["id"]) > 1:
        yield "another row has the same name."
    if len(row["id"]) > LONGEST_NAME:
        yield f"its name is longer than {LONGEST_NAME} letters."
    if row["outcome"] not in set(Outcome):
        yield f"there is no outcome {row['outcome']!r}."
    if row["alert"] not in set(Alert):
        yield f"there is no alert {row['alert']!r}."
    if row["reason"] not in REASONS:
        yield f"there are no words for the reason {row['reason']!r}."
    if not isinstance(row["suspend"], bool):
        yield f"suspend must be true or false, not {row['suspend']!r}."
    for field, operator, value in row["when"]:
        yield from _wrongs_of_condition(moment, field, operator, value)


def _wrongs_of_condition(moment: str, field: str, operator: str, value: Any) -> Iterable[str]:
    if field not in MOMENTS[moment]:
        yield f"there is no field {field!r}."
        return
    domain = (FIELDS | MEASURES)[field]
    if operator not in (NUMBER_OPERATORS if isinstance(domain, Number) else CHOICE_OPERATORS):
        yield f"{field!r} cannot be compared by {operator!r}."
    elif not domain.allows(value):
        yield f"{field!r} cannot be {value!r}."
