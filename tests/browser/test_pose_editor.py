"""A doctor composes a figure: by pointer, by key, by number."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from exercises.figures.reader import pose_data
from exercises.models import Exercise
from tests.browser.axe import barriers, barriers_in_either_scheme
from tests.factories import DoctorFactory, own_exercise


@pytest.fixture
def exercise(transactional_db: None) -> Exercise:
    return own_exercise(DoctorFactory())


@pytest.fixture
def opened(exercise: Exercise, base_url: str) -> Callable[..., Page]:
    def open_for_its_doctor(page: Page, begin: str = "") -> Page:
        client = Client()
        client.force_login(exercise.author)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
        page.context.add_cookies([cookie])
        page.goto(f"/library/{exercise.slug}/poses/?from={begin}")
        drawn(page)
        return page

    return open_for_its_doctor


@pytest.fixture
def editor(desk: Page, opened: Callable[..., Page]) -> Page:
    return opened(desk, "standing")


def drawn(page: Page) -> None:
    expect(page.locator("[data-poses][data-ready]")).to_be_visible()


def turn_to(page: Page, pose: str) -> None:
    page.get_by_role("button", name=pose, exact=True).click()
    drawn(page)


def drag(page: Page, joint: str, across: int, down: int) -> None:
    box = page.get_by_role("slider", name=joint).locator(".handle__dot").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=4)
    page.mouse.up()


def field(page: Page, part: str, name: str) -> Locator:
    details = page.locator("details").filter(has=page.get_by_role("heading", name=part))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details.get_by_label(name, exact=True).filter(visible=True)


def test_a_dragged_and_nudged_knee_plays_is_saved_and_shown(editor: Page, exercise: Exercise):
    turn_to(editor, "End")
    drag(editor, "Right knee", 90, -60)
    hip = field(editor, "Right leg", "Hip bends")
    dragged = float(hip.input_value())
    knee = editor.get_by_role("slider", name="Right knee")
    knee.focus()
    knee.press("ArrowDown")
    knee.press("Shift+ArrowDown")
    expect(knee).to_have_attribute("aria-valuetext", re.compile(f"^Hip bends {dragged - 11:.0f}°"))

    editor.get_by_role("button", name="Play").click()
    film = editor.get_by_role("img", name="The exercise, playing")
    expect(film.locator("animate").first).to_be_attached()
    editor.get_by_role("button", name="Save the figure").click()

    expect(editor.locator("#status")).to_have_text("Saved.")
    exercise.refresh_from_db()
    assert exercise.current.figure["poses"]["end"]["right_leg"]["hip"] == dragged - 11
    assert exercise.current.figure["poses"]["start"]["right_leg"] == {"foot": [-0.02, 0]}
    assert dragged > 30
    editor.goto(exercise.get_absolute_url())
    source = editor.locator(".exercise__figure img").get_attribute("src")
    assert f"version={exercise.current.number}" in source
    assert editor.evaluate("async (it) => (await fetch(it)).text()", source).startswith("<svg")


def test_no_joint_is_dragged_beyond_its_range_and_the_page_says_so(editor: Page):
    drag(editor, "Right hand", 300, -200)
    drag(editor, "Head", 300, 300)

    expect(field(editor, "Trunk and head", "Neck bends forward")).to_have_value("45")
    expect(editor.locator("#limit")).to_have_text(
        "No further: Neck bends forward goes from -45 to 45."
    )


def test_what_was_done_is_undone_and_done_again(editor: Page):
    lean = field(editor, "Trunk and head", "Pelvis leans forward")
    lean.fill("30")
    lean.press("Tab")
    expect(editor.locator("#status")).to_have_text("Not saved yet.")

    editor.get_by_role("button", name="Undo").click()
    expect(lean).to_have_value("0")
    editor.get_by_role("button", name="Redo").click()
    expect(lean).to_have_value("30")

    editor.get_by_role("button", name="Start to end").click()
    turn_to(editor, "End")
    expect(lean).to_have_value("30")


def test_mirroring_changes_the_sides(editor: Page):
    drag(editor, "Right hand", 60, -60)
    right = field(editor, "Right arm", "Elbow bends")
    left = field(editor, "Left arm", "Elbow bends")
    bent, straight = right.input_value(), left.input_value()

    editor.get_by_role("button", name="Mirror").click()

    expect(left).to_have_value(bent)
    expect(right).to_have_value(straight)


def test_two_limbs_move_together_when_asked(editor: Page):
    editor.get_by_label("Move both arms or both legs together").check()
    shoulder = field(editor, "Right arm", "Shoulder lifts forward")
    shoulder.fill("80")
    shoulder.press("Tab")

    expect(field(editor, "Left arm", "Shoulder lifts forward")).to_have_value("80")


def test_what_no_person_can_do_is_said_and_not_saved(editor: Page, exercise: Exercise):
    field(editor, "Trunk and head", "Hips above the floor").fill("0.3")
    field(editor, "Trunk and head", "Low back bends forward").fill("60")
    field(editor, "Trunk and head", "Upper back bends forward").fill("60")
    editor.keyboard.press("Tab")

    expect(editor.locator("#problems")).to_contain_text("Start: the trunk, forward at 120°")
    editor.get_by_role("button", name="Save the figure").click()
    expect(editor.locator("#status")).to_contain_text("Start: the trunk, forward at 120°")
    assert exercise.versions.count() == 1


def test_nothing_is_lost_when_the_connection_is(editor: Page, exercise: Exercise):
    editor.context.set_offline(True)
    head = editor.get_by_role("slider", name="Head")
    head.focus()
    head.press("Shift+ArrowUp")
    editor.get_by_role("button", name="Save the figure").click()
    expect(editor.locator("#status")).to_contain_text("Not saved: the connection is lost.")

    editor.context.set_offline(False)
    editor.get_by_role("button", name="Save the figure").click()

    expect(editor.locator("#status")).to_have_text("Saved.")
    exercise.refresh_from_db()
    assert exercise.current.figure["poses"]["start"]["neck"] == 10


def test_things_are_added_and_removed(editor: Page):
    editor.get_by_role("button", name="Add a thing").click()
    things = editor.get_by_label("Thing", exact=True)
    expect(things).to_have_count(2)

    editor.get_by_role("button", name="Remove this thing").first.click()

    expect(things).to_have_count(1)
    expect(things).to_have_value("chair")


def test_a_side_lying_body_lifts_its_upper_leg(
    desk: Page, opened: Callable[..., Page], exercise: Exercise
):
    page = opened(desk, "side-lying-relief")

    drag(page, "Right knee", 0, -40)
    page.get_by_role("button", name="Start to end").click()
    page.get_by_role("button", name="Save the figure").click()

    expect(page.locator("#status")).to_have_text("Saved.")
    expect(page.get_by_role("button", name="End", exact=True)).to_be_visible()
    exercise.refresh_from_db()
    kept = exercise.current.figure["poses"]["end"]["right_leg"]
    before = pose_data("side-lying-relief")["poses"]["start"]["right_leg"]
    assert kept["out"] > before.get("out", 0)


def test_a_body_that_its_hands_carry_stays_where_it_is_when_a_hand_lets_go(
    desk: Page, opened: Callable[..., Page]
):
    page = opened(desk, "prone-press-up")
    turn_to(page, "End")
    head = page.get_by_role("slider", name="Head")
    place = head.get_attribute("transform")

    for arm in ("Right arm", "Left arm"):
        field(page, arm, "Posed").select_option("By its joints")
    expect(field(page, "Left arm", "Shoulder lifts forward")).to_be_visible()
    drawn(page)

    was, now = (
        [float(number) for number in re.findall(r"-?[\d.]+", words)]
        for words in (place, head.get_attribute("transform"))
    )
    assert now == pytest.approx(was, abs=5)  # drawing units, half a centimetre


def test_only_a_pillow_is_told_how_thick_it_is(desk: Page, opened: Callable[..., Page]):
    page = opened(desk, "side-lying-relief")

    thick = page.get_by_label("thick").filter(visible=True)
    expect(thick).to_have_count(2)
    page.get_by_label("Thing", exact=True).nth(1).select_option("Chair")

    expect(thick).to_have_count(1)


def test_axe_finds_no_barrier_at_the_desk(editor: Page):
    editor.get_by_label("Thing", exact=True).select_option("Pillow")
    for part in ("Right arm", "Right leg"):
        field(editor, part, "Posed").is_visible()

    assert barriers_in_either_scheme(editor) == []


def test_a_phone_offers_the_numbers(phone: Page, opened: Callable[..., Page]):
    page = opened(phone, "sitting")

    expect(page.get_by_text("Dragging needs a larger screen.")).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(page) == []
