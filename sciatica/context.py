from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from monitoring.models import Alert
from people.models import User
from sciatica.phone.shell import KEPT_PAGES


def navigation(request: HttpRequest) -> dict[str, object]:
    """Which shell the page wears, the doctor's desk or the patient's phone, and what it counts."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": "plain"}
    if not user.doctors:
        return {"shell": "phone", "phone": phone_of(user)}
    # Counted only by the pages that show it.
    count = SimpleLazyObject(Alert.objects.visible_to(user).open().count)
    return {"shell": "desk", "open_alerts": count}


def phone_of(user: User | None) -> dict[str, Any]:
    """What the scripts of a patient's page know before they ask: whose it is, and the addresses."""
    patient = user and user.enrolment
    return {
        "person": user and str(user.pk),
        "patient": patient and str(patient.pk),
        "worker": reverse("worker"),
        "today": reverse("following:today"),
        "help_answer": reverse("following:help_answer"),
        "morning": reverse("following:morning"),
        "sign_in": reverse("account_login"),
        "sign_out": reverse("account_logout"),
        "pages": [*map(reverse, KEPT_PAGES)],
    }
