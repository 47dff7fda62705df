"""Who may see what a phone has kept: nobody after a sign-out, and never another person."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from people.ids import uuid7
from people.models import Patient
from programs.models import RedFlagCheck
from tests.browser.axe import barriers
from tests.browser.offline.phone import (
    heading,
    held,
    leave,
    sign_in_by_hand,
    visit,
)
from tests.browser.player.session import at, check_in, press
from tests.factories import AcknowledgementFactory
from tests.passwords import with_password

#: What a phone has of nobody.
NOTHING = {"plans": 0, "states": 0, "outbox": 0, "documents": 0, "locks": 0}
#: A tab that sleeps hears nothing of what happens in others.
ASLEEP = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"


@pytest.fixture
def anna(phone: Page, patient: Patient) -> Iterator[Page]:
    sign_in_by_hand(phone, with_password(patient.user, "anna@demo.example"))
    visit(phone)
    yield phone
    leave(phone)


def in_database(page: Page) -> dict[str, int]:
    return page.evaluate(
        """async () => {
          const request = indexedDB.open("sciatica-player");
          await new Promise((resolve) => (request.onsuccess = resolve));
          const names = ["plans", "states", "outbox", "documents", "locks"];
          const transaction = request.result.transaction(names);
          const counts = names.map((name) => transaction.objectStore(name).count());
          await new Promise((resolve) => (transaction.oncomplete = resolve));
          request.result.close();
          return Object.fromEntries(names.map((name, at) => [name, counts[at].result]));
        }"""
    )


def test_signing_out_leaves_nothing_of_the_person(anna):
    anna.add_init_script(
        "PushManager.prototype.getSubscription = async () =>"
        " ({ unsubscribe: async () => localStorage.setItem('reminders', 'off') })"
    )
    anna.goto("/today/account/")
    anna.get_by_role("button", name="Sign out").click()
    anna.wait_for_url("**/accounts/login/**")

    assert set(held(anna)) == {"shell"}
    assert anna.evaluate("({ ...localStorage })") == {"reminders": "off"}
    assert in_database(anna) == NOTHING
    anna.context.set_offline(True)
    anna.goto("/today/")
    heading(anna, "No connection")


def play(page: Page) -> None:
    """Go to the first set of a session."""
    page.goto(f"/today/session/{uuid7()}/?slot=1")
    with page.expect_response("**/api/v1/sessions/*/"):
        check_in(page)
    at(page, "ready")


def sign_out_beside(page: Page) -> Page:
    """Sign out in a second tab."""
    beside = page.context.new_page()
    beside.goto("/today/account/")
    beside.get_by_role("button", name="Sign out").click()
    beside.wait_for_url("**/accounts/login/**")
    return beside


def test_who_signs_out_in_one_tab_leaves_the_player_and_the_day_in_the_others(anna):
    day = anna.context.new_page()
    day.goto("/today/")
    play(anna)
    press(anna, "Start")
    at(anna, "moving")
    beside = sign_out_beside(anna)

    anna.wait_for_url("**/accounts/login/**")
    day.wait_for_url("**/accounts/login/**")
    assert set(held(beside)) == {"shell"}
    assert beside.evaluate("({ ...localStorage })") == {}
    assert in_database(beside) == NOTHING


def test_a_player_that_did_not_hear_of_the_sign_out_keeps_nothing_either(anna):
    anna.add_init_script(ASLEEP)
    play(anna)
    beside = sign_out_beside(anna)
    assert in_database(beside) == NOTHING
    press(anna, "I did it")
    expect(anna.get_by_role("link", name="Sign in to send it")).to_be_visible()

    assert in_database(beside) == NOTHING
    assert set(held(beside)) == {"shell"}


def test_what_an_earlier_edition_left_behind_goes_when_somebody_else_signs_in(anna):
    play(anna)
    anna.evaluate("localStorage.removeItem('sciatica:person')")
    assert in_database(anna)["states"] == 1
    anna.context.clear_cookies()
    jan = AcknowledgementFactory(patient__user__name="Jan Kowal").patient
    sign_in_by_hand(anna, with_password(jan.user, "jan@demo.example"))
    heading(anna, "Your program is being made")

    for _ in range(50):
        if in_database(anna)["states"] == 0:
            break
        anna.wait_for_timeout(100)
    kept = in_database(anna)
    assert (kept["states"], kept["documents"]) == (0, 0)


def test_without_a_network_nobody_can_sign_out(anna):
    anna.goto("/today/account/")
    anna.context.set_offline(True)
    anna.get_by_role("button", name="Sign out").click()

    expect(anna.get_by_text("You are offline. You can sign out when")).to_be_visible()
    assert barriers(anna) == []
    anna.get_by_role("button", name="Stay signed in").click()
    anna.goto("/today/")
    heading(anna, "Three sessions left today")


def test_what_is_not_sent_stays_after_a_sign_out_and_is_sent_when_the_same_person_is_back(
    anna, patient
):
    anna.goto("/today/help/")
    anna.route("**/api/v1/red-flags/", lambda route: route.abort())
    anna.get_by_label("The foot newly drops").check()
    anna.get_by_role("button", name="Send my answer").click()
    heading(anna, "We stop here")
    anna.goto("/today/account/")
    anna.get_by_role("button", name="Sign out").click()
    anna.get_by_role("button", name="Sign out all the same").click(timeout=8000)
    anna.wait_for_url("**/accounts/login/**")
    assert in_database(anna) == NOTHING | {"outbox": 1, "locks": 1}

    anna.unroute("**/api/v1/red-flags/")
    with anna.expect_response("**/api/v1/red-flags/"):
        sign_in_by_hand(anna, "anna@demo.example")
    assert RedFlagCheck.objects.get(patient=patient).flags == ["foot_drop"]


def test_a_second_person_never_sees_the_first_ones_pages(anna):
    jan = AcknowledgementFactory(patient__user__name="Jan Kowal").patient
    with_password(jan.user, "jan@demo.example")
    anna.context.clear_cookies()  # Anna's sign-in has run out; nobody signed out
    sign_in_by_hand(anna, "jan@demo.example")
    heading(anna, "Your program is being made")

    anna.context.set_offline(True)
    for address in ("/today/program/", "/today/account/", "/today/"):
        anna.goto(address)
        expect(anna.get_by_text("Anna")).to_have_count(0)
        expect(anna.get_by_text("Knees to chest")).to_have_count(0)


def test_while_somebody_signs_in_the_door_is_shut(anna):
    anna.context.clear_cookies()
    anna.goto("/accounts/login/")
    anna.route("**/accounts/login/", lambda route: route.abort())
    anna.locator("[name=login]").fill("jan@demo.example")
    anna.locator("[name=password]").fill("not-hers")
    anna.locator("[name=password]").press("Enter")
    anna.wait_for_timeout(300)
    anna.context.set_offline(True)
    anna.goto("/today/")

    heading(anna, "No connection")
    expect(anna.get_by_text("Three sessions")).to_have_count(0)


def test_pages_stay_readable_when_the_sign_in_has_run_out_and_say_what_to_do(anna):
    anna.context.clear_cookies()
    anna.goto("/today/")

    heading(anna, "Three sessions left today")
    expect(anna.get_by_role("link", name="Sign in again to send what you did")).to_be_visible()
    assert barriers(anna) == []
