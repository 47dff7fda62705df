"""python -m sciatica.run: the whole product on one machine, for as long as this runs."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType
from typing import IO

import django
from django.conf import settings
from django.core.management import call_command

from sciatica import postgres

VAR = Path(__file__).resolve().parent.parent / "var"
APPLICATION = "sciatica.wsgi:application"
HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
SECONDS_TO_ANSWER = 30
SECONDS_TO_END = 10
SECONDS_FOR_AN_ENDING_RUN = 4
SECONDS_TO_LET_GO = 1

Process = subprocess.Popen[bytes]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sciatica.settings")
    # SIGINT too: a shell that starts this in the background has it ignored.
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, _interrupt)
    with suppress(KeyboardInterrupt):
        try:
            port = _wanted_port()
            with _the_only_run_on(port), postgres.running(var=VAR):
                _prepare()
                _serve(port, starter=os.getppid())
        except postgres.PostgresUnavailable as unavailable:
            sys.exit(str(unavailable))


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wanted_port() -> int:
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or int(port) >= 1 << 16:
        sys.exit(f"PORT={port} is not the number of a port")
    return int(port)


@contextmanager
def _the_only_run_on(port: int) -> Iterator[None]:
    """Hold the port's lock; end what a killed run has left there, and nothing else."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"run-{port}").open("a") as lock:
        if not _locked_soon(lock):
            sys.exit(f"Sciatica already runs at http://{HOST}:{port}")
        _end_left_overs(port)
        if trouble := _trouble_with(port):
            sys.exit(f"Port {port} can't be used ({trouble}): choose another with PORT=")
        yield


def _trouble_with(port: int) -> str | None:
    """Why the port can't be used; a server that was killed may hold it for a moment longer."""
    deadline = time.monotonic() + SECONDS_TO_LET_GO
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if time.monotonic() > deadline:
                    return error.strerror
            else:
                return None
        time.sleep(0.05)


def _locked_soon(lock: IO[str]) -> bool:
    """Wait for a run that is about to end, because whoever started it has been killed."""
    deadline = time.monotonic() + SECONDS_FOR_AN_ENDING_RUN
    while time.monotonic() < deadline:
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(0.1)
    return False


def _end_left_overs(port: int) -> None:
    """The server and its workers inherit the lock on this file, which says their group."""
    with (VAR / f"web-{port}").open("a+") as group:
        try:
            fcntl.flock(group, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            group.seek(0)
            os.killpg(int(group.read()), signal.SIGKILL)
            fcntl.flock(group, fcntl.LOCK_EX)


def _prepare() -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_library", verbosity=0)
    if settings.DEMO:
        call_command("demo", verbosity=0)


def _serve(port: int, *, starter: int) -> None:
    server, watch = _started(port)
    try:
        _wait_for_an_answer(server, port)
        print(f"Sciatica is at http://{HOST}:{port} (Ctrl+C ends it)", flush=True)  # noqa: T201
        _stay({"web server": server, "watch": watch}, starter=starter)
    finally:
        # A second Ctrl+C must not leave anything behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _end(server, watch)


def _started(port: int) -> tuple[Process, Process]:
    """The web server, and in its group of processes the watch over what is due."""
    address = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    size = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    serve = ["granian", "--interface", "wsgi", *address, *size, APPLICATION]
    with (VAR / f"web-{port}").open("w") as group:
        fcntl.flock(group, fcntl.LOCK_EX)
        server = _process(*serve, group=0, lock=group)
        group.write(str(server.pid))
        return server, _process("django", "watch", group=server.pid, lock=group)


def _process(*module: str, group: int, lock: IO[str]) -> Process:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", *module], process_group=group, pass_fds=[lock.fileno()]
    )


def _wait_for_an_answer(server: Process, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while server.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
            break
        except ConnectionError:
            time.sleep(0.05)
        finally:
            connection.close()
    sys.exit("The web server is not ready; what it said is above")


def _stay(processes: Mapping[str, Process], *, starter: int) -> None:
    """Until one of these or whoever started this run is gone, and with PostgreSQL kept alive."""
    while os.getppid() == starter:
        for name, process in processes.items():
            if process.poll() is not None:
                sys.exit(f"The {name} ended with {process.returncode}")
        if "DATABASE_URL" not in os.environ:
            postgres.ensure(var=VAR)
        time.sleep(1)


def _end(server: Process, watch: Process) -> None:
    for process in (server, watch):
        process.terminate()
    for process in (server, watch):
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
