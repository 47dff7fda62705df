"""The interpreter of the stop rules; `static/js/player/stop-rules.js` is its twin on the phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from programs.stop_rules.patient_words import REASONS
from programs.stop_rules.rows import Alert, Outcome, Row

YES_NO = (True, False)
CHOICES: dict[str, tuple[Any, ...]] = {
    "red_flag": YES_NO,
    "chest_pain_or_faint": YES_NO,
    "numb_or_weak": YES_NO,
    "ill": YES_NO,
    "dizzy_or_breathless": YES_NO,
    "moved": ("down", "same", "up"),
    "directional_preference": YES_NO,
    "can_be_reduced": YES_NO,
}
#: Pain is NPRS, 0 to 10; the last four are worked out from the answers.
NUMBERS = (
    "back",
    "leg",
    "back_before",
    "leg_before",
    "times_peripheralised_before",
    "pain",
    "rise",
    "back_rise",
    "leg_rise",
)

# A missing answer (None) counts as the worse one: it may be what a warning row looks for, and it
# is never what a reassuring row looks for.
CHOICE_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "may_be": lambda answer, value: answer is None or answer == value,
    "is": lambda answer, value: answer == value,
}
NUMBER_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda answer, value: answer is None or answer >= value,
    "at_most": lambda answer, value: answer is not None and answer <= value,
}
OPERATORS = CHOICE_OPERATORS | NUMBER_OPERATORS


class TableRefused(ValueError):
    """A table of stop rules that could not be followed."""


@dataclass(frozen=True)
class Decision:
    """What follows, by which row; `reason` is what the record keeps and names the words."""

    rule: str
    outcome: Outcome
    suspend: bool
    alert: Alert
    reason: str

    @property
    def severity(self) -> tuple[bool, int, int]:
        """Whether it pauses the plan, then how soon a doctor must know, then what stops."""
        return (
            self.suspend,
            list(Alert).index(self.alert),
            list(Outcome).index(self.outcome),
        )


def decide(rows: Iterable[Row], finding: Mapping[str, Any]) -> Decision:
    """The first row whose conditions all hold for the patient's answers."""
    answers = {**finding, **_pain_measures(finding)}
    for row in rows:
        if all(
            OPERATORS[operator](answers.get(field), value) for field, operator, value in row["when"]
        ):
            return Decision(
                rule=row["id"],
                outcome=Outcome(row["outcome"]),
                suspend=row["suspend"],
                alert=Alert(row["alert"]),
                reason=row["reason"],
            )
    raise TableRefused("No row holds, and the table does not end with one that always does.")


def _pain_measures(finding: Mapping[str, Any]) -> dict[str, int | None]:
    back, leg = finding.get("back"), finding.get("leg")
    # Pain that was never asked about before counts as none, so that all of it is a rise.
    back_rise = None if back is None else back - (finding.get("back_before") or 0)
    leg_rise = None if leg is None else leg - (finding.get("leg_before") or 0)
    return {
        "pain": _worse(back, leg),
        "rise": _worse(back_rise, leg_rise),
        "back_rise": back_rise,
        "leg_rise": leg_rise,
    }


def _worse(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def check_table(rows: list[Row]) -> None:
    """Refuse a table that names what does not exist, or that could leave a finding undecided."""
    if not rows or rows[-1]["when"]:
        raise TableRefused("The last row must hold always: its list of conditions must be empty.")
    for row in rows:
        for wrong in _wrongs(row):
            raise TableRefused(f"Row {row['id']!r}: {wrong}")
    names = [row["id"] for row in rows]
    for name in names:
        if names.count(name) > 1:
            raise TableRefused(f"Row {name!r}: another row has the same name.")


def _wrongs(row: Row) -> Iterable[str]:
    if row["outcome"] not in set(Outcome):
        yield f"there is no outcome {row['outcome']!r}."
    if row["alert"] not in set(Alert):
        yield f"there is no alert {row['alert']!r}."
    if row["reason"] not in REASONS:
        yield f"there are no words for the reason {row['reason']!r}."
    if not isinstance(row["suspend"], bool):
        yield f"suspend must be true or false, not {row['suspend']!r}."
    for field, operator, value in row["when"]:
        yield from _wrongs_of_condition(field, operator, value)


def _wrongs_of_condition(field: str, operator: str, value: Any) -> Iterable[str]:
    if field not in CHOICES and field not in NUMBERS:
        yield f"there is no field {field!r}."
    elif operator not in (CHOICE_OPERATORS if field in CHOICES else NUMBER_OPERATORS):
        yield f"{field!r} cannot be compared by {operator!r}."
    elif not _fits(field, value):
        yield f"{field!r} cannot be {value!r}."


def _fits(field: str, value: Any) -> bool:
    if field in CHOICES:
        return type(value) is type(CHOICES[field][0]) and value in CHOICES[field]
    return type(value) is int
