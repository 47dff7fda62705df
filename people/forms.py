from collections.abc import Mapping
from copy import copy
from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from people.models import Cause, Clinic, Doctor, Patient, Reach, Sex, Side, User

YOUNGEST_AGE, OLDEST_AGE = 5, 110
LONGEST_CLOSURE = timedelta(days=60)


def time_zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


class DoctorChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, doctor: Doctor) -> str:
        return doctor.clinic.name


class PatientForm(forms.ModelForm):
    """What the record must hold of a person before anything can be prescribed."""

    doctor = DoctorChoiceField(label=_("Clinic"), queryset=Doctor.objects.none())
    time_zone = forms.ChoiceField(label=_("Time zone"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=forms.RadioSelect)
    affected_side = forms.ChoiceField(
        label=_("Affected side"), choices=Side, widget=forms.RadioSelect
    )
    reach = forms.ChoiceField(
        label=_("How far down the leg"), choices=Reach, widget=forms.RadioSelect
    )
    cause = forms.ChoiceField(label=_("Cause"), choices=Cause, widget=forms.RadioSelect)

    class Meta:
        model = Patient
        fields = (
            "doctor",
            "name",
            "birth_year",
            "sex",
            "email",
            "phone",
            "language",
            "time_zone",
            "affected_side",
            "reach",
            "cause",
        )
        help_texts = {
            "birth_year": _("The patient confirms it when they first come in."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Doctor.objects.filter(clinic__in=user.clinics, user=user, is_active=True)
        self.fields["doctor"].queryset = posts.select_related("clinic")  # type: ignore[attr-defined]
        if len(user.doctors) == 1 or "instance" in kwargs:
            del self.fields["doctor"]
        self.fields["time_zone"].choices = time_zones()  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = user.doctors[0].clinic.time_zone
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["birth_year"].widget.attrs["inputmode"] = "numeric"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_birth_year(self) -> int:
        year: int = self.cleaned_data["birth_year"]
        this_year = timezone.localdate().year
        if not this_year - OLDEST_AGE <= year <= this_year - YOUNGEST_AGE:
            raise ValidationError(
                _("Write a birth year between %(first)s and %(last)s."),
                params={"first": this_year - OLDEST_AGE, "last": this_year - YOUNGEST_AGE},
            )
        return year


class ColleagueChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, doctor: Doctor) -> str:
        return str(doctor)


class ClinicForm(forms.ModelForm):
    """How to reach the clinic, when it works, and who takes what nobody has dealt with."""

    emergency_number = forms.CharField(
        label=_("Emergency number"),
        help_text=_("What the patient's phone calls when a red flag is answered with yes."),
        max_length=20,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ]+$", _("Write a number to call, such as 112."))
        ],
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    class Meta:
        model = Clinic
        fields = (
            "name",
            "phone",
            "emergency_number",
            "email",
            "time_zone",
            "day_ends_at",
            "working_days",
            "on_call",
        )
        widgets = {
            "day_ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }

    def __init__(self, data: Mapping[str, Any] | None = None, *, post: Doctor) -> None:
        # A copy: the page still names the clinic as it is while the form is wrong.
        super().__init__(data, instance=copy(post.clinic))
        self.fields["time_zone"].choices = time_zones()  # type: ignore[attr-defined]
        colleagues = Doctor.objects.filter(clinic=post.clinic, is_active=True)
        self.fields["on_call"] = ColleagueChoiceField(
            label=_("Takes overdue alerts"),
            help_text=_("Without anyone, all administrators and the clinic's e-mail are told."),
            queryset=colleagues.select_related("user").order_by("user__name"),
            empty_label=_("Nobody"),
            required=False,
        )
        for field in self.fields.values():
            field.disabled = not post.is_administrator

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class ClosureForm(forms.Form):
    """A holiday, or several days in a row."""

    first = forms.DateField(label=_("Closed on"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=80)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        if first < self.today:
            raise ValidationError(_("Choose today or a day to come."))
        return first

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first = found.get("first")
        found["last"] = found.get("last") or first
        if first and not first <= found["last"] <= first + LONGEST_CLOSURE:
            self.add_error("last", _("Choose a day from the first one on, within 60 days."))
        return found
