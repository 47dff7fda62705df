"""The clinic's own numbers of the clinical rules, each beside our default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.thresholds import DEFAULTS, RANGES, Thresholds

POINTS, PERCENT = gettext_lazy("points"), gettext_lazy("%")
DAYS, WEEKS = gettext_lazy("days"), gettext_lazy("weeks")
SESSIONS, PAIN = gettext_lazy("sessions"), gettext_lazy("of 10")


@dataclass(frozen=True)
class Number:
    """What a number means, in words, and what it counts."""

    label: str | Promise
    unit: str | Promise


#: What the numbers are about, and their names in the order in which the page asks for them.
GROUPS: dict[str | Promise, dict[str, Number]] = {
    gettext_lazy("The next morning"): {
        "worse_morning_points": Number(gettext_lazy("A morning is worse from a rise of"), POINTS),
        "next_session_percent": Number(
            gettext_lazy("After a worse morning, the next session is done at"), PERCENT
        ),
    },
    gettext_lazy("Over days"): {
        "severe_pain": Number(gettext_lazy("The program pauses from pain of"), PAIN),
        "lasting_leg_pain": Number(
            gettext_lazy("It pauses from leg pain at rest, two days running, of"), PAIN
        ),
        "median_rise": Number(
            gettext_lazy("It pauses when the weekly median of pain rises by"), POINTS
        ),
        "stopped_sessions": Number(
            gettext_lazy("It pauses when so many sessions were stopped within 7 days"), SESSIONS
        ),
        "reminder_after_days": Number(
            gettext_lazy("The patient is reminded after silence of"), DAYS
        ),
        "release_again_after_days": Number(
            gettext_lazy("The doctor must release again after silence of"), DAYS
        ),
        "low_adherence_percent": Number(
            gettext_lazy("A simpler program is suggested when less is done in two weeks than"),
            PERCENT,
        ),
    },
    gettext_lazy("Opening what comes next"): {
        "good_sessions_for_sitting": Number(
            gettext_lazy("Sitting needs so many sessions in a row without a stop"), SESSIONS
        ),
        "most_leg_pain_for_sitting": Number(
            gettext_lazy("Sitting needs leg pain of at most"), PAIN
        ),
        "pain_free_days_for_standing": Number(
            gettext_lazy("Standing needs back and leg without pain for"), DAYS
        ),
        "pain_free_weeks_for_prevention": Number(
            gettext_lazy("Exercises for prevention need both without pain for"), WEEKS
        ),
    },
}
NUMBERS = {name: number for group in GROUPS.values() for name, number in group.items()}


class ClinicRulesForm(forms.Form):
    def __init__(
        self, data: Mapping[str, Any] | None = None, *, thresholds: Thresholds, read_only: bool
    ) -> None:
        super().__init__(data, initial=asdict(thresholds))
        for name, number in NUMBERS.items():
            self.fields[name] = _field(name, number, disabled=read_only)

    @property
    def groups(self) -> Iterable[tuple[str | Promise, list[BoundField]]]:
        return ((title, [self[name] for name in numbers]) for title, numbers in GROUPS.items())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        reminder, release = found.get("reminder_after_days"), found.get("release_again_after_days")
        if reminder and release and reminder >= release:
            self.add_error(
                "release_again_after_days",
                ValidationError(_("The patient is reminded before the doctor must release again.")),
            )
        return found

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(**self.cleaned_data)


def _field(name: str, number: Number, *, disabled: bool) -> forms.IntegerField:
    least, most = RANGES[name]
    numbers = {"default": getattr(DEFAULTS, name), "least": least, "most": most}
    words = _("Default %(default)s %(unit)s. From %(least)s to %(most)s.")
    return forms.IntegerField(
        label=str(number.label),
        help_text=words % {**numbers, "unit": number.unit},
        min_value=least,
        max_value=most,
        disabled=disabled,
    )


def changes_in_words(before: Thresholds, after: Thresholds) -> list[str]:
    """What a change changed, such as "After a worse morning, …: 60 % → 50 %"."""
    return [
        f"{NUMBERS[one.name].label}: {old} → {new} {NUMBERS[one.name].unit}"
        for one in fields(Thresholds)
        if (old := getattr(before, one.name)) != (new := getattr(after, one.name))
    ]
