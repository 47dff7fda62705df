from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.models import Alert
from people.models import Doctor


class DoctorChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, doctor: Doctor) -> str:
        return str(doctor)


class ResolveForm(forms.Form):
    note = forms.CharField(
        label=_("What did you do?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you did, so that your colleagues know.")},
    )


class HandOverForm(forms.Form):
    def __init__(self, *args: Any, alert: Alert, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Doctor.objects.filter(clinic=alert.clinic_id, is_active=True)
        self.fields["to"] = DoctorChoiceField(
            label=_("Hand over to"),
            queryset=colleagues.exclude(pk=alert.owner_id)
            .select_related("user")
            .order_by("user__name"),
            empty_label=_("Choose a doctor"),
        )


class StageOpenForm(forms.Form):
    sits_ten_minutes = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, max_length=1000)
