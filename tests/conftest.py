from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from tests import migrated
from tests.database import end_other_connections, fill_library, keep_library
from tests.following.push_service import PushService, serving

COMMITTING = frozenset({"transactional_db", "live_server"})

# A slow machine is no bug of the code: an example may take its time.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever commits leaves an empty database: after all who find the library in it."""
    items.sort(key=_commits)


def _commits(item: pytest.Item) -> bool:
    return not COMMITTING.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    migrated.begin_with_a_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test finds the library loaded, which costs more than most tests do."""
    with django_db_blocker.unblock():
        migrated.copy_next_time()
        keep_library()
    yield
    with django_db_blocker.unblock():
        end_other_connections()


@pytest.fixture
def transactional_db(transactional_db: None) -> None:
    """The test before has left the database empty."""
    fill_library()


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    """A push service that phones of this test are reached by."""
    settings.PUSH_TO_LOOPBACK = True
    with serving() as one:
        yield one
