from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Cause, Doctor, Patient, Reach, Sex, Side, User

YOUNGEST_AGE, OLDEST_AGE = 5, 110


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
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            (zone, zone.replace("_", " ")) for zone in sorted(available_timezones())
        ]
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
