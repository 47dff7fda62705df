"""The product's settings on a database of the tests' own, without what only costs time."""

import atexit
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from sciatica import postgres

_until_exit = ExitStack()
atexit.register(_until_exit.close)

os.environ |= {"SCIATICA_DEBUG": "off", "SCIATICA_SECRET_KEY": "only-for-tests"}
try:
    # pytest-django reads settings before any conftest: this is the first place to start a server.
    # The workers of xdist find its address in the environment.
    os.environ["DATABASE_URL"] = _until_exit.enter_context(
        postgres.running(var=Path(__file__).parents[1] / "var" / "test", durable=False)
    )
except postgres.PostgresUnavailable as unavailable:
    raise pytest.UsageError(str(unavailable)) from unavailable

from sciatica.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Every client of a test would look through all files first, for 50 ms or more.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (whitenoise warns where it is missing)
LOGGING["loggers"]["django_structlog"]["level"] = "ERROR"  # noqa: F405
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # noqa: F405
# Else the threads of the live server keep connections that the database cannot be dropped under.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405

# Its flush is quicker than Django's.
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]  # noqa: F405
