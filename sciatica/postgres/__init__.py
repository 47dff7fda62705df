"""A PostgreSQL of the project's own, for a machine that has none; it listens on a socket alone."""

import fcntl
import os
import shlex
import shutil
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from sciatica.postgres.places import PORT, home_of, prepared_home, socket_of
from sciatica.postgres.programs import PostgresUnavailable, copy_within_reach, run

__all__ = ["PostgresUnavailable", "ensure", "is_running", "keep", "running", "stop", "url"]

NAME = "sciatica"
SECONDS_TO_START = 60
SECONDS_TO_RECOVER = 30
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",
    "unix_socket_permissions": "0700",
}
CARELESS_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FIRST_STATEMENTS = f"CREATE ROLE {NAME} LOGIN CREATEDB\nCREATE DATABASE {NAME} OWNER {NAME}\n"


def url(*, var: Path) -> str:
    """The address of the server that belongs to `var`, running or not."""
    directory = quote(str(socket_of(home_of(var)).parent))
    return f"postgres://{NAME}@/{NAME}?host={directory}&port={PORT}"


@contextmanager
def running(*, var: Path, durable: bool = True) -> Iterator[str]:
    """What DATABASE_URL says, or a server of our own that ends with the last who entered here."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with (prepared_home(var) / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield ensure(var=var, durable=durable)
        finally:
            # The kernel frees the locks of the killed, so nobody is counted who is not there.
            if _locked_at_once(users) and not _kept(var).exists():
                stop(var=var)


def ensure(*, var: Path, durable: bool = True) -> str:
    """Start the server unless it runs, leave it running, and return its address."""
    try:
        home = prepared_home(var)
        with _alone(home):
            if not _answers(home):
                _recover_or_start(home, durable=durable)
    except OSError as error:
        raise PostgresUnavailable(f"PostgreSQL can't run from {home_of(var)}: {error}") from error
    return url(var=var)


def keep(*, var: Path) -> None:
    """Let the server outlive its users, until it is stopped."""
    _kept(var).touch()


def stop(*, var: Path) -> None:
    """End the server, whoever uses it."""
    home = home_of(var)
    if not home.exists():
        return
    with _alone(home), (home / "alive").open("a") as alive:
        _kept(var).unlink(missing_ok=True)
        if not _locked_at_once(alive):
            run(home, "pg_ctl", "stop", "--mode=fast", f"--pgdata={home / 'data'}")


def is_running(*, var: Path) -> bool:
    return _answers(home_of(var))


def _kept(var: Path) -> Path:
    return home_of(var) / "kept"


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One starter or stopper at a time."""
    with (home / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _locked_at_once(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answers(home: Path) -> bool:
    """Whether a server takes a connection, whatever pid files say."""
    words = f"user\0{NAME}\0database\0{NAME}\0\0".encode()
    protocol_3 = struct.pack("!ii", 8 + len(words), 3 << 16)
    goodbye = struct.pack("!ci", b"X", 4)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(socket_of(home)))
            connection.sendall(protocol_3 + words + goodbye)
            answer = b"".join(iter(lambda: connection.recv(4096), b""))
            return answer.startswith(b"R")
        except OSError:
            return False


def _recover_or_start(home: Path, *, durable: bool) -> None:
    """Every process of the server inherits the lock on `alive`: it is free when all are gone."""
    deadline = time.monotonic() + SECONDS_TO_RECOVER
    with (home / "alive").open("a") as alive:
        while not _locked_at_once(alive):
            if _answers(home):
                return
            if time.monotonic() > deadline:
                raise PostgresUnavailable("PostgreSQL runs and takes no connections")
            time.sleep(0.05)
        copy_within_reach(home)
        if not (home / "data").exists():
            _create_cluster(home, durable=durable)
        _start(home, alive, durable=durable)


def _create_cluster(home: Path, *, durable: bool) -> None:
    unfinished = home / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    flags = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    sync = [] if durable else ["--no-sync"]
    run(home, "initdb", f"--pgdata={unfinished}", *flags, *sync)
    # Single-user mode: the role and the database exist before the server first listens.
    run(home, "postgres", "--single", "-D", str(unfinished), "postgres", stdin=FIRST_STATEMENTS)
    unfinished.rename(home / "data")


def _start(home: Path, alive: IO[str], *, durable: bool) -> None:
    data = home / "data"
    settings = SETTINGS | ({} if durable else CARELESS_SETTINGS)
    settings["unix_socket_directories"] = str(socket_of(home).parent)
    options = [word for item in settings.items() for word in ("-c", "=".join(item))]
    # Whatever processes left-over pid files name by now, they are none of this server's.
    for left_over in (data / "postmaster.pid", Path(f"{socket_of(home)}.lock")):
        left_over.unlink(missing_ok=True)
    run(
        home,
        "pg_ctl",
        "start",
        "--wait",
        f"--timeout={SECONDS_TO_START}",
        f"--pgdata={data}",
        f"--log={home / 'log'}",
        f"--options={shlex.join(options)}",
        pass_fds=[alive.fileno()],
    )
    if not _answers(home):
        raise PostgresUnavailable(f"PostgreSQL refuses connections; its log is {home / 'log'}")
