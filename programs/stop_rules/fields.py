"""What a finding may hold: the fields that the tables read, and the answers each may have.

`FIELDS` in `static/js/player/stop-rules.js` is its twin on the phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    values: tuple[Any, ...]

    def allows(self, answer: Any) -> bool:
        return any(type(answer) is type(value) and answer == value for value in self.values)


@dataclass(frozen=True)
class Number:
    least: int
    most: int
    step: float = 1

    def allows(self, answer: Any) -> bool:
        return (
            type(answer) in (int, float)
            and self.least <= answer <= self.most
            and answer % self.step == 0
        )


@dataclass(frozen=True)
class Name:
    def allows(self, answer: Any) -> bool:
        return isinstance(answer, str) and answer != ""


Domain = Choice | Number | Name

YES_NO = Choice((True, False))
NPRS, NPRS_CHANGE = Number(0, 10), Number(-10, 10)
COUNT = Number(0, 100_000)
MMHG = Number(0, 400)

FIELDS: dict[str, Domain] = {
    "red_flag": YES_NO,
    "chest_pain_or_faint": YES_NO,
    "numb_or_weak": YES_NO,
    "ill": YES_NO,
    "dizzy_or_breathless": YES_NO,
    "back": NPRS,
    "leg": NPRS,
    "back_before": NPRS,
    "leg_before": NPRS,
    "moved": Choice(("down", "same", "up")),
    "times_peripheralised_before": COUNT,
    "directional_preference": YES_NO,
    "can_be_reduced": YES_NO,
    "can_be_eased": YES_NO,
    "exercise": Name(),
    "blood_pressure_due": YES_NO,
    "systolic": MMHG,
    "diastolic": MMHG,
    "new_condition": YES_NO,
    "sleep_disturbed": YES_NO,
    "worse_mornings_before": COUNT,
    "clearance_lapsed": YES_NO,
    "worst_pain": NPRS,
    "stopped_sessions": COUNT,
    "leg_two_days_running": NPRS,
    # A median of whole numbers may lie half way between two.
    "median_rise": Number(-10, 10, step=0.5),
    "silent_days": COUNT,
    "adherence_percent": Number(0, 100),
}

#: What `judge` works out from the answers: the worse pain, and how far each rose.
MEASURES: dict[str, Domain] = {
    "pain": NPRS,
    "rise": NPRS_CHANGE,
    "back_rise": NPRS_CHANGE,
    "leg_rise": NPRS_CHANGE,
}

#: The fields that each table may read.
MOMENTS: dict[str, tuple[str, ...]] = {
    "during": (
        *("red_flag", "chest_pain_or_faint", "numb_or_weak", "ill", "dizzy_or_breathless"),
        *("back", "leg", "back_before", "leg_before", "moved", "times_peripheralised_before"),
        *("directional_preference", "can_be_reduced", "can_be_eased", "exercise", *MEASURES),
    ),
    "check_in": (
        *("red_flag", "back", "leg", "ill", "new_condition"),
        *("blood_pressure_due", "systolic", "diastolic", "pain"),
    ),
    "next_morning": (
        *("red_flag", "back", "leg", "back_before", "leg_before"),
        *("sleep_disturbed", "moved", "worse_mornings_before", *MEASURES),
    ),
    "over_days": (
        *("new_condition", "clearance_lapsed", "worst_pain", "stopped_sessions"),
        *("leg_two_days_running", "median_rise", "silent_days", "adherence_percent"),
    ),
}
