import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
SECONDS_TO_WATCH = 60


@pytest.fixture
def port() -> int:
    """A free port below those that the system gives away to anyone's next connection."""
    candidates = random.sample(range(20_000, 30_000), 100)
    return next(port for port in candidates if is_free(port))


@pytest.fixture
def database(worker_id: str) -> Iterator[str]:
    """An empty database on the server of the tests."""
    server = os.environ["DATABASE_URL"]
    name = f"run_{worker_id}"
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
        yield address
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


@pytest.fixture
def run(database: str) -> Iterator[Callable[[object], subprocess.Popen[str]]]:
    started = []

    def start(port: object) -> subprocess.Popen[str]:
        environment = {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "sciatica.settings",
            "PORT": str(port),
            "SCIATICA_DEBUG": "1",
            "SCIATICA_DEMO": "0",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "sciatica.run"],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate()


def address_said_by(process: subprocess.Popen[str]) -> str:
    for line in process.stdout:
        if line.startswith("Sciatica is at"):
            return line
    raise AssertionError(process.stderr.read())


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


def watch_has_run(database: str) -> bool:
    """Whether the watch has done what is due, which it does as soon as it starts."""
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        for _ in range(SECONDS_TO_WATCH):
            cursor.execute("SELECT count(*) FROM monitoring_watchrun")
            if cursor.fetchone() == (1,):
                return True
            time.sleep(1)
    return False


def test_a_run_takes_over_from_a_killed_one_and_ctrl_c_ends_all_of_it(run, port, database):
    served = f"Sciatica is at http://{HOST}:{port} (Ctrl+C ends it)\n"
    killed = run(port)
    assert address_said_by(killed) == served
    killed.kill()
    killed.wait()
    assert not is_free(port)

    second = run(port)
    assert address_said_by(second) == served
    assert watch_has_run(database)
    processes = int((ROOT / "var" / f"web-{port}").read_text())
    second.send_signal(signal.SIGINT)

    assert second.wait() == 0
    assert is_free(port)
    with pytest.raises(ProcessLookupError):
        os.killpg(processes, 0)


def test_a_port_that_is_taken_is_named_in_one_line(run, port):
    with socket.socket() as stranger:
        stranger.bind((HOST, port))
        stranger.listen()

        said = run(port).communicate()

    reason = f"Port {port} can't be used (Address already in use): choose another with PORT="
    assert said == ("", f"{reason}\n")


@pytest.mark.parametrize("port", ["eighty", "-1", "65536"])
def test_a_port_that_is_none_is_refused_in_one_line(run, port):
    assert run(port).communicate() == ("", f"PORT={port} is not the number of a port\n")
