"""Seen from the mat: the count, the figure and Stop on every size of screen, and with one hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people.models import Patient
from tests.browser.axe import barriers, overflow
from tests.browser.player.session import at, check_in, press
from tests.factories import PrescribedLineFactory, SignOffFactory, exercise
from tests.following.phone import at_home_with

SMALLEST = (320, 568)
SIZES = [SMALLEST, (390, 664), (390, 844), (844, 390), (820, 1180), (1180, 820), (1920, 1080)]
A_THIRD = 0.3

#: Boxes of what one must see, as [left, top, right, bottom], and of everything one can touch.
BOXES = """
() => {
  const seen = (one) => one.getClientRects().length > 0;
  const box = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const first = (selector) => [...document.querySelectorAll(selector)].find(seen);
  const place = (selector) => (first(selector) ? box(first(selector)) : null);
  return {
    count: place("[data-text=count]"),
    ring: place(".ring"),
    figure: place("[data-figure] svg"),
    stop: place(".player__stop"),
    bar: place(".exercise__bar"),
    controls: [...document.querySelectorAll("main button, main a")].filter(seen).map(box),
    wide: document.documentElement.scrollWidth - innerWidth,
    long: document.documentElement.scrollHeight - innerHeight,
  };
}
"""


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """A wordy set of two on each side, then a resting position of five minutes."""
    wordy = exercise("figure-4-stretch")
    dose = {"sets": 1, "repetitions": 2, "hold": 10, "sides": "each", "rest": 10}
    revision = at_home_with({"exercise": wordy} | dose)
    SignOffFactory(program=revision.program, exercise=wordy)
    position = exercise("prone-lying")
    dose = {"sets": 1, "repetitions": 1, "hold": 300, "tempo": "1-0-1"}
    PrescribedLineFactory(revision=revision, exercise=position, place=1, **dose)
    SignOffFactory(program=revision.program, exercise=position)
    return revision.program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    check_in(opened)
    at(opened, "ready")
    return opened


def height(box: list[float]) -> float:
    return box[3] - box[1]


def area(box: list[float]) -> float:
    return (box[2] - box[0]) * height(box)


def is_within(box: list[float], size: tuple[int, int]) -> bool:
    width, tall = size
    return box[0] >= -1 and box[1] >= -1 and box[2] <= width + 1 and box[3] <= tall + 1


def problems(boxes: dict[str, Any], size: tuple[int, int], *, counts: bool) -> Iterator[str]:
    """What cannot be seen or touched as it must; nothing is the rule."""
    stop = boxes["stop"]
    if not is_within(stop, size) or height(stop) < 72:
        yield f"Stop is at {stop}"
    if max(boxes["controls"], key=area) != stop:
        yield "Stop is not the largest"
    if boxes["wide"] > 0:
        yield "the screen is wider than the phone"
    if counts:
        yield from problems_of_the_count(boxes, size)


def problems_of_the_count(boxes: dict[str, Any], size: tuple[int, int]) -> Iterator[str]:
    figure = boxes["figure"]
    if height(boxes["count"]) < A_THIRD * size[1]:
        yield f"the count is {height(boxes['count'])} px high"
    if boxes["long"] > 0:
        yield f"{boxes['long']} px are out of sight"
    if not is_within(figure, size) or height(figure) < 40:
        yield f"the figure is at {figure}"
    if size[0] > size[1] and figure[2] > boxes["ring"][0]:
        yield "the figure is not beside the count"


def seen_in_every_size(page: Page, *, counts: bool) -> dict[tuple[int, int], list[str]]:
    found = {}
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        found[size] = list(problems(page.evaluate(BOXES), size, counts=counts))
    return found


def test_count_figure_and_stop_are_seen_from_two_metres_in_every_size(player):
    nothing: dict[tuple[int, int], list[str]] = {size: [] for size in SIZES}
    expect(player.locator("[data-figure] svg")).to_be_visible()
    assert seen_in_every_size(player, counts=False) == nothing

    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(3100)
    expect(player.get_by_role("timer")).to_contain_text("10")
    assert seen_in_every_size(player, counts=True) == nothing

    player.clock.run_for(29_000)
    at(player, "rest")
    expect(player.get_by_role("button", name="Start now")).to_be_visible()
    assert seen_in_every_size(player, counts=True) == nothing

    press(player, "Skip…")
    press(player, "No time")
    expect(at(player, "ready")).to_contain_text("Exercise 2 of 2")
    press(player, "Start")
    expect(at(player, "moving").get_by_role("timer")).to_contain_text("5:00")
    assert seen_in_every_size(player, counts=True) == nothing


def test_without_a_network_nothing_is_cut_for_the_note_that_says_so(player):
    player.context.set_offline(True)
    press(player, "I did it")
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(3100)
    note = player.get_by_text("No connection. All is kept on this phone.")
    expect(note).to_be_visible()
    found = seen_in_every_size(player, counts=True)
    # The smallest phone shows the note below what one must see.
    assert [said for said in found.pop(SMALLEST) if "out of sight" not in said] == []
    assert not any(found.values()), found

    player.set_viewport_size({"width": 844, "height": 390})
    expect(note).to_be_in_viewport(ratio=1)


def test_a_tap_anywhere_pauses_and_every_way_to_do_a_set_is_one_hands_reach(player):
    press(player, "Start")
    moving = at(player, "moving")
    player.clock.run_for(3100)
    player.locator("[data-figure]").click()
    expect(moving.get_by_role("button", name="Go on")).to_be_visible()
    moving.get_by_role("timer").click()
    expect(moving.get_by_role("button", name="Pause")).to_be_visible()
    press(player, "Begin this set anew")
    expect(moving.get_by_role("timer")).to_contain_text("3")
    player.locator("[data-figure]").click()
    controls = moving.locator("button:visible").all()
    tops = [box["y"] for one in controls if (box := one.bounding_box())]
    assert min(tops) > 0.4 * 844

    player.clock.run_for(100)
    press(player, "Skip…")
    press(player, "I am not sure how")
    press(player, "Back to the set before")
    expect(at(player, "ready")).to_contain_text("Right side")
    press(player, "By hand")
    player.locator("[data-figure]").click()
    expect(at(player, "by-hand").get_by_role("timer")).to_contain_text("1")
    player.clock.resume()  # axe waits by the page's clock
    assert barriers(player) == []
    with player.expect_response("**/events/") as told:
        press(player, "One more")
    (event,) = told.value.request.post_data_json["events"]
    assert (event["kind"], event["number"], event["repetitions"]) == ("ticked", 2, 2)
    expect(at(player, "ready")).to_contain_text("Exercise 2 of 2")


def test_with_letters_twice_as_large_stop_stays_in_sight_and_nothing_is_cut(player):
    player.evaluate("document.documentElement.style.fontSize = '236%'")
    for leave in ("Start", None):
        assert overflow(player) <= 0
        expect(player.locator(".player__stop:visible")).to_be_in_viewport(ratio=1)
        if leave:
            press(player, leave)
            at(player, "moving")


def test_with_reduced_motion_nothing_sweeps(player):
    player.emulate_media(reduced_motion="reduce")
    player.reload()
    at(player, "ready")
    press(player, "Start")
    ring = at(player, "moving").locator("[data-ring]")
    player.clock.run_for(1200)
    before = ring.get_attribute("stroke-dashoffset")
    player.clock.run_for(400)

    assert ring.get_attribute("stroke-dashoffset") == before
    expect(player.locator("[data-figure] img")).to_have_count(2)
