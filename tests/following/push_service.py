"""A push service on this machine, and phones that can read what it is given for them."""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from following.reminders.pushing import Device
from following.services.reminders import subscribe
from people.models import Patient


class PushService(ThreadingHTTPServer):
    """Keeps what is sent to it, and answers what it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.answers = 201
        self.gone = ""
        #: Set, it is answered in words that never end.
        self.holds_the_line = False
        self.has_closed = Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Desk(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
        is_gone = self.server.gone.endswith(self.path)
        self.send_response(410 if is_gone else self.server.answers)
        if self.server.answers == 307:
            self.send_header("Location", f"{self.server.address}/elsewhere")
        self.send_header("Content-Length", str(int(self.server.holds_the_line)))
        self.end_headers()
        if self.server.holds_the_line:
            self.server.has_closed.wait()

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[PushService]:
    with PushService() as service:
        thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.has_closed.set()
            service.shutdown()
            thread.join()


class Phone:
    """A browser's end: the private key and the secret that only it knows."""

    def __init__(self, service: PushService) -> None:
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        endpoint = f"{service.address}/{uuid4()}"
        self.device = Device(endpoint, _text(point), _text(self.auth))

    def belongs_to(self, patient: Patient) -> None:
        subscribe(patient=patient, device=self.device)

    def read(self, body: bytes) -> dict[str, str]:
        found = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        return json.loads(found)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
