"""After one visit the patient's pages open with the network off, and say from when they are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from people.models import Patient
from programs.models import RedFlagCheck, Revision
from tests.browser.axe import barriers
from tests.browser.conftest import PHONE
from tests.browser.offline.phone import TWICE, heading, held, leave, until, visit
from tests.browser.player.session import at, check_in, sign_in
from tests.factories import SessionFactory

#: All that the browser and its worker ask for ends at a port on which nothing listens.
NOWHERE = ("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>")
#: Pictures further down are drawn once they are scrolled to.
DRAWN = """
[...document.querySelectorAll("main img")].every((one) => {
  one.scrollIntoView();
  return one.complete && one.naturalWidth > 0;
})
"""


@pytest.fixture
def today(phone: Page, patient: Patient, base_url: str) -> Iterator[Page]:
    sign_in(phone.context, patient, base_url)
    visit(phone)
    yield phone
    leave(phone)


def test_all_of_it_opens_offline_after_the_browser_was_restarted(
    patient, base_url, tmp_path, browser_type, browser_type_launch_args
):
    def opened(*args: str) -> BrowserContext:
        options = {**browser_type_launch_args, **PHONE, "base_url": base_url}
        options["args"] = [*options["args"], *args]
        return browser_type.launch_persistent_context(tmp_path, **options)

    with opened() as first:
        sign_in(first, patient, base_url)
        visit(first.pages[0])
    with opened(*NOWHERE) as again:
        page = again.pages[0]
        for address, words in {
            "/today/": "Three sessions left today",
            "/today/program/": "My program",
            "/diary/": "Diary",
            "/today/help/": "Get help",
            "/today/rules/": "Safety rules",
        }.items():
            page.goto(address)
            heading(page, words)
            expect(page.get_by_text("No connection. This page is from")).to_be_visible()
            until(page, DRAWN)
            assert barriers(page) == []


def test_a_page_that_needs_the_network_says_so_and_whom_to_call(today):
    today.context.set_offline(True)
    today.goto("/today/help/new/")

    heading(today, "No connection")
    expect(today.get_by_role("link", name="Emergency: call 112")).to_be_visible()
    assert barriers(today) == []
    today.get_by_role("link", name="Back to today").click()
    heading(today, "Three sessions left today")


def test_without_a_copy_the_phone_draws_the_day_itself_and_knows_what_it_has_begun(today):
    today.context.set_offline(True)
    today.get_by_role("link", name="Start session").click()
    check_in(today, back=0, leg=0)
    at(today, "ready")
    today.goto("/today/")
    expect(today.get_by_role("link", name="Continue session")).to_be_visible()
    expect(today.get_by_text("under way")).to_be_visible()
    today.evaluate(
        """async () => {
          const names = (await caches.keys()).filter((name) => name.startsWith("sciatica-private"));
          await Promise.all(names.map(async (name) => (await caches.open(name)).delete("/today/")));
        }"""
    )
    today.reload()

    heading(today, "Three sessions left today")
    expect(today.get_by_text("Your plan is as of")).to_be_visible()
    assert barriers(today) == []
    today.get_by_role("link", name="Continue session").click()
    at(today, "ready")


def test_a_kept_day_gives_way_to_the_servers_newer_one(today, patient):
    SessionFactory(revision=Revision.objects.get(program__patient=patient), slot=1)
    today.reload()

    heading(today, "Two sessions left today")


def test_a_warning_sign_is_kept_locks_at_once_and_is_told_later(today, patient):
    today.goto("/today/help/")
    today.context.set_offline(True)
    today.get_by_label("Cannot control or feel").check()
    today.get_by_role("button", name="Send my answer").click()

    heading(today, "Get help now")
    expect(today.get_by_role("link", name="Emergency: call 112")).to_be_visible()
    expect(today.get_by_text("What you did is kept on this phone")).to_be_visible()
    assert barriers(today) == []
    with today.expect_response("**/api/v1/red-flags/"):
        today.context.set_offline(False)
    heading(today, "Your plan is paused")
    assert RedFlagCheck.objects.filter(patient=patient).latest("id").flags == ["bowels"]


def test_warning_signs_that_are_sent_again_at_once_are_told_once(today, patient):
    today.goto("/today/help/")
    today.get_by_label("Cannot control or feel").check()
    today.locator("form[data-signs]").evaluate(TWICE)

    heading(today, "Call 112 now")
    assert RedFlagCheck.objects.filter(patient=patient, flags=["bowels"]).count() == 1


#: From now on nothing can be written.
FULL = """() => {
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
    if (mode === "readwrite") throw new DOMException("Full", "QuotaExceededError");
    return begin.call(this, stores, mode, ...more);
  };
}"""


def test_a_warning_sign_is_told_by_a_full_phone_and_locks_one_whose_plan_is_paused(today, patient):
    def answer(*signs: str) -> None:
        for sign in signs:
            today.get_by_label(sign).check()
        today.get_by_role("button", name="Send my answer").click()

    today.goto("/today/help/")
    answer()
    heading(today, "Thank you")
    today.goto("/today/help/")
    today.evaluate(FULL)
    answer("Cannot control or feel")
    heading(today, "Call 112 now")
    assert RedFlagCheck.objects.filter(patient=patient).latest("id").flags == ["bowels"]

    with today.expect_response("**/api/v1/plan/"):
        today.goto("/today/help/")
    today.wait_for_timeout(1000)
    assert "/today/help/answer/" in held(today)["private"]
    today.context.set_offline(True)
    answer("Cannot control or feel")
    expect(today.get_by_text("Do no exercises until your doctor")).to_be_visible()
    expect(today.get_by_role("link", name="Emergency: call 112")).to_be_visible()
    assert "/today/help/answer/" not in held(today)["private"]
