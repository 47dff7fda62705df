from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from people.models import Patient
from sciatica.settings import BASE_DIR
from tests.browser.player.session import open_session, sign_in, until_quiet

MODULES = BASE_DIR / "static" / "js"
ORIGIN = "http://player.test"

#: What the page's clock and the wall's show as a page opens.
BEGINNING = {"now": 0, "wall": 0}

#: Plays events one after another; each state comes with the reports that it made.
PLAY = """
async ({ doc, saved, lock, moment, events }) => {
  const machine = await import("/player/machine.js");
  const { resume } = await import("/player/resuming.js");
  let state = resume(doc, saved, lock, moment);
  const steps = [{ ...state, reports: [] }];
  for (const event of events) {
    const step = machine.next(doc, state, event);
    state = step.state;
    steps.push({ ...state, reports: step.reports });
  }
  return steps;
}
"""


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Page]:
    """A page without a server, that has the player's modules; they are pure, so one page serves."""
    page = browser.new_page()

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        if name:
            route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Player</title>", content_type="text/html")

    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    yield page
    page.close()


@pytest.fixture
def play(player: Page) -> Callable[..., list[dict[str, Any]]]:
    def played(
        doc: dict[str, Any],
        *events: dict[str, Any],
        saved: Any = None,
        lock: Any = None,
        moment: dict[str, int] = BEGINNING,
    ) -> Any:
        wanted = {"doc": doc, "saved": saved, "lock": lock, "moment": moment}
        return player.evaluate(PLAY, wanted | {"events": list(events)})

    return played


@pytest.fixture
def opened(phone: Page, patient: Patient, base_url: str) -> Iterator[Page]:
    """The player's own page at its first question, for the patient of the test."""
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        yield phone
