import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from programs.models import Program, Revision
from tests.browser.builder.conftest import CAT_CAMEL
from tests.browser.builder.screen import Builder, name_of
from tests.factories import LYING, SITTING, STANDING

BLOCKED = "standing-back-bend"


def test_an_exercise_is_added_by_a_click_on_its_card(builder: Builder):
    builder.add(STANDING)

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)
    expect(builder.card(STANDING)).to_contain_text("In the program")


def test_an_exercise_in_the_program_is_not_added_again(builder: Builder):
    version = builder.version()

    builder.add(LYING)
    builder.add(STANDING)

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)
    assert builder.version() == version + 1


def test_an_exercise_is_added_by_dragging_its_card_onto_the_program(builder: Builder):
    builder.card(STANDING).drag_to(builder.page.locator("[data-stage='3']"))

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, STANDING)


def test_a_line_is_moved_by_dragging_its_handle(builder: Builder):
    builder.line(CAT_CAMEL).locator("[data-handle]").drag_to(
        builder.line(LYING), target_position={"x": 40, "y": 10}
    )

    builder.expect_lines(CAT_CAMEL, LYING, SITTING)


def test_a_line_dropped_outside_goes_back_to_its_place(builder: Builder):
    page = builder.page
    builder.line(CAT_CAMEL).locator("[data-handle]").hover()
    page.mouse.down()
    builder.line(LYING).hover(position={"x": 40, "y": 10})
    builder.line(LYING).hover(position={"x": 40, "y": 12})
    page.locator("#finder-q").hover()
    page.mouse.up()

    builder.expect_lines(LYING, CAT_CAMEL, SITTING)


@pytest.mark.parametrize("how", ["Space", "ArrowUp"])
def test_a_line_is_moved_by_the_keyboard_alone_and_keeps_the_focus(builder: Builder, how: str):
    up = builder.page.get_by_role("button", name=f"Move {name_of(CAT_CAMEL)} up")
    up.focus()

    builder.page.keyboard.press(how)

    builder.expect_lines(CAT_CAMEL, LYING, SITTING)
    focused = "document.activeElement.closest('.line').dataset.exercise"
    assert builder.page.evaluate(focused) == CAT_CAMEL


def test_a_line_stays_within_its_stage(builder: Builder):
    version = builder.version()
    down = builder.page.get_by_role("button", name=f"Move {name_of(LYING)} down")

    down.focus()
    for _ in range(3):
        builder.page.keyboard.press("ArrowDown")
    builder.expect_lines(CAT_CAMEL, LYING, SITTING)

    assert builder.version() == version + 1


def test_a_dose_is_changed_in_place(builder: Builder):
    builder.type_in(LYING, "sets", "3")
    builder.line(LYING).get_by_label("side").select_option("each")
    builder.line(LYING).get_by_label("Sun").uncheck()
    builder.type_in(LYING, "Note for the patient", "Slowly.")

    builder.expect_saved()
    line = builder.saved_line(LYING)
    assert (line.sets, line.sides, line.note) == (3, "each", "Slowly.")
    assert line.days_of_week == [0, 1, 2, 3, 4, 5]


def test_the_minutes_a_day_follow_the_dose(builder: Builder):
    time = builder.page.locator("#summary-time strong")
    before = time.inner_text()

    builder.type_in(LYING, "sets", "3")

    expect(time).not_to_have_text(before)


def test_nonsense_is_refused_in_words_and_mended(builder: Builder):
    builder.type_in(LYING, "sets", "0")
    expect(builder.line(LYING)).to_contain_text("Sets must be between 1 and 10.")
    expect(builder.saved).to_contain_text("Not saved: please mend what is marked.")
    assert builder.saved_line(LYING).sets == 1

    builder.type_in(LYING, "sets", "2")
    expect(builder.line(LYING)).not_to_contain_text("Sets must be")
    builder.expect_saved()
    assert builder.saved_line(LYING).sets == 2


def test_a_line_is_removed_and_its_card_offered_again(builder: Builder):
    builder.page.get_by_role("button", name=f"Remove {name_of(LYING)}").click()

    builder.expect_lines(CAT_CAMEL, SITTING)
    expect(builder.card(LYING)).to_contain_text("Add")


