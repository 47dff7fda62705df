import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium

HERE = Path(__file__).parent
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# A worker keeps much on every new phone: only the tests that are about it let it in.
ALONE = {"service_workers": "block"}

# Playwright keeps an event loop in the thread of the test, which is no danger to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The live server sends the head and the body of an answer apart: the second would wait 40 ms until
# the browser has said that the first is there, for each of the sixty files of a page.
WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Chromium's sandbox refuses root, and needs a kernel feature that containers lack.
    sandbox = ["--no-sandbox", "--disable-dev-shm-usage"]
    return browser_type_launch_args | {"executable_path": chromium.found(), "args": sandbox}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser objected to: uncaught errors of scripts, and breaches of the CSP."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def desk(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Page:
    """A page on the doctor's screen."""
    return listened_to(new_context(**DESK), complaints).new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Page:
    """A page on the patient's phone."""
    return listened_to(new_context(**PHONE, **ALONE), complaints).new_page()


@pytest.fixture
def phone_with_worker(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Page:
    """A page on the patient's phone, into which the worker may come."""
    return listened_to(new_context(**PHONE), complaints).new_page()


def listened_to(context: BrowserContext, complaints: list[str]) -> BrowserContext:
    def on_message(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def on_error(error: WebError) -> None:
        complaints.append(str(error.error))

    context.on("console", on_message)
    context.on("weberror", on_error)
    return context
