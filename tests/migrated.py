"""A database with all migrations behind it, kept to be copied: to run them takes seconds."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg2.extensions import cursor as Cursor  # noqa: N812

PREFIX = "migrated_"


def copy_next_time() -> None:
    """Keep the database as it is now, unless one with the same migrations is kept already."""
    here, name = connection.settings_dict["NAME"], _name()
    connection.close()
    with _server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        if not _is_kept(cursor, name):
            _forget_others(cursor)
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {here}")


def begin_with_a_copy() -> None:
    """Let Django make the database of the tests from the one that is kept."""
    with _server() as cursor:
        if _is_kept(cursor, _name()):
            connection.settings_dict["TEST"]["TEMPLATE"] = _name()


@contextmanager
def _server() -> Iterator[Cursor]:
    """Connected to none of the databases that are copied."""
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as server:
        server.autocommit = True
        yield server.cursor()


def _name() -> str:
    """Named by what the migrations say, so that a change of one makes a new database."""
    migrations = MigrationLoader(None).disk_migrations
    digest = hashlib.sha256()
    for key in sorted(migrations):
        module = sys.modules[type(migrations[key]).__module__]
        digest.update(repr(key).encode() + Path(str(module.__file__)).read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def _is_kept(cursor: Cursor, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _forget_others(cursor: Cursor) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE {name}")