def test_a_blocked_exercise_asks_for_a_reason_and_keeps_it(builder: Builder):
    builder.add(BLOCKED)
    dialog = builder.page.locator("#override")
    expect(dialog).to_contain_text("stenosis")
    dialog.get_by_role("button", name="Add with this reason").click()
    expect(dialog).to_be_visible()

    dialog.get_by_label("Reason").fill("Extension eases her leg.")
    dialog.get_by_role("button", name="Add with this reason").click()

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, BLOCKED)
    assert builder.saved_line(BLOCKED).override_reason == "Extension eases her leg."


def test_requirement_19_an_effortful_exercise_is_added_only_with_a_reason(builder: Builder):
    squat = builder.card("bodyweight-squat")
    expect(squat).to_contain_text("Prevention only.")

    squat.get_by_role("button").click()
    builder.page.locator("#override").get_by_label("Reason").fill("A year without pain.")
    builder.page.keyboard.press("Tab")
    builder.page.keyboard.press("Enter")

    builder.expect_lines(LYING, CAT_CAMEL, SITTING, "bodyweight-squat")


def test_the_slash_goes_to_the_search_and_the_search_is_instant(builder: Builder):
    builder.page.keyboard.press("/")
    builder.page.keyboard.type("standing side")

    expect(builder.page.locator(".pick h3").first).to_have_text(name_of(STANDING))
    found = builder.page.locator(".pick").count()
    expect(builder.page.locator("#cards-count")).to_have_text(f"{found} exercises")
    assert builder.page.locator("#finder-q").input_value() == "standing side"


def test_a_filter_narrows_the_cards_and_those_in_the_program_stay_marked(builder: Builder):
    builder.page.get_by_label("Position").select_option("QUA")

    on_all_fours = Exercise.objects.filter(position="QUA").values_list("name", flat=True)
    expect(builder.page.locator(".pick h3")).to_have_text(list(on_all_fours))
    expect(builder.card(CAT_CAMEL)).to_contain_text("In the program")


def test_a_figure_moves_while_the_pointer_is_on_its_card(builder: Builder):
    picture = builder.card(STANDING).locator("img")
    still = picture.get_attribute("src")

    builder.card(STANDING).hover()
    expect(picture).not_to_have_attribute("src", still)

    builder.page.mouse.move(720, 20)
    expect(picture).to_have_attribute("src", still)


def test_prescribing_takes_two_keys_and_a_reason(builder: Builder):
    builder.page.keyboard.press("Control+Enter")
    builder.page.keyboard.type("We begin gently.")
    builder.page.keyboard.press("Tab")
    builder.page.keyboard.press("Enter")

    builder.page.wait_for_url(f"**/desk/patients/{builder.program.patient_id}/")
    expect(builder.page.locator("#toasts")).to_contain_text("Prescribed.")
    revision = Revision.objects.get()
    assert (revision.why, revision.lines.count()) == ("We begin gently.", 3)
    builder.program.refresh_from_db()
    assert builder.program.status == Program.Status.SUPERVISED


def test_what_is_typed_when_the_dialog_opens_is_saved_first(builder: Builder):
    builder.line(LYING).get_by_label("sets", exact=True).fill("4")
    builder.page.keyboard.press("Control+Enter")
    builder.page.keyboard.type("A little more.")
    builder.page.locator("#prescribe").get_by_role("button", name="Prescribe").click()

    builder.page.wait_for_url(f"**/desk/patients/{builder.program.patient_id}/")
    assert Revision.objects.get().lines.get(exercise__slug=LYING).sets == 4


def test_a_prescription_that_lacks_something_says_what_in_the_dialog(builder: Builder):
    Program.objects.filter(pk=builder.program.pk).update(review_on=None)
    builder.page.keyboard.press("Control+Enter")
    builder.page.keyboard.type("We begin gently.")

    dialog = builder.page.locator("#prescribe")
    dialog.get_by_role("button", name="Prescribe").click()

    expect(dialog).to_contain_text("Set the day of the next review.")
    expect(dialog.get_by_label("Why, in plain words")).to_have_value("We begin gently.")
    assert not Revision.objects.exists()
