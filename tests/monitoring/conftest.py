from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

#: A Friday noon in Warsaw, so that "today" is one day in every time zone of the tests.
NOON = "2026-11-20T11:00:00Z"


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def queries_of(client: Client) -> Callable[[str], int]:
    """How many queries a page takes."""

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    return count
