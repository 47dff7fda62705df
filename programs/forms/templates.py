"""A doctor's own templates: what one says of itself, and what it takes of the lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from programs.models import ClinicTemplateVersion
from programs.services.templates import Edition, Takeable

Row = tuple[Takeable, BoundWidget | None]


class TemplateForm(forms.Form):
    """Name, rationale, who it is not for, and who may use it; each line may have a tick."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Name the kind of program, never the patient."),
        min_length=3,
        max_length=80,
    )
    rationale = forms.CharField(
        label=_("Rationale"),
        help_text=_("When to choose it, in plain words for a colleague."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    not_for = forms.CharField(
        label=_("Who it is not for"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_shared = forms.TypedChoiceField(
        label=_("Who may use it"),
        choices=[("no", _("Only I")), ("yes", _("Every doctor of the clinic"))],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        lines: Sequence[Takeable],
        version: ClinicTemplateVersion | None = None,
    ) -> None:
        """Begin with the words of `version`, the one that is changed."""
        super().__init__(data, initial=_words_of(version) if version else None)
        self.lines = lines
        self.fields["ticks"] = self.ticks_for(lines)

    def ticks_for(self, lines: Sequence[Takeable]) -> forms.MultipleChoiceField:
        raise NotImplementedError

    @property
    def rows(self) -> list[Row]:
        """Each line with its tick, where it has one."""
        by_line = {tick.data["value"]: tick for tick in self["ticks"].subwidgets}
        return [(line, by_line.get(str(line.pk))) for line in self.lines]

    @property
    def ticked(self) -> list[Takeable]:
        return [line for line in self.lines if str(line.pk) in self.cleaned_data["ticks"]]

    def edition_of(self, lines: Sequence[Takeable]) -> Edition:
        """These lines, of which those that are ticked keep their note."""
        words = {name: self.cleaned_data[name] for name in ("name", "rationale", "not_for")}
        return Edition(
            **words,
            is_shared=self.cleaned_data["is_shared"],
            lines=lines,
            notes_of=[line.pk for line in self.ticked],
        )


class FromProgramForm(TemplateForm):
    """All the lines of a program; a note for the patient stays behind unless it is ticked."""

    def ticks_for(self, lines: Sequence[Takeable]) -> forms.MultipleChoiceField:
        noted = [(str(line.pk), line.note) for line in lines if line.note]
        return forms.MultipleChoiceField(
            required=False, choices=noted, widget=forms.CheckboxSelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        if not self.lines:
            raise forms.ValidationError(_("This program has no exercise yet."))
        return super().clean() or {}

    @property
    def edition(self) -> Edition:
        return self.edition_of(self.lines)


class TemplateChangeForm(TemplateForm):
    """A template's own lines: the ticked ones stay, in their order, with their notes."""

    def ticks_for(self, lines: Sequence[Takeable]) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            choices=[(str(line.pk), line.exercise.name) for line in lines],
            initial=[str(line.pk) for line in lines],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Keep at least one exercise.")},
        )

    @property
    def edition(self) -> Edition:
        return self.edition_of(self.ticked)


def _words_of(version: ClinicTemplateVersion) -> dict[str, str]:
    return {
        "name": version.name,
        "rationale": version.rationale,
        "not_for": version.not_for,
        "is_shared": "yes" if version.template.is_shared else "no",
    }
