from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

#: Whose answer it is: by this a phone tells one person's pages from another's.
PERSON = "Sciatica-Person"


def reader_preferences(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer signed-in people in their own language and time zone, and leave no copy behind."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(ZoneInfo(request.user.time_zone)):
            translation.activate(request.user.language)
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        # Who has just signed out is no longer there; and no shared cache may learn who asked.
        if request.user.is_authenticated and "private" in response.headers["Cache-Control"]:
            response.headers[PERSON] = str(request.user.pk)
        return response

    return middleware
