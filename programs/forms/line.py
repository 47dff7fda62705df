"""A line of the builder: its dosage, and what the doctor sets for when it hurts and bad days."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import Exercise
from programs import dosage
from programs.easier import Rung
from programs.forms.drafting import DosageForm, WholeNumberField
from programs.forms.limits import LimitField
from programs.models import DraftLine
from programs.models.limits import STOP_EXERCISE_AT, STOP_SESSION_AT
from programs.safeguards import Safeguards

#: What is asked for a bad day, with the words when it is too much.
BAD_DAY = {
    "flare_sets": gettext_lazy("Sets on a bad day must be between 1 and %(most)s, as in the dose."),
    "flare_repetitions": gettext_lazy(
        "Repetitions on a bad day must be between 1 and %(most)s, as in the dose."
    ),
}


class LineForm(DosageForm):
    """Everything that the doctor edits of one line, whose easier versions are `rungs`."""

    stop_exercise_at = LimitField(STOP_EXERCISE_AT, label=gettext_lazy("stop exercise from"))
    stop_session_at = LimitField(STOP_SESSION_AT, label=gettext_lazy("stop session from"))
    easier = forms.ChoiceField(
        label=gettext_lazy("easier version if it hurts"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose an easier version that is offered.")
        },
    )
    is_for_bad_days = forms.BooleanField(label=gettext_lazy("on bad days"), required=False)
    flare_sets = WholeNumberField(required=False)
    flare_repetitions = WholeNumberField(required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, line: DraftLine, rungs: Sequence[Rung]
    ) -> None:
        super().__init__(data, initial=_initial(line), prefix=str(line.pk))
        self.line = line
        self.shrank = False
        self.rungs = {rung.exercise.slug: rung.exercise for rung in rungs}
        for name in ("stop_exercise_at", "stop_session_at"):
            cast(LimitField, self.fields[name]).leave_to(getattr(line.program, name))
        easier = cast(forms.ChoiceField, self.fields["easier"])
        easier.choices = [("", _("none")), *map(_choice, rungs)]

    def clean_easier(self) -> Exercise | None:
        return self.rungs.get(self.cleaned_data["easier"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("is_for_bad_days"):
            return cleaned | dict.fromkeys(BAD_DAY)
        if not self.errors:
            half = dosage.for_a_bad_day(self.dosage)
            cleaned["flare_sets"] = self._no_more_than("sets", half.sets)
            cleaned["flare_repetitions"] = self._no_more_than("repetitions", half.repetitions)
        return cleaned

    def _no_more_than(self, part: str, default: int) -> int | None:
        """What was typed for a bad day; what was kept shrinks along with a dose that shrinks."""
        name, most = f"flare_{part}", self.cleaned_data[part]
        asked = self.cleaned_data[name]
        if asked is None:
            return default
        if asked > most and asked == getattr(self.line, name):
            self.shrank = True
            return most
        if not 1 <= asked <= most:
            self.add_error(name, BAD_DAY[name] % {"most": most})
        return asked

    @property
    def safeguards(self) -> Safeguards:
        names = ("stop_exercise_at", "stop_session_at", "easier", *BAD_DAY)
        return Safeguards(**{name: self.cleaned_data[name] for name in names})

    @property
    def is_more_wrong(self) -> bool:
        """Whether something is to be mended in what the page keeps closed."""
        return any(name in self.errors for name in vars(Safeguards()))


def _initial(line: DraftLine) -> dict[str, Any]:
    names = ("stop_exercise_at", "stop_session_at", "note", "override_reason", *BAD_DAY)
    return dosage.as_json(line.dosage) | {
        **{name: getattr(line, name) for name in names},
        "easier": line.easier.slug if line.easier else "",
        "is_for_bad_days": line.is_for_bad_days,
    }


def _choice(rung: Rung) -> tuple[str, str]:
    if not rung.why_not:
        return rung.exercise.slug, rung.exercise.name
    words = _("%(exercise)s – %(reason)s")
    return rung.exercise.slug, words % {"exercise": rung.exercise.name, "reason": rung.why_not}
