"""A clinic's own exercise as the doctor writes it; what is wrong is said beside its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exercises import figures
from exercises.codes import (
    LOADS,
    Code,
    Contraindication,
    Direction,
    Equipment,
    Goal,
    Phase,
    Position,
    Sides,
    StopRule,
)
from exercises.content import UNSAVED, Dose, OwnText
from exercises.models import Exercise, ExerciseVersion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The lists of sentences: what each line is called, how many there may be, and must be.
ROWS = {
    "steps": (_("Step {number}"), 5, 3),
    "mistakes": (_("Common mistake {number}"), 2, 2),
    "stop_if": (_("Stop if {number}"), 3, 1),
}
WRITE = {"required": _("Write a few words here.")}
CHOOSE = {"required": _("Choose at least one.")}
COUNT = {"required": _("Write a number."), "invalid": _("Write a whole number.")}


def _pairs(codes: Iterable[Code]) -> list[tuple[str, Any]]:
    return [(code.value, code.label) for code in codes]


def line(label: StrOrPromise, *, most: int = 80, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, min_length=3, max_length=most, error_messages=WRITE, **more)


def text(label: StrOrPromise, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return line(label, most=400, widget=area, **more)


def one_of(label: StrOrPromise, codes: type[Code]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_pairs(codes))


def any_of(label: StrOrPromise, codes: Iterable[Code], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=_pairs(codes),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
        **more,
    )


def number(label: StrOrPromise, least: int, most: int) -> forms.IntegerField:
    words = format_lazy(_("{least} to {most}"), least=least, most=most)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=words, error_messages=COUNT
    )


class OwnExerciseForm(forms.Form):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = line(_("Name"), help_text=_("What doctors look for."))
    patient_name = line(_("Name for the patient"), most=32, help_text=_("Short and plain."))
    synonyms = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line for each; the search finds them too."),
    )
    position = one_of(_("Position"), Position)
    load = forms.TypedChoiceField(label=_("Load"), choices=list(LOADS.items()), coerce=int)
    direction = one_of(_("Direction of the trunk"), Direction)
    tags = any_of(_("What it is for"), Goal)
    target = line(
        _("Works on"),
        required=False,
        help_text=_("Muscles, joint or nerve, in a doctor's words; the search finds them too."),
    )
    phases = any_of(_("Phases"), Phase)
    equipment = any_of(_("Equipment"), Equipment, required=False)
    standing_gate = forms.BooleanField(label=_("Only when pain is gone"), required=False)
    prevention_only = forms.BooleanField(label=_("Prevention only"), required=False)
    everyday = forms.BooleanField(
        label=_("An everyday activity, which you may allow before pain is gone"), required=False
    )
    contraindications = any_of(_("Blocked by"), Contraindication, required=False)
    stop = any_of(_("Stop rules"), StopRule)
    loosened_because = forms.CharField(
        label=_("Why it may be less careful than the original"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when a warning of the original is gone. It is kept with this version."),
    )

    why = text(_("Why this helps"), help_text=_("One sentence, no promise."))
    set_up = text(_("Get ready"))
    breathing = text(_("Breathing"))
    cue = line(_("Said during the movement"))

    sets = number(_("Sets"), 1, 10)
    repetitions = number(_("Repetitions"), 1, 50)
    hold = number(_("Hold, seconds"), 0, 1800)
    rest = number(_("Rest, seconds"), 0, 300)
    tempo = forms.RegexField(
        r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}$",
        label=_("Tempo"),
        help_text=_("Seconds out-hold-back, such as 3-1-3."),
        error_messages=WRITE | {"invalid": _("Write three numbers of seconds, such as 3-1-3.")},
    )
    sides = one_of(_("Side"), Sides)
    times_a_day = number(_("Times a day"), 1, 6)
    days_of_week = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def __init__(self, data: Any = None, *, exercise: Exercise | None = None) -> None:
        initial = _initial(exercise.current) if exercise else {"days_of_week": list(WEEKDAYS)}
        super().__init__(data, initial=initial)
        for name, (label, most, least) in ROWS.items():
            for place in range(most):
                words = format_lazy(label, number=place + 1)
                self.fields[f"{name}_{place}"] = text(words, required=place < least)
        if exercise is None or exercise.variant_of_id is None:
            del self.fields["loosened_because"]

    @property
    def rows(self) -> dict[str, list[forms.BoundField]]:
        """The numbered lines of each list, as a page shows them."""
        return {name: [self[f"{name}_{place}"] for place in range(ROWS[name][1])] for name in ROWS}

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("loosened_because", ""))

    @property
    def text(self) -> OwnText:
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in OwnText.model_fields if name in cleaned}
        dose = {name: cleaned[name] for name in Dose.model_fields}
        lists = {
            name: [cleaned[f"{name}_{place}"] for place in range(most)]
            for name, (_label, most, _least) in ROWS.items()
        }
        written = {name: [one for one in lines if one] for name, lines in lists.items()}
        return OwnText.model_validate({**words, **written, "dose": dose, "slug": UNSAVED})

    def clean_synonyms(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["synonyms"].splitlines()]
        names = [name for name in names if name]
        if not all(3 <= len(name) <= 80 for name in names):
            raise forms.ValidationError(_("Each name has 3 to 80 letters."))
        return names

    def clean_tempo(self) -> str:
        tempo = str(self.cleaned_data["tempo"])
        try:
            figures.timing_from(tempo, "0")
        except figures.FigureRequestError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return tempo

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("position") == Position.STANDING and not cleaned["standing_gate"]:
            self.add_error("standing_gate", _("A standing exercise waits until pain is gone."))
        if cleaned.get("prevention_only") and cleaned.get("phases") != [Phase.PREVENTION]:
            self.add_error("phases", _("For prevention only: choose that phase alone."))
        return cleaned


class MediaForm(forms.Form):
    upload = forms.FileField(
        label=_("Photo or video"),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
        help_text=_("JPEG, PNG or WebP up to 10 MB; MP4, MOV or WebM up to 60 seconds and 50 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,video/*"}),
    )
    alt = line(_("What it shows"), most=200, help_text=_("Read aloud to those who cannot see it."))


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File of exercises"),
        allow_empty_file=True,
        help_text=_("JSON or CSV as exported here, up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )


def _initial(version: ExerciseVersion) -> dict[str, Any]:
    content = version.content
    rows = {f"{name}_{place}": line for name in ROWS for place, line in enumerate(content[name])}
    synonyms = "\n".join(content["synonyms"])
    of_version = {"loosened_because": version.loosened_because, "seen": version.wording}
    return {**content, **content["dose"], **rows, **of_version, "synonyms": synonyms}
