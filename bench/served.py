"""The product as it is served to patients, for what is measured from outside."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from sciatica import postgres

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "bench_phone"


@contextmanager
def demo_server() -> Iterator[str]:
    """The address of a server with the demo in a database of its own, gone afterwards."""
    with postgres.running(var=ROOT / "var" / "bench") as server, _database(server) as database:
        port = _free_port()
        environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "sciatica.settings",
            "PORT": str(port),
            "SCIATICA_DEBUG": "0",
            "SCIATICA_DEMO": "1",
            "SCIATICA_SECRET_KEY": "only-to-measure",
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(collect, cwd=ROOT, env=environment, check=True)  # noqa: S603
        with _run(environment):
            yield f"http://127.0.0.1:{port}"


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
def _run(environment: Mapping[str, str]) -> Iterator[None]:
    words = [sys.executable, "-m", "sciatica.run"]
    with (
        (ROOT / "var" / "bench" / "web.log").open("w") as log,
        subprocess.Popen(  # noqa: S603
            words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        ) as run,
    ):
        try:
            if not any(line.startswith("Sciatica is at") for line in run.stdout or ()):
                sys.exit(f"The server did not start; {log.name} says why")
            yield
        finally:
            run.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
