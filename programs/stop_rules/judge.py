"""The interpreter of the stop rules; `static/js/player/stop-rules.js` is its twin on the phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from programs.stop_rules.fields import FIELDS
from programs.stop_rules.rows import Alert, Outcome, Row

# A missing answer (None) counts as the worse one: it may be what a warning row looks for, and it
# is never what a reassuring row looks for.
CHOICE_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "may_be": lambda answer, value: answer is None or answer == value,
    "is": lambda answer, value: answer == value,
}
NUMBER_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda answer, value: answer is None or answer >= value,
    "below": lambda answer, value: answer is None or answer < value,
    "at_most": lambda answer, value: answer is not None and answer <= value,
}
OPERATORS = CHOICE_OPERATORS | NUMBER_OPERATORS


class TableRefused(ValueError):
    """A table of stop rules that could not be followed."""


class FindingRefused(ValueError):
    """An answer that no patient can have given, such as pain of 11."""


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


def stricter(*decisions: Decision) -> Decision:
    """The gravest; the first of those that are equally grave."""
    return max(decisions, key=lambda decision: decision.severity)


def decide(rows: Iterable[Row], finding: Mapping[str, Any]) -> Decision:
    """The first row whose conditions all hold for the patient's answers."""
    _check(finding)
    answers = measured(finding)
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


def _check(finding: Mapping[str, Any]) -> None:
    for field, domain in FIELDS.items():
        answer = finding.get(field)
        if answer is not None and not domain.allows(answer):
            raise FindingRefused(f"{field!r} cannot be {answer!r}.")


def measured(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with the worse pain and how far each rose."""
    back, leg = finding.get("back"), finding.get("leg")
    # Pain that was never asked about before counts as none, so that all of it is a rise.
    back_rise = None if back is None else back - (finding.get("back_before") or 0)
    leg_rise = None if leg is None else leg - (finding.get("leg_before") or 0)
    return {
        **finding,
        "pain": _worse(back, leg),
        "rise": _worse(back_rise, leg_rise),
        "back_rise": back_rise,
        "leg_rise": leg_rise,
    }


def _worse(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
