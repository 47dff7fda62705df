import pytest
from django.test import RequestFactory

from sciatica.logs import DiscreetRequestMiddleware


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/start/kZ2v8mQ0dHc7Wl5nT4xYbA9sRr1Uu3Ee/", "GET /start/…/"),
        ("/accounts/confirm-email/MQ:1abc:xyz/", "GET /accounts/confirm-email/…/"),
        ("/accounts/password/reset/key/1-cx2/", "GET /accounts/password/reset/key/…/"),
        ("/calendar/IjAxOWFiIg.x_8Qk2-z.ics", "GET /calendar/….ics"),
        ("/reminders/off/IjAxOWFiIg.x_8Qk2-z/", "GET /reminders/off/…/"),
        ("/start/birth-year/", "GET /start/birth-year/"),
        ("/desk/patients/?q=nowak", "GET /desk/patients/"),
    ],
)
def test_a_log_line_holds_no_secret_of_an_address(path, logged):
    assert DiscreetRequestMiddleware.format_request(RequestFactory().get(path)) == logged
