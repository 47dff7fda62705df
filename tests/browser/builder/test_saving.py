"""Nothing that a doctor enters is lost, and nothing is saved twice."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Route, expect

from programs.models import Program, Revision
from programs.services import drafting
from programs.services.drafting import Save
from tests.browser.builder.conftest import CAT_CAMEL
from tests.browser.builder.screen import Builder, name_of
from tests.factories import LYING, SITTING, STANDING, exercise


def add_in_another_tab(program: Program, slug: str) -> None:
    program.refresh_from_db()
    drafting.add_line(
        program=program,
        exercise=exercise(slug),
        save=Save(program.draft_version),
        on=timezone.localdate(),
    )


def lose_one_answer(builder: Builder, address: str) -> list[Route]:
    """The server hears the first such request, but the page never hears its answer."""
    lost: list[Route] = []

    def handle(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.fetch()
            route.abort()

    builder.page.route(address, handle)
    return lost


def test_changes_made_offline_are_kept_and_sent_when_the_connection_is_back(builder: Builder):
    context = builder.page.context
    context.set_offline(offline=True)

    builder.type_in(LYING, "sets", "3")
    builder.type_in(LYING, "reps", "6")
    expect(builder.saved).to_contain_text("Not saved: no connection.")
    expect(builder.line(LYING).get_by_label("sets", exact=True)).to_have_value("3")
    assert builder.saved_line(LYING).sets == 1

    context.set_offline(offline=False)
    builder.expect_saved()
    line = builder.saved_line(LYING)
    assert (line.sets, line.repetitions) == (3, 6)


def test_what_is_typed_before_the_page_is_ready_is_saved_too(builder: Builder):
    held: list[Route] = []
    builder.page.route("**/builder.js", lambda route: held.append(route))
    builder.page.reload(wait_until="commit")
    builder.type_in(LYING, "sets", "3")

    held.pop().continue_()

    expect(builder.saved).to_have_text(re.compile(r"Draft saved \d"))
    assert builder.saved_line(LYING).sets == 3


def test_opening_the_page_saves_nothing(builder: Builder):
    before = builder.version()
    builder.page.reload()
    builder.page.wait_for_load_state("networkidle")

    assert builder.version() == before


def test_changes_not_sent_survive_a_reload_of_the_page(builder: Builder):
    page = builder.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/lines/**", lambda route: route.abort())
    builder.type_in(LYING, "sets", "3")
    expect(builder.saved).to_contain_text("Not saved: no connection.")

    page.unroute("**/lines/**")
    page.reload()

    expect(builder.line(LYING).get_by_label("sets", exact=True)).to_have_value("3")
    builder.expect_saved()
    assert builder.saved_line(LYING).sets == 3


def test_an_added_exercise_whose_answer_was_lost_is_not_added_twice(builder: Builder):
    version = builder.version()
    lost = lose_one_answer(builder, "**/lines/")

    builder.add(STANDING)
    expect(builder.saved).to_contain_text("Not saved: no connection.")

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)
    assert (len(lost), builder.version()) == (1, version + 1)


def test_a_prescription_whose_answer_was_lost_is_published_once(builder: Builder):
    lost = lose_one_answer(builder, "**/prescribe/")
    builder.page.keyboard.press("Control+Enter")
    builder.page.keyboard.type("We begin gently.")
    builder.page.locator("#prescribe").get_by_role("button", name="Prescribe").click()

    builder.page.wait_for_url(f"**/desk/patients/{builder.program.patient_id}/")

    assert (len(lost), Revision.objects.count()) == (1, 1)


@pytest.fixture
def conflict(builder: Builder) -> Locator:
    """Another tab added an exercise; this one changed a dose it had not seen that change for."""
    add_in_another_tab(builder.program, STANDING)
    builder.type_in(LYING, "sets", "3")
    dialog = builder.page.locator("#conflict")
    expect(dialog).to_be_visible()
    return dialog


def test_when_another_tab_saved_first_both_versions_are_shown(builder: Builder, conflict: Locator):
    mine, theirs = conflict.locator("#mine li"), conflict.locator("#theirs li")

    expect(mine).to_have_count(3)
    expect(mine.locator("strong")).to_have_text([re.compile(f"^{name_of(LYING)}: sets 3, reps 5")])
    expect(theirs).to_have_count(4)
    expect(theirs.locator("strong")).to_have_text(
        [re.compile(f"^{name_of(LYING)}: sets 1, reps 5"), re.compile(name_of(STANDING))]
    )
    assert builder.saved_line(LYING).sets == 1


def test_ones_own_change_may_be_put_on_top(builder: Builder, conflict: Locator):
    conflict.get_by_role("button", name="Put my change on top of it").click()

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)
    assert builder.saved_line(LYING).sets == 3


def test_the_saved_version_may_be_kept(builder: Builder, conflict: Locator):
    conflict.get_by_role("button", name="Keep the saved one").click()

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)
    expect(builder.line(LYING).get_by_label("sets", exact=True)).to_have_value("1")
    assert builder.saved_line(LYING).sets == 1


def test_the_question_is_asked_again_after_a_reload(builder: Builder, conflict: Locator):
    builder.page.on("dialog", lambda dialog: dialog.accept())

    builder.page.reload()

    expect(conflict).to_be_visible()
    assert builder.saved_line(LYING).sets == 1
    conflict.get_by_role("button", name="Keep the saved one").click()
    builder.expect_saved()
    assert builder.saved_line(LYING).sets == 1


def test_the_question_does_not_go_away_by_escape(builder: Builder, conflict: Locator):
    for _ in range(3):
        builder.page.keyboard.press("Escape")

    expect(conflict).to_be_visible()
    conflict.get_by_role("button", name="Keep the saved one").click()
    builder.expect_saved()


def test_an_exercise_on_its_way_is_told_among_ones_own_changes(builder: Builder):
    add_in_another_tab(builder.program, STANDING)

    builder.add("standing-forward-bend")

    mine = builder.page.locator("#conflict #mine li")
    expect(mine.last).to_have_text(f"{name_of('standing-forward-bend')}: to be added")
    builder.page.get_by_role("button", name="Put my change on top of it").click()
    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING, "standing-forward-bend")


def test_a_line_removed_elsewhere_is_told_and_blocks_nothing(builder: Builder):
    builder.saved_line(CAT_CAMEL).delete()

    builder.type_in(CAT_CAMEL, "sets", "3")
    expect(builder.saved).to_contain_text("That line was removed elsewhere.")

    builder.add(STANDING)
    builder.expect_lines(LYING, SITTING, STANDING)


def test_after_signing_in_again_in_another_tab_the_change_is_sent(builder: Builder, sign_in):
    context = builder.page.context
    context.clear_cookies()
    builder.type_in(LYING, "sets", "3")
    expect(builder.saved).to_contain_text("Not saved: you were signed out.")

    sign_in(context, builder.program.doctor.user)
    context.new_page().goto("/desk/")

    builder.expect_saved()
    assert builder.saved_line(LYING).sets == 3
