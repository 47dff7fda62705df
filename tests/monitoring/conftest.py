from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def noon() -> Iterator[None]:
    """A Friday noon in Warsaw, so that "today" is one day in every time zone of the tests."""
    with time_machine.travel("2026-11-20T11:00:00Z", tick=False):
        yield
