"""The tests' database: held by somebody else, and at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, transaction
from django.db.models import Model

from exercises.models import Exercise, ExerciseVersion
from exercises.services import load_library

#: What Django says of the models.
OF_THE_MODELS = {"django_content_type", "auth_permission"}
LIBRARY: dict[type[Model], list[Model]] = {Exercise: [], ExerciseVersion: []}
OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_other_connections() -> None:
    """A live server's threads may still hold theirs, under which no database can be dropped."""
    connection.close()  # One that was killed in a test is no way to ask.
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)


def keep_library() -> None:
    """Load the library, and keep its rows to fill it from; reading its files takes far longer."""
    load_library()
    for model in LIBRARY:
        LIBRARY[model] = list(model.objects.all())


def empty() -> None:
    """Delete all rows but those that Django makes of the models themselves.

    Most tables have none after a test: to truncate every one of them, and to make Django's rows
    anew, takes ten times as long as most tests that commit.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (TABLE {one})" for one in _tables())
        )
        full = [name for (name,) in cursor.fetchall()]
        # What is written of every change, and what may never be changed, are triggers of ours.
        for statement in ("ALTER TABLE {} DISABLE TRIGGER USER", "DELETE FROM {}"):
            for table in full:
                cursor.execute(statement.format(table))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in full:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@cache
def _tables() -> list[str]:
    return sorted(set(connection.introspection.django_table_names()) - OF_THE_MODELS)


def fill_library() -> None:
    if Exercise.objects.exists():
        return
    with transaction.atomic():
        for model, rows in LIBRARY.items():
            model.objects.bulk_create(rows)


def empty_library() -> None:
    """Take the library away, and with it whatever is made of its exercises."""
    tables = ", ".join(model._meta.db_table for model in LIBRARY)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


@contextmanager
def undone_afterwards() -> Iterator[None]:
    """Rows made here stand for all tests within, each of which still undoes its own."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


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
