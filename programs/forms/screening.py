"""The answers of a screening, each a small form that saves itself through the services."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Patient, User
from programs import safety
from programs.services import screening

#: Default of ours: what was cleared is looked at again within a year.
LONGEST_CLEARANCE = timedelta(days=366)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def validate_not_in_future(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))


def validate_in_future(day: date) -> None:
    if day <= timezone.localdate():
        raise ValidationError(_("Choose a day after today."))


def validate_within_a_year(day: date) -> None:
    if day > timezone.localdate() + LONGEST_CLEARANCE:
        raise ValidationError(_("A clearance lasts a year at most: choose an earlier day."))


class PastDateField(forms.DateField):
    widget = DateInput
    default_validators = [validate_not_in_future]


class ScreeningForm(forms.Form):
    """A section of the screening page; `section` names it in addresses and in the page."""

    section: str
    title: Any

    def save(self, *, patient: Patient, by: User) -> None:
        raise NotImplementedError


class NeurologistForm(ScreeningForm):
    section = "neurologist"
    title = _("Neurologist's decision")
    neurologist = forms.CharField(label=_("Neurologist"), max_length=120)
    decided_on = PastDateField(label=_("Decided on"))
    is_indicated = forms.TypedChoiceField(
        label=_("Exercise therapy"),
        choices=[("yes", _("Needed")), ("no", _("Not now"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Severity, indications, limits"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def save(self, *, patient: Patient, by: User) -> None:
        screening.record_neurologist_decision(patient=patient, by=by, **self.cleaned_data)


class InflammationForm(ScreeningForm):
    section = "inflammation"
    title = _("Acute inflammation")
    settled_on = PastDateField(label=_("Settled on"))
    confirmed = forms.BooleanField(
        label=_("I state that the acute inflammation has settled."),
        error_messages={"required": _("Tick this to sign your statement.")},
    )

    def save(self, *, patient: Patient, by: User) -> None:
        screening.state_inflammation_settled(
            patient=patient, by=by, settled_on=self.cleaned_data["settled_on"]
        )


class RedFlagsForm(ScreeningForm):
    section = "red-flags"
    title = _("Red flags")
    flags = forms.MultipleChoiceField(
        label=_("Tick each that the patient has"),
        required=False,
        choices=[(flag.code, flag.wording) for flag in safety.RED_FLAGS],
        widget=forms.CheckboxSelectMultiple,
    )
    confirmed = forms.BooleanField(
        label=_("I asked about every one of them."),
        error_messages={"required": _("Ask about every one, then tick this.")},
    )

    def save(self, *, patient: Patient, by: User) -> None:
        screening.check_red_flags(patient=patient, by=by, flags=self.cleaned_data["flags"])


class ContraindicationsForm(ScreeningForm):
    section = "contraindications"
    title = _("Contraindications")
    findings = forms.MultipleChoiceField(
        label=_("Tick each that the patient has"),
        required=False,
        choices=[(finding.code, finding.label) for finding in safety.FINDINGS],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Details, such as the surgeon's limits"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confirmed = forms.BooleanField(
        label=_("I went through all of them."),
        error_messages={"required": _("Go through all of them, then tick this.")},
    )

    @property
    def groups(self) -> list[tuple[safety.Kind, list[BoundWidget]]]:
        """The ticks by what each kind of finding means for the program."""
        ticks = zip(safety.FINDINGS, self["findings"].subwidgets, strict=True)
        by_kind = groupby(ticks, key=lambda pair: pair[0].kind)
        return [(kind, [tick for _found, tick in pairs]) for kind, pairs in by_kind]

    def save(self, *, patient: Patient, by: User) -> None:
        screening.review_contraindications(
            patient=patient,
            by=by,
            findings=self.cleaned_data["findings"],
            note=self.cleaned_data["note"],
        )


class ClearanceForm(ScreeningForm):
    section = "clearance"
    title = _("Clearance")
    finding = forms.ChoiceField(
        label=_("Clear"),
        choices=[
            (finding.code, finding.label)
            for finding in safety.FINDINGS
            if finding.kind == safety.Kind.NEEDS_CLEARANCE
        ],
    )
    review_on = forms.DateField(
        label=_("Review on"),
        widget=DateInput,
        validators=[validate_in_future, validate_within_a_year],
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def save(self, *, patient: Patient, by: User) -> None:
        screening.clear(patient=patient, by=by, **self.cleaned_data)


class PainFreeForm(ScreeningForm):
    section = "pain-free"
    title = _("Free of pain")
    since = PastDateField(
        label=_("No back or leg pain since"),
        help_text=_(
            "Effortful exercises, for prevention alone, wait for a long time without pain "
            "(default 12 weeks)."
        ),
    )

    def save(self, *, patient: Patient, by: User) -> None:
        screening.state_pain_free(patient=patient, by=by, since=self.cleaned_data["since"])


SECTIONS: dict[str, type[ScreeningForm]] = {
    form.section: form
    for form in (
        NeurologistForm,
        InflammationForm,
        RedFlagsForm,
        ContraindicationsForm,
        ClearanceForm,
        PainFreeForm,
    )
}
