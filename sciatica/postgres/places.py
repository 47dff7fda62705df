"""Where the server's files are, and whose they are."""

import hashlib
import os
import pwd
from pathlib import Path

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
UNPRIVILEGED_USER = "nobody"
SYSTEM_STATE = Path("/var/lib/sciatica")
# A socket's path has room for 103 bytes on macOS, 107 on Linux.
LONGEST_SOCKET_PATH = 103


def home_of(var: Path) -> Path:
    """In `var`; for root elsewhere, if `var` is closed to the user that runs PostgreSQL."""
    var = var.resolve()
    home = var / "postgres"
    if os.geteuid() or (is_open_to_all(var.parent) and _fits_a_socket(home)):
        return home
    return SYSTEM_STATE / _digest(var)


def socket_of(home: Path) -> Path:
    short = Path("/tmp") / f"sciatica-{_digest(home)}"  # noqa: S108
    return (home if _fits_a_socket(home) else short) / SOCKET


def prepared_home(var: Path) -> Path:
    """Make the folders, open to the server's user and to nobody else."""
    home = home_of(var)
    home.parent.mkdir(parents=True, exist_ok=True)
    sockets = socket_of(home).parent
    for directory in (home, sockets):
        directory.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and home.stat().st_uid == 0:
        home.parent.chmod(home.parent.stat().st_mode | 0o011)
        user = pwd.getpwnam(UNPRIVILEGED_USER)
        os.chown(home, user.pw_uid, user.pw_gid)
    if sockets.stat().st_uid != home.stat().st_uid:
        raise PermissionError(f"{sockets} belongs to somebody else")
    return home


def is_open_to_all(directory: Path) -> bool:
    return all(d.stat().st_mode & 0o001 for d in [directory, *directory.parents] if d.exists())


def _fits_a_socket(directory: Path) -> bool:
    return len(os.fsencode(directory / SOCKET)) <= LONGEST_SOCKET_PATH


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
