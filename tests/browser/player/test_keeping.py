"""Nothing is lost and nothing counts twice: reload, no network, lost answers, a second tab."""

import pytest
from playwright.sync_api import Page, Route, expect

from following.models import Session, SetEvent, Stop
from following.services import log
from people.models import Patient
from tests.browser.offline.phone import TWICE
from tests.browser.player.session import (
    answer_stop,
    at,
    check_in,
    open_session,
    press,
    rate,
    rate_after,
    refuse,
    sign_in,
    tick,
    touch,
    until_quiet,
)
from tests.following.phone import at_home_with, stop

EVENTS = "**/events/"
CAPTIVE = "<!doctype html><title>Welcome to our Wi-Fi</title>"


@pytest.fixture
def patient(transactional_db: None) -> Patient:
    """At home with one exercise of three sets of two, seven seconds each."""
    return at_home_with({"sets": 3, "repetitions": 2, "hold": 0, "rest": 10}).program.patient


@pytest.fixture
def player(opened: Page) -> Page:
    with opened.expect_response("**/api/v1/sessions/*/"):
        check_in(opened)
    at(opened, "ready")
    return opened


def sets_of(patient: Patient) -> list[int]:
    """The numbers of the sets that the server keeps, as often as it keeps them."""
    rows = SetEvent.objects.filter(clinic_id=patient.clinic_id).order_by("set_number")
    return list(rows.values_list("set_number", flat=True))


def test_a_reload_in_the_middle_of_a_set_goes_on_where_it_was(player, patient):
    press(player, "Start")
    at(player, "moving")
    player.clock.run_for(9000)
    player.wait_for_timeout(300)  # nine seconds have passed in no time; a write takes its own
    player.reload()

    moving = at(player, "moving")
    expect(moving.get_by_role("timer")).to_contain_text("paused")
    expect(moving.locator("[data-text=repetition]")).to_have_text("2")
    press(player, "Go on")
    expect(moving.get_by_role("button", name="Pause")).to_be_visible()
    with player.expect_response(EVENTS):
        player.clock.run_for(7100)
    assert sets_of(patient) == [1]


def test_a_reload_in_the_middle_of_stop_asks_on(player):
    press(player, "Stop – it hurts")
    touch(at(player, "stop"), "calf_left")
    press(player, "Next")
    player.reload()

    expect(at(player, "stop").get_by_role("group", name="back")).to_be_visible()


def test_the_back_button_leaves_and_the_way_back_resumes(player, patient):
    address = player.url
    player.goto("/today/")
    player.go_back()
    expect(at(player, "ready")).to_contain_text("Set 1 of 3")
    with player.expect_response(EVENTS):
        press(player, "I did it")
    expect(at(player, "ready")).to_contain_text("Set 2 of 3")
    player.goto("/today/")
    player.goto(address)

    expect(at(player, "ready")).to_contain_text("Set 2 of 3")
    with player.expect_response(EVENTS):
        press(player, "I did it")
    assert sets_of(patient) == [1, 2]


def press_twice(player: Page) -> None:
    """Two presses on the form's button before the screen that comes after it is drawn."""
    player.locator("form:visible").evaluate(TWICE)


def test_a_second_press_answers_no_question_that_was_not_seen(player):
    press(player, "Stop – it hurts")
    stop = at(player, "stop")
    touch(stop, "calf_left")
    press_twice(player)
    rate(stop, "back", 1)
    rate(stop, "leg", 1)
    press_twice(player)
    stop.get_by_label("No, it stayed").check()
    press_twice(player)
    at(player, "red-flags")


def test_the_second_tap_of_a_double_tap_sends_no_form(player):
    press(player, "Stop – it hurts")
    stop = at(player, "stop")
    button = stop.get_by_role("button", name="Next")
    button.dispatch_event("click", {"detail": 2})
    player.wait_for_timeout(300)  # nothing is to come, however long it takes
    expect(stop.get_by_text("Where does it hurt now?")).to_be_visible()
    button.dispatch_event("click", {"detail": 1})
    expect(stop.get_by_text("How much does your back hurt now?")).to_be_visible()


def test_stop_is_heard_before_the_screen_of_what_was_done_is_drawn(player):
    done_then_stop = """
    () => ["did", "stop"].forEach((sends) =>
      document.querySelector(`[data-screen]:not([hidden]) [data-sends=${sends}]`).click())
    """
    player.evaluate(done_then_stop)
    at(player, "stop")


def test_a_double_tap_counts_once(player, patient):
    with player.expect_response(EVENTS):
        player.get_by_role("button", name="I did it").dblclick()

    at(player, "ready")
    assert sets_of(patient) == [1]


