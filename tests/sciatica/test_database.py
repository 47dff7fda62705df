import psycopg2
import pytest
from django.db import connection


def test_the_driver_is_psycopg2():
    assert connection.Database is psycopg2


@pytest.mark.django_db
def test_the_server_is_postgresql_18_and_keeps_cyrillic_letters_in_order():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, upper('ёж')")
        assert cursor.fetchone() == (18, "ЁЖ")
