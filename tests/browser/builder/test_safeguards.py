"""What a doctor sets beside a dose, by hand and by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from programs.models import Program
from tests.browser.axe import barriers_in_either_scheme, overflow
from tests.browser.builder.conftest import CAT_CAMEL
from tests.browser.builder.screen import Builder, name_of
from tests.browser.builder.test_saving import add_in_another_tab
from tests.factories import LYING, STANDING

SINGLE = "single-knee-to-chest"


def more_of(builder: Builder, slug: str) -> Locator:
    return builder.line(slug).locator("details")


def open_more(builder: Builder, slug: str) -> Locator:
    more_of(builder, slug).locator("summary").click()
    return more_of(builder, slug)


def test_a_plan_for_bad_days_is_made_by_keyboard_alone(builder: Builder):
    builder.type_in(LYING, "reps", "8")
    builder.line(LYING).get_by_label("Note for the patient").focus()
    for key in ("Tab", "Enter", "Tab", "Tab", "Space"):
        builder.page.keyboard.press(key)

    more = more_of(builder, LYING)
    expect(more.get_by_label("reps on a bad day")).to_have_value("4")
    expect(more.get_by_label("on bad days", exact=True)).to_be_focused()
    builder.expect_saved()
    line = builder.saved_line(LYING)
    assert (line.flare_sets, line.flare_repetitions) == (1, 4)


def test_more_says_when_it_is_closed_what_is_set_in_it(builder: Builder):
    more = open_more(builder, LYING)
    more.get_by_label("stop session from").select_option("3")
    builder.expect_saved()

    more.locator("summary").click()

    expect(more.locator(".line__set")).to_have_text(["session stops from 3"])


def test_a_smaller_dose_takes_the_bad_days_along_and_says_so(builder: Builder):
    more = open_more(builder, LYING)
    more.get_by_label("on bad days", exact=True).check()
    more.get_by_label("reps on a bad day").fill("5")
    more.get_by_label("reps on a bad day").blur()
    builder.expect_saved()

    builder.type_in(LYING, "reps", "3")

    told = builder.line(LYING).get_by_role("status")
    expect(told).to_contain_text("Bad days shrink along with the dose: 3 times")
    expect(more.get_by_label("reps on a bad day")).to_have_value("3")


def test_with_monitored_an_easier_version_is_chosen_from_the_ladder(builder: Builder):
    builder.page.get_by_label("Pain policy").select_option("monitored")
    more = open_more(builder, LYING)

    more.get_by_label("easier version if it hurts").select_option(label=name_of(SINGLE))

    builder.expect_saved()
    assert builder.saved_line(LYING).easier.slug == SINGLE
    assert Program.objects.get(pk=builder.program.pk).pain_policy == "monitored"


def test_a_conflict_names_what_was_set_beside_the_dose(builder: Builder):
    add_in_another_tab(builder.program, STANDING)
    more = open_more(builder, CAT_CAMEL)

    more.get_by_label("stop session from").select_option("2")

    mine = builder.page.locator("#conflict #mine li").nth(1)
    expect(mine.locator("strong")).to_contain_text("stop session from pain 2")
    expect(mine).not_to_contain_text("on a bad day")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_what_stands_beside_a_dose_has_no_barrier(builder: Builder, size):
    page: Page = builder.page
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_label("Pain policy").select_option("monitored")
    builder.expect_saved()
    more = open_more(builder, LYING)
    more.get_by_label("on bad days", exact=True).check()
    more.get_by_label("reps on a bad day").fill("40")
    more.get_by_label("reps on a bad day").blur()
    page.get_by_text("Repetitions on a bad day must be").wait_for()

    assert barriers_in_either_scheme(page) == []
    assert overflow(page) == 0
