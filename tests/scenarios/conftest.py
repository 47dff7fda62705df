import pytest
from django.db import connection

pytest.register_assert_rewrite("tests.scenarios.life")

DEFAULT = "coalesce(nullif(current_setting('tests.now', true), '')::timestamptz, now())"


@pytest.fixture(autouse=True)
def _travelling_database(db: None) -> None:
    """Let the moments that PostgreSQL writes by itself follow the clock of the test.

    The columns get their usual default back when the test's transaction is rolled back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_default ILIKE 'statement_timestamp()'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET DEFAULT {DEFAULT}')
