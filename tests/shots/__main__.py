"""python -m tests.shots [words]: photograph the pages whose names hold one of the words, or all."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.runner import DiscoverRunner
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from exercises import figures
from tests.browser import chromium
from tests.database import end_other_connections
from tests.shots.pages import Shot, all_shots

FOLDER = Path(__file__).parents[2] / "var" / "shots"
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
SCHEMES = ("light", "dark")


def main(words: list[str]) -> None:
    with _demo_clinic() as address, sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=args)
        _contact_sheet(browser)
        shots = [shot for shot in all_shots() if not words or any(w in shot.name for w in words)]
        failed = [problem for shot in shots for problem in _photograph(browser, address, shot)]
        browser.close()
    print(f"{len(shots)} pages in {FOLDER}")
    if failed:
        sys.exit("\n".join(failed))


@contextmanager
def _demo_clinic() -> Iterator[str]:
    """The demo clinics in a database of their own, served until the pictures are taken."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(DEMO=True):
            call_command("load_library", verbosity=0)
            call_command("demo", verbosity=0)
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()
    finally:
        end_other_connections()
        runner.teardown_databases(databases)


def _photograph(browser: Browser, address: str, shot: Shot) -> Iterator[str]:
    for size, viewport in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                base_url=address,
                viewport=viewport,
                color_scheme=scheme,
                has_touch=size == "phone",
                # It would keep much of each phone, and answer where a picture wants no connection.
                service_workers="block",
            )
            context.add_cookies(_cookies(shot, address))
            page = context.new_page()
            page.set_default_timeout(4000)
            path = FOLDER / f"{shot.name}.{size}.{scheme}.png"
            try:
                page.goto(shot.address)
                for act in shot.acts:
                    act(page)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=path, full_page="player" not in shot.name)
            except Exception as problem:
                page.screenshot(path=path)
                yield f"{path.name}: {str(problem).splitlines()[0]}"
            finally:
                context.close()


def _cookies(shot: Shot, address: str) -> list[dict[str, str]]:
    eyes = shot.eyes() if callable(shot.eyes) else shot.eyes
    if not eyes.is_authenticated:
        return []
    client = Client()
    client.force_login(eyes, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": address}]


def _contact_sheet(browser: Browser) -> None:
    page = browser.new_page(viewport=SIZES["desk"])
    page.set_content(figures.contact_sheet())
    page.screenshot(path=FOLDER / "figures.png", full_page=True)
    page.close()


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    main(sys.argv[1:])
