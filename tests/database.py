"""The tests' database: held by somebody else, and at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Model

from exercises.services import load_library

LIBRARY = ("exercises_exercise", "exercises_exerciseversion")
OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_other_connections() -> None:
    """A live server's threads may still hold theirs, under which no database can be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)


def keep_library() -> None:
    """Load the library, and keep a copy to fill it from; reading its files takes far longer."""
    load_library()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA kept")
        for table in LIBRARY:
            cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")


def fill_library() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in LIBRARY:
            cursor.execute(f"INSERT INTO {table} TABLE kept.{table} ON CONFLICT DO NOTHING")


def empty_library() -> None:
    """Take the library away, and with it whatever is made of its exercises."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(LIBRARY)} CASCADE")


@contextmanager
def locked_elsewhere(row: Model) -> Iterator[None]:
    """A committed row, held for the time being by another connection."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            table = row._meta.db_table  # noqa: SLF001 (Django documents it)
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [row.pk])  # noqa: S608
        yield
    finally:
        other.rollback()
        other.close()
