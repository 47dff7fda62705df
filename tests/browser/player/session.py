"""A patient at the player: signed in, with the clock in the test's hands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from people.ids import uuid7
from people.models import Patient
from programs.models import RedFlagCheck

FETCH_PLAN = """
async (patient) => {
  const { openStore } = await import("/static/js/offline/store.js");
  const { fetchPlan } = await import("/static/js/offline/fetch-plan.js");
  return (await fetchPlan(await openStore(), patient)).isFresh;
}
"""
FORGET = """
async (patient) => {
  const { openStore } = await import("/static/js/offline/store.js");
  await (await openStore()).forget(patient);
}
"""


def sign_in(context: BrowserContext, patient: Patient, address: str) -> None:
    """Give the browser the patient's sign-in; the red flags were asked today."""
    RedFlagCheck.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=patient.user, flags=[]
    )
    client = Client()
    client.force_login(patient.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


@contextmanager
def until_quiet(page: Page) -> Iterator[None]:
    """Let the page tell the server what it has to, before the test's database goes."""
    under_way: set[Request] = set()
    page.context.on("request", lambda request: under_way.add(request))
    page.context.on("requestfinished", lambda request: under_way.discard(request))
    page.context.on("requestfailed", lambda request: under_way.discard(request))
    page.on("close", lambda _page: under_way.clear())
    yield
    open_still = page.context.pages[-1]
    open_still.wait_for_timeout(100)
    while under_way:
        open_still.wait_for_timeout(100)


def keep_plan(page: Page) -> None:
    """Let the phone fetch the plan, as each of its pages does."""
    assert page.evaluate(FETCH_PLAN, page.locator("main").get_attribute("data-patient"))


def forget(page: Page) -> None:
    """Let the phone have nothing of its patient, not even what Today has just kept."""
    page.evaluate(FORGET, page.locator("main").get_attribute("data-patient"))


def without_document(page: Page) -> None:
    """From now on the player's page comes as the phone keeps it, with no session in it."""
    shell = page.request.get("/today/session/").text()
    kept = {"body": shell, "content_type": "text/html"}
    page.route("**/today/session/**", lambda route: route.fulfill(**kept))


def open_anew(page: Page, slot: int = 1) -> None:
    page.goto(f"/today/session/{uuid7()}/?slot={slot}")


def refuse(route: Route, *, words: str = "Paused.") -> None:
    """Answer as the server does what it will never keep."""
    told = route.request.post_data_json
    ids = [one["id"] for one in told.get("events", [told])]
    route.fulfill(status=409, json={"detail": words, "errors": {}, "refused": ids})


def open_session(page: Page, slot: int = 1) -> None:
    now = timezone.now()
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=1))
    open_anew(page, slot)


def at(page: Page, name: str) -> Locator:
    """The screen of that name, once it is shown."""
    expect(page.locator("main")).to_have_attribute("data-at", name)
    return page.locator("[data-screen]:visible")


def check_in(page: Page, *places: str, back: int = 1, leg: int = 2, ill: str = "No") -> None:
    """Answer the questions before a first session, with nothing that is new or a warning sign."""
    feel(page, back=back, leg=leg, ill=ill)
    if back or leg:
        touch(at(page, "where"), *places)
        press(page, "Next")
        at(page, "red-flags")
        press(page, "None of these")
    at(page, "new-condition")
    press(page, "None of these")


def feel(page: Page, *, back: int = 0, leg: int = 0, ill: str = "No") -> None:
    screen = at(page, "check-in")
    rate(screen, "back", back)
    rate(screen, "leg", leg)
    screen.get_by_label(ill, exact=True).check()
    screen.get_by_role("button", name="Next").click()


def touch(screen: Locator, *places: str) -> None:
    """Touch places of the body map's figures."""
    for place in places:
        screen.locator(f"label[data-place={place}]:visible").click()


def rate(screen: Locator, where: str, pain: int) -> None:
    scale = screen.get_by_role("group", name=re.compile(where))
    scale.get_by_label(str(pain), exact=True).check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tick(page: Page, number: int, *, of: int) -> None:
    """Say of a set that it is done, once it is the one that stands there."""
    expect(at(page, "ready")).to_contain_text(f"Set {number} of {of}")
    press(page, "I did it")


def answer_stop(
    page: Page, *places: str, back: int = 1, leg: int = 2, moved: str = "No, it stayed"
) -> None:
    """The three questions, and no warning sign."""
    screen = at(page, "stop")
    touch(screen, *places)
    press(page, "Next")
    rate(screen, "back", back)
    rate(screen, "leg", leg)
    press(page, "Next")
    screen.get_by_label(moved).check()
    press(page, "Next")
    if back or leg:
        at(page, "red-flags")
        press(page, "None of these")


def rate_after(page: Page, *, back: int = 0, leg: int = 0) -> None:
    screen = at(page, "after")
    rate(screen, "back", back)
    rate(screen, "leg", leg)
    press(page, "Finish")
