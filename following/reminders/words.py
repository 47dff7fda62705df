"""What a notification says, in the patient's language: nothing about health."""

from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _

Words = dict[str, str]


def of_a_reminder(language: str) -> Words:
    with override(language):
        return _notification(_("Your program is waiting for you"), _("Open it when it suits you."))


def of_a_trial(language: str) -> Words:
    with override(language):
        return _notification(_("Reminders reach this phone"), _("You will hear from us here."))


def _notification(title: str, body: str) -> Words:
    return {
        "title": title,
        "body": body,
        "address": reverse("following:today"),
        "icon": reverse("icon", args=["icon-192"]),
        "lang": get_language() or "",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "later": _("Not now"),
    }
