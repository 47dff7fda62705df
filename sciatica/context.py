from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from monitoring.models import Alert


def navigation(request: HttpRequest) -> dict[str, object]:
    """Which shell the page wears, the doctor's desk or the patient's phone, and what it counts."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": "plain"}
    if not user.doctors:
        return {"shell": "phone"}
    # Counted only by the pages that show it.
    count = SimpleLazyObject(Alert.objects.visible_to(user).open().count)
    return {"shell": "desk", "open_alerts": count}
