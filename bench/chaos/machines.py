"""What is killed and begun again: the browsers, the server, PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from sciatica import postgres
from sciatica.postgres.places import home_of
from sciatica.run import APPLICATION, HOST, THREADS, WORKERS
from tests.browser import chromium

DOMAIN = "chaos.localhost"
SECONDS_TO_ANSWER = 60
CHROMIUM = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-port=0",
)


class Machine(ABC):
    """Processes in a group of their own, which are killed together."""

    @abstractmethod
    async def start(self) -> None: ...

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def _run(self, *words: str, **environment: str) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603
                words,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self) -> None:
        """Kill -9."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


class Server(Machine):
    """The product's own web server, as `make run` starts it."""

    def __init__(self, var: Path, *, port: int) -> None:
        super().__init__(var / "server.log")
        self.port = port

    async def start(self) -> None:
        address = ("--host", HOST, "--port", str(self.port), "--log-level", "warning")
        size = ("--workers", str(WORKERS), "--blocking-threads", str(THREADS))
        granian = (sys.executable, "-m", "granian", "--interface", "wsgi")
        self._run(*granian, *address, *size, APPLICATION, SCIATICA_HOSTS=f".{DOMAIN},{HOST}")
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while not await asyncio.to_thread(self._lives):
                await asyncio.sleep(0.1)

    def _lives(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


class Browser(Machine):
    """A Chromium with a profile on disk, which holds what its phones keep."""

    def __init__(self, var: Path, name: str, phones: list[str], *, port: int) -> None:
        super().__init__(var / "browsers.log")
        self.name, self.phones = name, phones
        self._profile = var / "profiles" / name
        self._address = f"http://{name}.{DOMAIN}:{port}/chaos/browser/"

    async def start(self) -> None:
        # A killed browser leaves the lock of its profile behind.
        for left_over in self._profile.glob("Singleton*"):
            left_over.unlink()
        self._run(chromium.found(), *CHROMIUM, f"--user-data-dir={self._profile}", self._address)


class Postgres:
    """A PostgreSQL with full durability, and nothing in it at first."""

    def __init__(self, var: Path) -> None:
        self._var = var

    def begin(self) -> str:
        postgres.stop(var=self._var)
        shutil.rmtree(home_of(self._var), ignore_errors=True)
        return postgres.ensure(var=self._var)

    async def start(self) -> None:
        await asyncio.to_thread(postgres.ensure, var=self._var)

    def end(self) -> None:
        """Kill -9, the first process and every one that serves a connection."""
        first = int((home_of(self._var) / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for process in (first, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def stop(self) -> None:
        postgres.stop(var=self._var)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
