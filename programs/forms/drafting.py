"""The builder's forms: the dosage of one line, and the terms of the whole program."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from programs import dosage
from programs.dosage import Dosage, Sides, Tempo
from programs.forms.limits import LimitField
from programs.forms.screening import DateInput
from programs.models import Direction, Program
from programs.models.limits import STOP_EXERCISE_AT, STOP_SESSION_AT


class WholeNumberField(forms.IntegerField):
    default_error_messages = {
        "invalid": _("Write a whole number."),
        "required": _("Write a number."),
    }


class DosageForm(forms.Form):
    """A dosage as the doctor types it; what is wrong is said in words beside its field."""

    sets = WholeNumberField(label=_("Sets"))
    repetitions = WholeNumberField(label=_("Repetitions"))
    hold = WholeNumberField(label=_("Hold, seconds"))
    rest = WholeNumberField(label=_("Rest, seconds"))
    tempo = forms.CharField(label=_("Tempo, out-hold-back"))
    sides = forms.ChoiceField(
        label=_("Side"),
        choices=[
            (Sides.BOTH, _("both")),
            (Sides.EACH, _("each")),
            (Sides.AFFECTED, _("affected")),
        ],
    )
    times_a_day = WholeNumberField(label=_("Times a day"))
    days_of_week = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )
    note = forms.CharField(
        label=_("Note for the patient"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("Note for the patient")}),
    )
    override_reason = forms.CharField(
        label=_("Why this exercise in spite of the block"), required=False, max_length=500
    )

    def clean_tempo(self) -> Tempo:
        try:
            return Tempo.parse(self.cleaned_data["tempo"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for field, sentence in dosage.problems(self.dosage).items():
                self.add_error(field, sentence)
        return cleaned

    @property
    def dosage(self) -> Dosage:
        cleaned = self.cleaned_data
        return Dosage(
            sets=cleaned["sets"],
            repetitions=cleaned["repetitions"],
            hold=cleaned["hold"],
            rest=cleaned["rest"],
            tempo=cleaned["tempo"],
            sides=Sides(cleaned["sides"]),
            times_a_day=cleaned["times_a_day"],
            days_of_week=tuple(cleaned["days_of_week"]),
        )


class TermsForm(forms.ModelForm):
    """Start, review, what pain allows, and the note in plain words."""

    directional_preference = forms.ChoiceField(
        label=_("Directional preference"),
        help_text=_("Lets an exercise go on when leg pain moves up."),
        required=False,
        choices=[("", _("none")), *Direction.choices],
    )
    stop_exercise_at = LimitField(STOP_EXERCISE_AT, label=_("Stop an exercise from"))
    stop_session_at = LimitField(STOP_SESSION_AT, label=_("Stop the session from"))

    class Meta:
        model = Program
        fields = (
            "starts_on",
            "review_on",
            "pain_policy",
            "directional_preference",
            "stop_exercise_at",
            "stop_session_at",
            "note",
        )
        widgets = {
            "starts_on": DateInput,
            "review_on": DateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, review_on = cleaned.get("starts_on"), cleaned.get("review_on")
        if starts_on and review_on and review_on < starts_on:
            self.add_error("review_on", _("The review comes after the start."))
        return cleaned
