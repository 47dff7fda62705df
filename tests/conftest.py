from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.database import end_other_connections
from tests.following.push_service import PushService, serving

# A slow machine is no bug of the code: an example may take its time.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        end_other_connections()


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    """A push service that phones of this test are reached by."""
    settings.PUSH_TO_LOOPBACK = True
    with serving() as one:
        yield one
