"""What was done outlives the server and the browser, each of them killed with -9."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import BrowserContext, expect

from bench.chaos.machines import Server, free_port
from following.models import Session, SetEvent
from people.models import Patient
from sciatica.run import HOST
from tests.browser.conftest import ALONE, PHONE
from tests.browser.player.session import at, check_in, open_anew, press, rate_after, sign_in, tick
from tests.database import end_other_connections
from tests.following.phone import at_home_with

EVENTS = "**/events/"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    dose = {"sets": 3, "repetitions": 4, "hold": 0, "tempo": "1-0-1", "rest": 0}
    return at_home_with(dose).program.patient


@pytest.fixture
def server(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """The product's own web server, on the database of the tests."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    monkeypatch.setenv("DATABASE_URL", database.geturl())
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "sciatica.settings")
    monkeypatch.setenv("SCIATICA_DEBUG", "on")  # or it asks for the static files to be collected
    machine = Server(tmp_path, port=free_port())
    begin(machine)
    yield machine
    machine.end()
    end_other_connections()


def begin(server: Server) -> None:
    """In a thread of its own: Playwright keeps an event loop in that of the test."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, server.start()).result()


def kept(patient: Patient) -> list[int]:
    sets = SetEvent.objects.filter(clinic_id=patient.clinic_id).order_by("set_number")
    return list(sets.values_list("set_number", flat=True))


def test_a_server_that_is_killed_while_the_phone_sends_has_each_set_once(browser, patient, server):
    address = f"http://{HOST}:{server.port}"
    phone = browser.new_page(**PHONE, **ALONE, base_url=address)
    sign_in(phone.context, patient, address)
    open_anew(phone)
    check_in(phone)
    with phone.expect_request(EVENTS):
        tick(phone, 1, of=3)
    server.end()
    tick(phone, 2, of=3)
    tick(phone, 3, of=3)
    rate_after(phone)
    at(phone, "done")
    expect(phone.get_by_text("All is kept on this phone")).to_be_visible()

    begin(server)
    with phone.expect_response("**/finish/"):
        phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("All is kept on this phone")).to_be_hidden()
    assert kept(patient) == [1, 2, 3]
    session = Session.objects.get(patient=patient)
    assert (session.status, session.sets_done) == ("done", 3)
    phone.close()


def test_a_browser_that_is_killed_in_the_middle_of_a_set_goes_on_at_that_set(
    patient, base_url, tmp_path, browser_type, browser_type_launch_args
):
    def opened() -> BrowserContext:
        return browser_type.launch_persistent_context(
            tmp_path, **browser_type_launch_args, **PHONE, **ALONE, base_url=base_url
        )

    first = opened()
    sign_in(first, patient, base_url)
    page = first.pages[0]
    open_anew(page)
    check_in(page)
    press(page, "Start")
    expect(at(page, "moving").locator("[data-text=repetition]")).to_have_text("3")
    page.wait_for_timeout(300)
    address = page.url
    os.kill(process_of(tmp_path), signal.SIGKILL)

    with opened() as again:
        sign_in(again, patient, base_url)
        page = again.pages[0]
        page.goto(address)
        moving = at(page, "moving")
        expect(moving.get_by_role("timer")).to_contain_text("paused")
        assert moving.locator("[data-text=repetition]").inner_text() == "3"
        with page.expect_response(EVENTS):
            press(page, "Go on")
        expect(at(page, "ready")).to_contain_text("Set 2 of 3")
        assert kept(patient) == [1]


def process_of(profile: Path) -> int:
    """The browser that holds a profile: its lock points to machine-process."""
    return int((profile / "SingletonLock").readlink().name.rsplit("-", 1)[1])
