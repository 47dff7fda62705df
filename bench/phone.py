"""python -m bench.phone: how long a slow phone on a slow network waits for the patient's pages.

Medians of some runs, with their least and most. What a page of one word and a sum take, under the
same slowness in the same run, is told too, so that a slow machine can be told from slow pages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from bench.served import demo_server
from bench.throttled import VIEWPORT, Phone, Seen, slow_the_worker
from tests.browser import chromium

RUNS = 5
KILOBYTE = 1000
#: From the first question to Stop.
BUTTONS = ("Next", "None of these", "Start", "Pause", "Go on", "Stop – it hurts")
#: The most that is allowed; milliseconds, but for the shift of the layout and kilobytes.
BUDGETS = {
    "/today/, first visit: largest paint": 1500,
    "/today/, first visit: blocked": 100,
    "/today/, first visit: layout shift": 0.02,
    "/today/, first visit: kB over the wire": 80,
    "/today/, from the worker: largest paint": 500,
    "player, first visit: largest paint": 1500,
    "player, first visit: blocked": 100,
    "player, first visit: layout shift": 0.02,
    "player, with all its figures: kB over the wire": 150,
    "player, from the worker: largest paint": 500,
} | {f"tap on {name}": 100 for name in BUTTONS}
ANSWERS = ("[name=before_back]", "[name=before_leg]", "[name=ill][value=no]")
YARDSTICK = "a page of one word: largest paint"
SUM_OF_MANY = "a sum of ten million numbers"
#: By this a slow hour of the machine's processor is told from slow scripts.
SUM = """() => {
  const began = performance.now();
  let sum = 0;
  for (let number = 0; number < 1e7; number += 1) sum += number % 7;
  return sum && performance.now() - began;
}"""
SIGN_IN = {"login": "patient@demo.example", "password": "demo-sciatica"}
SESSION = "main a[href*='/today/session/']"
#: What the phone keeps for later is kept: the day's page, the player and the picture of the day.
KEPT = """async () => {
  const shown = document.querySelector("main picture img").src;
  const isKept = (part) => caches.match(part, { ignoreVary: true });
  return (await Promise.all(["/today/", "/today/session/", shown].map(isKept))).every(Boolean);
}"""
#: Every figure that the session shows, as the player fetches it.
FIGURES = """async () => {
  const doc = JSON.parse(document.getElementById("session-document").textContent);
  const figures = doc.lines.flatMap((line) => line.sets.map((one) => one.figure));
  const isNew = (address) => !performance.getEntriesByName(new URL(address, location).href).length;
  const more = [...new Set(figures.filter(Boolean))].filter(isNew);
  for (const address of more) await (await fetch(address)).text();
}"""


def main() -> None:
    figures: dict[str, list[float]] = defaultdict(list)
    with demo_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.found(),
            args=["--no-sandbox", "--ignore-certificate-errors"],
        )
        bench = Bench(browser, address)
        for _ in range(RUNS):
            for part in (bench.first_visit, bench.player, bench.from_the_worker):
                for name, figure in part():
                    figures[name].append(figure)
        browser.close()
    _print(figures)


class Bench:
    """The demo's patient on phones that have not been here yet; each part begins with a new one."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        with self._context(service_workers="block") as context:
            page = context.new_page()
            _sign_in(page)
            self.player_address = page.locator(SESSION).first.get_attribute("href") or ""
            self.signed_in = context.storage_state()

    def first_visit(self) -> Iterator[tuple[str, float]]:
        with self._phone(service_workers="block") as phone:
            yield YARDSTICK, phone.visit("/healthz").lcp
            yield SUM_OF_MANY, phone.page.evaluate(SUM)
            yield from _shown("/today/, first visit", phone.visit("/today/"))
            yield "/today/, first visit: kB over the wire", phone.wire / KILOBYTE

    def player(self) -> Iterator[tuple[str, float]]:
        with self._phone(service_workers="block") as phone:
            seen = phone.visit(self.player_address)
            yield from _shown("player, first visit", seen)
            yield "player, first visit: takes answers", seen.opened
            phone.page.evaluate(FIGURES)
            yield "player, with all its figures: kB over the wire", phone.wire / KILOBYTE
            phone.page.route("**/api/v1/sessions/**", lambda route: route.abort())
            for answer in ANSWERS:
                _touch(phone.page.locator("label").filter(has=phone.page.locator(answer)).first)
            for name in BUTTONS:
                yield (
                    f"tap on {name}",
                    _tap(phone.page.get_by_role("button", name=name, exact=True)),
                )

    def from_the_worker(self) -> Iterator[tuple[str, float]]:
        with self._phone(service_workers="allow") as phone:
            phone.return_to("/today/")
            phone.wait_until(KEPT)
            slow_the_worker(self.browser.new_browser_cdp_session(), self.address)
            yield "/today/, from the worker: largest paint", phone.return_to("/today/").lcp
            seen = phone.return_to(self.player_address)
            yield "player, from the worker: largest paint", seen.lcp
            yield "player, from the worker: takes answers", seen.opened

    @contextmanager
    def _phone(self, **options: Any) -> Iterator[Phone]:
        with self._context(storage_state=self.signed_in, **options) as context:
            yield Phone(context)

    def _context(self, **options: Any) -> BrowserContext:
        return self.browser.new_context(
            base_url=self.address, viewport=VIEWPORT, has_touch=True, is_mobile=True, **options
        )


def _sign_in(page: Page) -> None:
    """Come to today's sessions, past the questions of the morning if they are due."""
    page.goto("/accounts/login/")
    for name, value in SIGN_IN.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today/")
    page.goto("/today/morning/")
    if (form := page.locator("main form")).count():
        for answer in ("[name=back]", "[name=leg]", "[name=sleep_disturbed]"):
            form.locator(answer).first.check(force=True)
        form.get_by_role("button", name="Continue").click()
        form.wait_for(state="detached")
    page.goto("/today/")


def _shown(name: str, seen: Seen) -> Iterator[tuple[str, float]]:
    yield f"{name}: largest paint", seen.lcp
    yield f"{name}: blocked", seen.blocked
    yield f"{name}: layout shift", seen.cls


def _tap(button: Locator) -> float:
    """Milliseconds until what a button shows is painted."""
    _touch(button)
    return max(button.page.evaluate("seen.taps.splice(0)"))


def _touch(target: Locator) -> None:
    """With a finger and nothing else: what finds the place has its own work done by then."""
    target.wait_for()
    target.scroll_into_view_if_needed()
    target.page.wait_for_timeout(400)
    box = target.bounding_box()
    if box is None:
        raise LookupError(f"Nothing to tap: {target}")
    target.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    target.page.wait_for_timeout(400)


def _print(figures: Mapping[str, list[float]]) -> None:
    print(f"{'median of ' + str(RUNS):48}{'least':>9}{'most':>9}{'':9}budget")
    for name, seen in figures.items():
        middle, budget = median(seen), BUDGETS.get(name)
        line = f"{name:48}" + "".join(f"{one:9.4g}" for one in (middle, min(seen), max(seen)))
        verdict = "" if budget is None else f"{budget:9g}{'' if middle <= budget else '  OVER'}"
        print(line + verdict)


if __name__ == "__main__":
    main()
