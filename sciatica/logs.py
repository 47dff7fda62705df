import re

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

SECRET_IN_ADDRESS = re.compile(
    r"(?<=^/start/)[\w-]{20,}|(?<=^/accounts/confirm-email/)[^/]+|"
    r"(?<=^/accounts/password/reset/key/)[^/]+|"
    r"(?<=^/calendar/)[^/]+(?=\.ics$)|(?<=^/reminders/off/)[^/]+"
)


class DiscreetRequestMiddleware(RequestMiddleware):
    """Log requests without what opens doors: invitation tokens and the keys of sent links."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {SECRET_IN_ADDRESS.sub('…', request.path)}"
