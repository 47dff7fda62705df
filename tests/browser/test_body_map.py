"""A patient shows where it hurts: by touch, by key, from the list, with and without scripts."""

import mimetypes
from collections.abc import Callable
from itertools import product

import pytest
from django.conf import settings
from django.template import Context, Template
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from people import body
from tests.browser.axe import barriers_in_either_scheme
from tests.browser.conftest import DESK, PHONE

ORIGIN = "http://body.test/"
PAGE = """<!doctype html>
<html lang="en" dir="ltr" data-shell="phone"><title>Body map</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/css/site.css">
<link rel="stylesheet" href="/static/css/pages/player.css">
<script type="module" src="/static/js/body-map.js"></script>
<main class="player"><h1>Stop</h1><form class="player__screen">
{% cotton body-map legend="Where do you feel it?" help="Touch every place." /%}
<button type="reset">Anew</button></form></main>
</html>"""
CODES = [one.code for one in body.PLACES]


def serve(route: Route) -> None:
    """Answer with the page, or with a file of the house, under a policy as strict as its own."""
    path = route.request.url.removeprefix(ORIGIN)
    policy = {"Content-Security-Policy": "default-src 'self'"}
    if path:
        kind = mimetypes.guess_type(path)[0]
        text = (settings.BASE_DIR / path).read_text()
        route.fulfill(body=text, content_type=kind, headers=policy)
    else:
        html = Template(PAGE).render(Context())
        route.fulfill(body=html, content_type="text/html", headers=policy)


def opened(page: Page) -> Page:
    page.route(f"{ORIGIN}**", serve)
    page.goto(ORIGIN)
    return page


@pytest.fixture
def unscripted(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(**PHONE, java_script_enabled=False).new_page()


def region(page: Page, code: str) -> Locator:
    return page.locator(f"label[data-place={code}]")


def ticked(page: Page) -> list[str]:
    return [box.get_attribute("value") for box in page.locator("input:checked").all()]


def filled(page: Page, code: str) -> str:
    drawn = page.locator(f"path[data-place={code}]")
    return drawn.evaluate("(path) => getComputedStyle(path).fill")


def is_marked(page: Page, code: str) -> bool:
    """Whether a place wears the tick, which shows where colours do not."""
    tick = """(label) => {
      const { content, display, visibility, borderBottomWidth, borderBottomColor } =
        getComputedStyle(label, "::after");
      const place = label.parentElement.querySelector(`path[data-place="${label.dataset.place}"]`);
      return content !== "none" && display !== "none" && visibility === "visible"
        && borderBottomWidth === "3px" && borderBottomColor !== getComputedStyle(place).fill;
    }"""
    return region(page, code).evaluate(tick)


def words(page: Page) -> Locator:
    return page.locator(".body-map__words")


def test_a_touch_on_the_figure_ticks_the_box_lights_the_place_and_names_it(phone):
    opened(phone)
    expect(words(phone)).to_have_text("Nothing chosen yet.")

    region(phone, "thigh_back_left").tap()
    region(phone, "low_back_left").tap()

    assert ticked(phone) == ["low_back_left", "thigh_back_left"]
    expect(words(phone)).to_have_text("Left low back, back of the left thigh")
    assert is_marked(phone, "thigh_back_left")
    assert not is_marked(phone, "calf_left")
    plain = filled(phone, "calf_left")
    expect(phone.locator("path[data-place=low_back_left]")).not_to_have_css("fill", plain)


def test_a_second_touch_takes_the_place_back(phone):
    opened(phone)

    region(phone, "shin_right").tap()
    region(phone, "shin_right").tap()

    assert ticked(phone) == []
    expect(words(phone)).to_have_text("Nothing chosen yet.")


def test_every_place_is_big_enough_for_a_finger_and_lies_on_its_own_part_of_the_figure(phone):
    opened(phone)

    for code in CODES:
        target = region(phone, code).bounding_box()
        drawn = phone.locator(f"path[data-place={code}]").bounding_box()
        middle = drawn["x"] + drawn["width"] / 2, drawn["y"] + drawn["height"] / 2
        assert min(target["width"], target["height"]) >= 48
        assert target["x"] < middle[0] < target["x"] + target["width"]
        assert target["y"] < middle[1] < target["y"] + target["height"]


def test_the_patients_left_is_on_the_left_from_behind_and_on_the_right_from_the_front(phone):
    opened(phone)

    for left, right, mirrored in (
        ("calf_left", "calf_right", False),
        ("shin_left", "shin_right", True),
    ):
        one, other = (region(phone, code).bounding_box()["x"] for code in (left, right))
        assert (one > other) == mirrored


def test_the_list_is_walked_by_keys_alone(desk):
    opened(desk)

    desk.keyboard.press("Tab")
    expect(desk.locator("summary")).to_be_focused()
    desk.keyboard.press("Enter")
    for _ in CODES[: CODES.index("buttock_right") + 1]:
        desk.keyboard.press("Tab")
    desk.keyboard.press("Space")

    assert ticked(desk) == ["buttock_right"]
    expect(words(desk)).to_have_text("Right buttock")
    assert is_marked(desk, "buttock_right")


def test_without_scripts_figure_and_list_are_one(unscripted):
    opened(unscripted)

    region(unscripted, "heel_left").tap()
    unscripted.locator("summary").tap()
    unscripted.get_by_label("Left calf").check()

    expect(unscripted.get_by_label("Left heel or sole")).to_be_checked()
    assert is_marked(unscripted, "calf_left")
    expect(words(unscripted)).to_be_hidden()


def test_a_form_begun_anew_has_no_place_chosen(phone):
    opened(phone)
    region(phone, "groin_left").tap()

    phone.get_by_role("button", name="Anew").tap()

    expect(words(phone)).to_have_text("Nothing chosen yet.")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nobody_meets_a_barrier_on_the_map(new_context, screen):
    page = opened(new_context(**screen).new_page())
    region(page, "calf_left").click()
    page.locator("summary").click()

    assert barriers_in_either_scheme(page) == []


def test_where_the_reader_chose_the_colours_a_chosen_place_is_marked_and_not_painted(new_context):
    page = opened(new_context(**PHONE, forced_colors="active").new_page())

    region(page, "calf_left").tap()

    assert is_marked(page, "calf_left")
    assert filled(page, "calf_left") == filled(page, "calf_right")


def test_phone_and_server_tell_alike_where_the_pain_moved(browser: Browser):
    page = opened(browser.new_page())
    places = [{"code": one.code, "side": one.side, "reach": one.reach} for one in body.PLACES]
    choices: list[list[str]] = [[], *([code] for code in CODES)]
    choices += [[one, other] for one, other in product(CODES[4:12], CODES[:8]) if one != other]
    pairs = list(product(choices, choices))

    told = page.evaluate(
        """async ({ places, pairs }) => {
          const { moved } = await import("/static/js/body.js");
          return pairs.map(([before, now]) => moved(places, before, now));
        }""",
        {"places": places, "pairs": pairs},
    )

    page.close()
    assert told == [body.moved(before, now) for before, now in pairs]
