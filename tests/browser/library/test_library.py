"""The library in a real browser: by keyboard, by scrolling, back and forward, and on the phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from exercises.models import Exercise
from exercises.services import load_library
from tests.browser.axe import barriers, barriers_in_either_scheme
from tests.database import empty_library
from tests.exercises.conftest import many_squats
from tests.factories import DoctorFactory

BLANK, SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"


@pytest.fixture
def sign_in(transactional_db: None, base_url: str) -> Callable[[Page], Page]:
    def give_cookie(page: Page) -> Page:
        client = Client()
        client.force_login(DoctorFactory().user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
        page.context.add_cookies([cookie])
        # What the figures look like is not asked here, and to draw them all takes long.
        page.route("**/figure.svg*", lambda route: route.fulfill(body=BLANK, content_type=SVG))
        return page

    return give_cookie


@pytest.fixture
def library(sign_in: Callable[[Page], Page], desk: Page) -> Page:
    sign_in(desk).goto("/library/")
    return desk


def cards(page: Page) -> Locator:
    return page.locator(".exercise-card__link")


def test_slash_jumps_to_the_search_typing_keeps_the_focus_and_escape_clears(library):
    everything = library.get_by_role("status").first.inner_text()
    library.keyboard.press("/")
    field = library.get_by_role("searchbox", name="Search the library")
    expect(field).to_be_focused()

    library.keyboard.type("knee hgu")
    expect(cards(library).first).to_have_text("Double knee-to-chest")
    expect(field).to_be_focused()
    expect(library).to_have_url(re.compile(r"\?q=knee\+hgu$"))

    library.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(library.get_by_role("status").first).to_have_text(everything)


def test_the_arrows_walk_among_the_cards_as_in_a_grid(library):
    last = cards(library).count() - 1
    library.keyboard.press("/")
    library.keyboard.press("ArrowDown")
    expect(cards(library).nth(0)).to_be_focused()

    for key, place in (("ArrowRight", 1), ("ArrowDown", 6), ("ArrowLeft", 5), ("End", last)):
        library.keyboard.press(key)
        expect(cards(library).nth(place)).to_be_focused()

    library.keyboard.press("Home")
    library.keyboard.press("ArrowUp")
    expect(library.get_by_role("searchbox", name="Search the library")).to_be_focused()


def test_a_card_moves_while_it_has_the_focus_and_stands_still_after(library):
    picture = library.locator(".exercise-card img").first
    expect(picture).to_have_attribute("src", re.compile("still=1"))

    cards(library).first.focus()
    expect(picture).to_have_attribute("src", re.compile("tempo="))

    cards(library).nth(1).focus()
    expect(picture).to_have_attribute("src", re.compile("still=1"))


def test_a_card_stands_still_for_who_wants_no_motion(library):
    library.emulate_media(reduced_motion="reduce")

    cards(library).first.focus()

    expect(library.locator(".exercise-card img").first).to_have_attribute(
        "src", re.compile("still=1")
    )


def test_back_and_forward_undo_and_redo_a_filter(library):
    position, everything = library.get_by_label("Position"), cards(library).count()
    sitting = Exercise.objects.filter(position="SIT").count()
    position.select_option("SIT")
    expect(cards(library)).to_have_count(sitting)

    library.go_back()
    expect(cards(library)).to_have_count(everything)
    expect(position).to_have_value("")

    library.go_forward()
    expect(cards(library)).to_have_count(sitting)
    expect(position).to_have_value("SIT")


def test_a_star_is_set_by_keyboard_and_kept(library):
    star = library.get_by_role("button", name="Favourite: Double knee-to-chest")
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()

    library.get_by_label("Favourites", exact=True).select_option("only")

    expect(cards(library)).to_have_text(["Double knee-to-chest"])


@pytest.fixture
def thirty(sign_in: Callable[[Page], Page], desk: Page, tmp_path: Path) -> Page:
    empty_library()
    many_squats(tmp_path)
    load_library(folder=tmp_path)
    sign_in(desk).goto("/library/")
    return desk


def test_scrolling_brings_more_and_coming_back_finds_them_again(thirty):
    expect(cards(thirty)).to_have_count(20)
    cards(thirty).last.scroll_into_view_if_needed()
    thirty.mouse.wheel(0, 4000)
    expect(cards(thirty)).to_have_count(30)
    expect(thirty).to_have_url(re.compile(r"page=2$"))

    cards(thirty).last.click()
    expect(thirty.get_by_role("heading", level=1)).to_be_visible()
    thirty.go_back()

    expect(cards(thirty)).to_have_count(30)


def test_who_stands_on_show_more_stands_on_the_first_card_that_it_brings(thirty):
    thirty.get_by_role("link", name="Show more").focus()

    expect(cards(thirty).nth(20)).to_be_focused()


def test_no_barriers_at_the_desk(library):
    assert barriers_in_either_scheme(library) == []

    library.goto("/library/?q=zzz")
    assert barriers_in_either_scheme(library) == []

    library.goto("/library/double-knee-to-chest/")
    expect(library.get_by_text("Where it is used")).to_be_visible()
    assert barriers_in_either_scheme(library) == []


def test_the_filters_are_within_reach_on_the_phone(sign_in, phone):
    sign_in(phone).goto("/library/")

    phone.get_by_label("Safe with…").select_option("pregnancy")

    expect(phone).to_have_url(re.compile("safe=pregnancy"))
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert barriers(phone) == []
