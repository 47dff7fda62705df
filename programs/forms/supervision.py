"""The supervised session: what was learnt and tolerated, and the release to home."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignOffForm(forms.Form):
    technique = forms.BooleanField(label=_("Technique learnt"), required=False)
    tolerated = forms.BooleanField(label=_("Dose tolerated"), required=False)


class ReleaseForm(forms.Form):
    waived_because = forms.CharField(
        label=_("Why you waive what is not ticked"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "hx-preserve": "true"}),
    )
