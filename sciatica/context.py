from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    """Which of the two shells the page wears, the doctor's desk or the patient's phone."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": "plain"}
    return {"shell": "desk" if user.doctors else "phone"}
