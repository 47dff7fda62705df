"""The voice and the sounds of the player, and every screen read aloud."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people.models import Patient
from tests.browser.axe import barriers
from tests.browser.player.session import at, check_in, open_session, press, sign_in, until_quiet
from tests.following.phone import at_home_with

#: Stands in for the browser's engine, which a machine without loudspeakers lacks.
ENGINE = """
window.said = [];
window.tones = 0;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB", localService: true }],
  cancel: () => {},
  speak: ({ text }) => {
    if (sessionStorage.getItem("broken")) throw new Error("no loudspeaker");
    window.said.push(text);
  },
  addEventListener: () => {},
} });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { window.tones += 1; start.call(this, at); };
"""


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    return at_home_with({"sets": 2, "repetitions": 1, "hold": 10, "rest": 10}).program.patient


@pytest.fixture
def phone_of(phone: Page, patient: Patient, base_url: str) -> Iterator[Page]:
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        yield phone


@pytest.fixture
def player(phone_of: Page) -> Page:
    phone_of.add_init_script(ENGINE)
    open_session(phone_of)
    return phone_of


def said(page: Page) -> list[str]:
    heard: Any = page.evaluate("window.said.filter(Boolean)")
    return heard


def test_the_voice_exercises_along_and_one_tap_turns_it_off_for_good(player):
    check_in(player)
    name = at(player, "ready").get_by_role("heading", level=1).inner_text()
    assert said(player)[-1] == f"Exercise 1 of 1. {name}. Set 1 of 2."

    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(16_100)
    at(player, "rest")
    assert said(player)[-4:] == ["move 3.", "hold 10.", "back 3.", "Rest, 10 seconds. Set 2 of 2."]
    assert player.evaluate("window.tones") > 0
    expect(player.locator("[data-news]")).to_have_text("Rest, 10 seconds. Set 2 of 2.")

    voice = player.get_by_role("button", name="Voice and sounds")
    expect(voice).to_have_attribute("aria-pressed", "true")
    voice.click()
    spoken, tones = said(player), player.evaluate("window.tones")
    player.clock.run_for(14_000)
    at(player, "moving")
    assert (said(player), player.evaluate("window.tones")) == (spoken, tones)

    player.reload()
    expect(voice).to_have_attribute("aria-pressed", "false")


def test_nothing_is_heard_before_a_touch_and_an_engine_that_fails_disturbs_nothing(player):
    check_in(player)
    player.evaluate("sessionStorage.setItem('broken', 'yes')")
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(16_100)
    expect(at(player, "rest").get_by_role("timer")).to_contain_text("10")

    player.evaluate("sessionStorage.clear()")
    player.reload()
    at(player, "rest")
    assert said(player) == []


def test_every_screen_is_read_aloud_at_the_press_of_a_button(player):
    aloud = player.get_by_role("button", name="Read aloud")
    at(player, "check-in")
    aloud.click()
    assert said(player)[0] == "How do you feel now?"
    player.clock.run_for(5000)  # what comes next is worked out meanwhile
    expect(aloud).to_have_attribute("aria-pressed", "true")
    aloud.click()
    expect(aloud).to_have_attribute("aria-pressed", "false")

    for address in ("/start/", "/today/"):
        player.goto(address)
        aloud.click()
        assert player.get_by_role("heading", level=1).inner_text() in said(player)
    player.clock.resume()  # axe waits by the page's clock
    assert barriers(player) == []


def test_without_a_voice_there_is_no_button_that_promises_one(phone_of):
    phone_of.goto("/today/")
    expect(phone_of.get_by_role("link", name="Diary")).to_be_visible()

    assert phone_of.evaluate("speechSynthesis.getVoices().length") == 0
    expect(phone_of.get_by_role("button", name="Read aloud")).to_be_hidden()


def test_a_whole_session_by_keyboard_alone(player):
    check_in(player)
    at(player, "ready")
    focused = "document.activeElement.textContent.trim()"
    assert player.evaluate(focused) == at(player, "ready").get_by_role("heading").inner_text()

    def tab_to(name: str) -> None:
        for _ in range(12):
            player.keyboard.press("Tab")
            if player.evaluate(focused) == name:
                return
        raise AssertionError(f"Tab does not lead to {name}")

    tab_to("Start")
    player.keyboard.press("Enter")
    at(player, "moving")
    tab_to("Pause")
    player.keyboard.press("Space")
    expect(player.get_by_role("button", name="Go on")).to_be_visible()
    tab_to("Go on")
    player.keyboard.press("Enter")
    tab_to("Stop – it hurts")
    player.clock.run_for(16_100)
    at(player, "rest")
    assert player.evaluate(focused) == "Stop – it hurts"
    player.keyboard.press("Enter")
    at(player, "stop")