def test_without_a_network_everything_is_kept_and_sent_later_in_order(player, patient):
    player.context.set_offline(True)
    tick(player, 1, of=3)
    expect(player.get_by_text("All is kept on this phone")).to_be_visible()
    tick(player, 2, of=3)
    tick(player, 3, of=3)
    rate_after(player)
    at(player, "done")
    assert sets_of(patient) == []

    with player.expect_response("**/finish/"):
        player.context.set_offline(False)
    expect(player.get_by_text("All is kept on this phone")).to_be_hidden()
    assert sets_of(patient) == [1, 2, 3]
    assert Session.objects.get(patient=patient).status == Session.Status.DONE


def test_an_answer_that_is_lost_on_its_way_makes_no_second_set(player, patient):
    lost = []

    def lose(route: Route) -> None:
        route.fetch()
        lost.append(route.request.post_data_json)
        route.abort()

    player.route(EVENTS, lose, times=1)
    press(player, "I did it")
    expect(player.get_by_text("All is kept on this phone")).to_be_visible()
    with player.expect_response(EVENTS) as again:
        player.clock.run_for(1100)

    assert again.value.request.post_data_json["events"] == lost[0]["events"]
    assert sets_of(patient) == [1]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "content_type": "text/html", "body": CAPTIVE},
        {"status": 200, "content_type": "application/json", "body": '{"kept": []}'},
        {"status": 302, "headers": {"Location": "/accounts/login/"}},
        {"status": 503, "body": ""},
        {"status": 401, "content_type": "application/json", "body": '{"detail": "Sign in."}'},
    ],
    ids=["captive portal", "another id", "redirect", "busy", "signed out"],
)
def test_what_is_not_the_servers_own_word_deletes_nothing(player, patient, answer):
    player.route(EVENTS, lambda route: route.fulfill(**answer), times=1)
    press(player, "I did it")
    expect(player.get_by_text("All is kept on this phone")).to_be_visible()
    assert sets_of(patient) == []

    with player.expect_response(EVENTS):
        player.clock.run_for(1100)
    assert sets_of(patient) == [1]


def test_what_the_server_refuses_is_set_aside_and_said_and_blocks_nothing(player, patient):
    player.route(EVENTS, lambda route: refuse(route, words="No."), times=1)
    press(player, "I did it")
    expect(player.get_by_text("Something was not accepted: No.")).to_be_visible()
    with player.expect_response(EVENTS):
        press(player, "I did it")

    assert sets_of(patient) == [2]


def test_a_second_tab_says_so_and_can_take_over(player, patient):
    second = player.context.new_page()
    second.goto(player.url)
    expect(at(second, "elsewhere")).to_contain_text("Open in another tab")
    with player.expect_response(EVENTS):
        press(player, "I did it")
    press(second, "Go on here")

    at(second, "ready")
    at(player, "elsewhere")
    with second.expect_response(EVENTS):
        press(second, "I did it")
    assert sets_of(patient) == [1, 2]


def test_a_second_phone_goes_on_with_the_session_of_the_first(
    player, patient, base_url, new_context
):
    with player.expect_response(EVENTS):
        press(player, "I did it")
    other = new_context()
    sign_in(other, patient, base_url)
    second = other.new_page()
    with until_quiet(second):
        open_session(second)
        at(second, "ready")
        with second.expect_response(EVENTS):
            press(second, "I did it")

    assert sets_of(patient) == [1, 2]
    assert Session.objects.get(patient=patient).sets_done == 2


def test_the_server_ends_a_session_that_the_phone_would_have_gone_on_with(player, patient):
    session = Session.objects.get(patient=patient)
    log.record_stop(session=session, report=stop(session, moved="down"))

    press(player, "Stop – it hurts")
    answer_stop(player, "heel_left")

    decision = at(player, "decision")
    expect(decision.get_by_role("heading", level=1)).to_have_text("That is enough for now")
    expect(decision.get_by_role("link", name="Finish")).to_be_visible()
    assert [stop.outcome for stop in Stop.objects.order_by("received_at")] == [
        "stop_exercise",
        "stop_session",
    ]


def test_a_stopped_session_opens_at_its_decision_again(player):
    press(player, "Stop – it hurts")
    with player.expect_response("**/stops/"):
        answer_stop(player, leg=6)
    at(player, "decision")
    player.reload()

    expect(at(player, "decision")).to_contain_text("Strong pain ends the session")


def test_a_browser_that_keeps_nothing_says_so_and_still_tells_the_server(phone, patient, base_url):
    phone.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    sign_in(phone.context, patient, base_url)
    with until_quiet(phone):
        open_session(phone)
        expect(phone.get_by_text("This phone cannot keep your session")).to_be_visible()
        check_in(phone)
        at(phone, "ready")
        with phone.expect_response(EVENTS):
            press(phone, "I did it")

    assert sets_of(patient) == [1]
