"""One message to one device: encrypted for it alone, signed by this installation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum, auto
from typing import Any

import requests
import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.crypto import salted_hmac
from py_vapid import Vapid02
from py_vapid.utils import b64urldecode, b64urlencode
from pywebpush import WebPushException, webpush

from following.reminders.endpoints import EndpointRefused, check_form, check_place

#: Seconds; the watch has more to do than to wait for one push service.
TIMEOUT = 5
#: A newer message replaces one that the push service still holds for a phone that is off.
TOPIC = "program"
#: The device is gone, or subscribed with a key that this installation no longer has.
GONE = frozenset({403, 404, 410})
CURVE = ec.SECP256R1()
#: How many keys the curve has (SEC 2, 2.4.2).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

log = structlog.get_logger(__name__)


class _StatusAlone(requests.Session):
    """Reads no more of an answer than how it turned out, and goes nowhere else for it.

    Whoever has an endpoint of their own could keep the watch reading, or lead it away.
    """

    def post(self, *args: Any, **options: Any) -> requests.Response:
        known = requests.Response()
        with super().post(*args, **options, stream=True, allow_redirects=False) as answer:
            known.status_code = answer.status_code
        return known


class Outcome(Enum):
    SENT = auto()
    GONE = auto()
    LATER = auto()


@dataclass(frozen=True)
class Device:
    """Where a browser is reached, and its keys in URL-safe base64."""

    endpoint: str
    p256dh: str
    auth: str

    def check(self) -> None:
        """Refuse what no browser can have made; ValueError or EndpointRefused."""
        check_form(self.endpoint, loopback=settings.PUSH_TO_LOOPBACK)
        point = b64urldecode(self.p256dh.encode())
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        if len(point) != 65 or len(b64urldecode(self.auth.encode())) != 16:
            raise ValueError("The keys have another length.")


def push(device: Device, words: Mapping[str, object], *, seconds: int) -> Outcome:
    """Send it; the push service holds it for so many seconds when the phone is off."""
    try:
        check_place(device.endpoint, loopback=settings.PUSH_TO_LOOPBACK)
        with _StatusAlone() as session:
            _send(device, words, seconds=seconds, session=session)
    except WebPushException as refusal:
        return _outcome(refusal.status_code)
    except (EndpointRefused, ValueError):
        return Outcome.GONE
    except OSError as error:
        log.warning("push_service_unreachable", error=type(error).__name__)
        return Outcome.LATER
    return Outcome.SENT


def public_key() -> str:
    """What a browser must be given to subscribe to this installation."""
    point = (
        _private_key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return b64urlencode(point)


def _send(
    device: Device, words: Mapping[str, object], *, seconds: int, session: requests.Session
) -> None:
    webpush(
        subscription_info={
            "endpoint": device.endpoint,
            "keys": {"p256dh": device.p256dh, "auth": device.auth},
        },
        data=json.dumps(words),
        vapid_private_key=Vapid02(_private_key()),
        vapid_claims={"sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"},
        headers={"Urgency": "normal", "Topic": TOPIC},
        ttl=seconds,
        timeout=TIMEOUT,
        requests_session=session,
    )


def _outcome(status: int | None) -> Outcome:
    # Without a status nobody was asked: no message can be made with these keys.
    if status is None or status in GONE:
        return Outcome.GONE
    log.warning("push_refused", status=status)
    return Outcome.LATER


def _private_key() -> ec.EllipticCurvePrivateKey:
    """The same on every machine of the installation: made from the secret that they share."""
    secret = salted_hmac("following.push", "", settings.PUSH_SECRET, algorithm="sha512").digest()
    return ec.derive_private_key(int.from_bytes(secret) % (ORDER - 1) + 1, CURVE)
