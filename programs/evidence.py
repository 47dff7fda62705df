"""What is known of one patient when a gate is judged (clinical rules 6): days and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class LegPain:
    """The last answer of a day, NPRS."""

    day: date
    pain: int


@dataclass(frozen=True)
class Evidence:
    """Each oldest first: the days of the sessions in a row without a stop, a day for each session;
    the last answers of leg pain; and the days in a row without any pain, in back or leg.

    `sits_ten_minutes` is what the doctor asked; None where nobody did.
    """

    good_sessions: tuple[date, ...] = ()
    leg_pain: tuple[LegPain, ...] = ()
    pain_free_on: tuple[date, ...] = ()
    sits_ten_minutes: bool | None = None

    @property
    def leg_pain_now(self) -> int | None:
        return self.leg_pain[-1].pain if self.leg_pain else None

    def as_json(self) -> dict[str, Any]:
        return {
            "good_sessions": [day.isoformat() for day in self.good_sessions],
            "leg_pain": [[one.day.isoformat(), one.pain] for one in self.leg_pain],
            "pain_free_on": [day.isoformat() for day in self.pain_free_on],
            "sits_ten_minutes": self.sits_ten_minutes,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Evidence:
        """Read what was kept; before days were kept there were only counts, which name none."""
        return cls(
            good_sessions=_days(kept.get("good_sessions", ())),
            leg_pain=tuple(
                LegPain(date.fromisoformat(day), pain) for day, pain in kept.get("leg_pain", ())
            ),
            pain_free_on=_days(kept.get("pain_free_on", ())),
            sits_ten_minutes=kept.get("sits_ten_minutes"),
        )


def _days(kept: Any) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in kept)
