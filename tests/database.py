"""The tests' database, at its end."""

from django.db import connection

OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def end_other_connections() -> None:
    """A live server's threads may still hold theirs, under which no database can be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
