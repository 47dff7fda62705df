"""A message to a phone, tried against a push service of our own that reads what arrives."""

import base64
import json

import http_ece
import pytest
from py_vapid import Vapid02

from following.reminders.endpoints import EndpointRefused, check_form, check_place
from following.reminders.pushing import Device, Outcome, public_key, push
from tests.following.push_service import Phone

WORDS = {"title": "Your program is waiting for you", "address": "/today/"}


def test_a_message_is_read_by_its_phone_alone_and_signed_by_this_installation(service):
    phone = Phone(service)

    assert push(phone.device, WORDS, seconds=600) == Outcome.SENT

    ((headers, body),) = service.received
    assert phone.read(body) == WORDS
    assert b"program" not in body
    assert [headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")] == [
        *("600", "normal", "program", "aes128gcm")
    ]
    scheme, _space, fields = headers["authorization"].partition(" ")
    token = dict(part.split("=", 1) for part in fields.split(","))
    assert (scheme, token["k"]) == ("vapid", public_key())
    signed, _dot, signature = token["t"].rpartition(".")
    assert Vapid02.from_raw_public(public_key().encode()).verify_token(signed.encode(), signature)
    claims = json.loads(base64.urlsafe_b64decode(signed.split(".")[1] + "=="))
    assert (claims["aud"], claims["sub"]) == (service.address, "mailto:no-reply@localhost")
    with pytest.raises(http_ece.ECEException):
        Phone(service).read(body)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (201, Outcome.SENT),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (403, Outcome.GONE),
        (429, Outcome.LATER),
        (503, Outcome.LATER),
        (307, Outcome.LATER),
    ],
)
def test_what_the_push_service_answers_is_understood_and_no_redirect_followed(
    service, answers, outcome
):
    service.answers = answers

    assert push(Phone(service).device, WORDS, seconds=600) == outcome
    assert len(service.received) == 1


@pytest.mark.parametrize(
    ("answers", "outcome"), [(201, Outcome.SENT), (307, Outcome.LATER), (410, Outcome.GONE)]
)
def test_a_service_that_never_ends_its_answer_holds_nobody_up(service, answers, outcome):
    service.answers, service.holds_the_line = answers, True

    assert push(Phone(service).device, WORDS, seconds=600) == outcome


def test_a_service_that_cannot_be_reached_is_tried_later(service):
    device = Device("http://127.0.0.1:9/phone", *_keys(Phone(service)))

    assert push(device, WORDS, seconds=600) == Outcome.LATER


def test_a_device_that_no_message_can_be_made_for_is_gone(service):
    good = Phone(service).device

    for wrong in (Device(good.endpoint, "AAAA", good.auth), Device("http://10.0.0.8/", "", "")):
        assert push(wrong, WORDS, seconds=600) == Outcome.GONE
    assert service.received == []


def test_two_machines_with_one_secret_have_one_key_and_others_another(settings):
    key, again = public_key(), public_key()
    settings.PUSH_SECRET = "another"

    assert key == again != public_key()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/a",
        "https://127.0.0.1/a",
        "https://142.250.1.1/a",
        "https://10.0.0.8/a",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.8]/a",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/a",
        "https://postgres/a",
        "https://push.example.org:5432/a",
        "https://me@push.example.org/a",
        "https://push.example.org:x/a",
        "http://127.0.0.1:8000/a",
        "file:///etc/passwd",
        "push",
    ],
)
def test_no_endpoint_leads_into_a_private_network(endpoint):
    with pytest.raises(EndpointRefused):
        check_form(endpoint, loopback=False)


def test_a_name_that_resolves_to_a_private_address_is_refused_when_sending(monkeypatch):
    found = [(2, 1, 6, "", ("142.250.1.1", 443)), (2, 1, 6, "", ("10.0.0.8", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_options: found)

    with pytest.raises(EndpointRefused):
        check_place("https://push.example.org/a", loopback=True)
    found.pop()
    check_place("https://push.example.org/a", loopback=True)


def test_keys_that_no_browser_makes_are_refused(service):
    good = Phone(service).device
    good.check()

    for p256dh, auth in (("AAAA", good.auth), (good.p256dh, "AAAA"), ("*", good.auth)):
        with pytest.raises(ValueError):  # noqa: PT011 (of several libraries, with words of theirs)
            Device(good.endpoint, p256dh, auth).check()


def _keys(phone: Phone) -> tuple[str, str]:
    return phone.device.p256dh, phone.device.auth
