"""The product as it is served to patients, for what is measured from outside.

Over HTTPS and HTTP/2, as phones meet it: a browser keeps pages for later over HTTPS alone.
"""

import ipaddress
import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bench.chaos.machines import free_port
from sciatica import postgres
from sciatica.run import APPLICATION, HOST, THREADS, WORKERS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
CERTIFICATE, KEY = FOLDER / "certificate.pem", FOLDER / "key.pem"
DATABASE = "bench_phone"
SECONDS_TO_ANSWER = 30
PREPARATION = (
    ("collectstatic", "--no-input"),
    ("migrate",),
    ("createcachetable",),
    ("load_library",),
    ("demo",),
)


@contextmanager
def demo_server() -> Iterator[str]:
    """The address of a server with the demo in a database of its own, gone afterwards."""
    with postgres.running(var=FOLDER) as server, _database(server) as database:
        environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "sciatica.settings",
            "SCIATICA_DEBUG": "0",
            "SCIATICA_DEMO": "1",
            "SCIATICA_SECRET_KEY": "only-to-measure",
        }
        for command in PREPARATION:
            words = [sys.executable, "manage.py", *command]
            subprocess.run(  # noqa: S603
                words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        _certify()
        with _serving(environment) as port:
            yield f"https://{HOST}:{port}"


@contextmanager
def _database(server: str) -> Iterator[str]:
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
        yield urlsplit(server)._replace(path=f"/{DATABASE}").geturl()
        cursor.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@contextmanager
def _serving(environment: Mapping[str, str]) -> Iterator[int]:
    port = free_port()
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"]
    words += ["--host", HOST, "--port", str(port), "--workers", str(WORKERS)]
    words += ["--blocking-threads", str(THREADS)]
    words += ["--ssl-certificate", str(CERTIFICATE), "--ssl-keyfile", str(KEY)]
    words.append(APPLICATION)
    with (
        (FOLDER / "web.log").open("w") as log,
        subprocess.Popen(words, cwd=ROOT, env=environment, stderr=log) as server,  # noqa: S603
    ):
        try:
            if not _answers(port):
                sys.exit(f"The server did not start; {log.name} says why")
            yield port
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    while time.monotonic() < deadline:
        with closing(HTTPSConnection(HOST, port, context=trusting, timeout=5)) as connection:
            try:
                connection.request("GET", "/readyz")
                return connection.getresponse().status == 200
            except OSError:
                time.sleep(0.1)
    return False


def _certify() -> None:
    """A certificate of one day for this machine, which the bench alone believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(addresses, critical=False)
        .sign(key, hashes.SHA256())
    )
    CERTIFICATE.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    KEY.touch(mode=0o600)
    KEY.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
