"""The tests' database: held by somebody else, and at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_other_connections() -> None:
    """A live server's threads may still hold theirs, under which no database can be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)


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
