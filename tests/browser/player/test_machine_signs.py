"""The state machine and the warning signs: reachable from anywhere, judged at once, locking."""

import pytest

from tests.browser.player.machine import (
    GO_ON,
    NO_SIGNS,
    START,
    STOP,
    WELL,
    document,
    feeling,
    line,
    recorded,
    signs,
    stopping,
)

LOOK = {"type": "signs", "now": 9000}
DID = {"type": "did", "now": 0}
EMERGENCY = {
    "outcome": "emergency",
    "reason": "red_flag",
    "suspend": True,
    "words": "red_flag_emergency",
}
REFUSED = {"type": "refused", "words": "Your plan is paused."}
MILDER = {
    "type": "overruled",
    "decision": {"outcome": "stop_session", "reason": "strong_pain", "suspend": False},
    "line": "one",
}


def test_looking_at_the_signs_stops_the_clock_and_none_leads_back(play):
    *_, looking, back = play(document(), *WELL, START, LOOK, NO_SIGNS)

    assert (looking["at"], looking["clock"]) == ("red-flags", {"ran": 9000, "since": None})
    assert (back["at"], back["clock"], back["reports"]) == ("moving", looking["clock"], [])


def test_a_sign_in_the_middle_of_a_set_ends_the_session_as_a_stop(play):
    *_, decided = play(document(), *WELL, START, LOOK, signs("bladder"))

    assert decided["decision"] == EMERGENCY
    body = decided["reports"][-1]["body"]
    assert (decided["reports"][-1]["to"], body["line"], body["red_flags"]) == (
        "stops",
        "one",
        ["bladder"],
    )
    assert decided["reports"][0]["body"] == {
        "line": "one",
        "number": 1,
        "kind": "stopped",
        "reason": "pain",
        "repetitions": 1,
        "seconds": 9,
    }


def test_a_sign_before_any_answer_is_reported_by_itself(play):
    *_, decided = play(document(), LOOK, signs("bladder"))

    assert decided["decision"] == EMERGENCY
    (report,) = decided["reports"]
    assert (report["to"], report["body"]) == ("red-flags", {"flags": ["bladder"]})


def test_a_sign_among_the_questions_forbids_the_session(play):
    *_, decided = play(document(), feeling(back=3), LOOK, signs("bladder"))

    assert decided["decision"] == EMERGENCY
    (report,) = decided["reports"]
    assert (report["to"], report["body"]["back"], report["body"]["red_flags"]) == (
        "begin",
        3,
        ["bladder"],
    )


def test_a_sign_when_the_session_is_done_is_reported_too(play):
    at_the_end = {"type": "answer", "back": 0, "leg": 0}
    *_, decided = play(document(line("one")), *WELL, DID, at_the_end, LOOK, signs("bladder"))

    assert decided["decision"] == EMERGENCY
    assert decided["reports"][-1]["body"]["line"] is None


def test_a_sign_on_a_session_that_the_server_refused_is_reported_by_itself(play):
    *_, decided = play(document(), *WELL, REFUSED, LOOK, signs("bladder"))

    assert decided["decision"] == EMERGENCY
    assert [report["to"] for report in decided["reports"]] == ["red-flags"]


@pytest.mark.parametrize(
    ("event", "reason", "words"),
    [
        ({"type": "dizzy"}, "dizzy_or_breathless", "dizzy_or_breathless"),
        (signs(numb=True), "numb_or_weak", "numb_or_weak"),
        (signs("foot_drop", numb=True), "red_flag", "red_flag_same_day"),
    ],
)
def test_a_warning_sign_is_judged_at_once_without_more_questions(play, event, reason, words):
    asking = [] if event["type"] == "dizzy" else [LOOK]
    *_, decided = play(document(), *WELL, START, STOP, *asking, event)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", reason)
    assert decided["decision"]["words"] == words


def test_no_warning_sign_leads_back_to_the_question_and_is_not_asked_again(play):
    *_, back = play(document(), *WELL, START, STOP, LOOK, NO_SIGNS)
    *_, decided = play(document(), *stopping()[1:4], saved=back)

    assert (back["at"], back["stop"]["step"]) == ("stop", 0)
    assert (decided["at"], decided["stop"]["answers"]["red_flags"]) == ("decision", [])


def test_back_from_the_signs_after_a_stop_leads_to_its_last_question(play):
    *_, asked, back = play(document(), *WELL, START, *stopping()[:4], {"type": "back"})

    assert (asked["at"], back["at"], back["stop"]["step"]) == ("red-flags", "stop", 2)


@pytest.mark.parametrize("event", [REFUSED, MILDER, GO_ON])
def test_nothing_takes_an_emergency_off_the_screen(play, event):
    *_, decided, still = play(document(), *WELL, START, LOOK, signs("bladder"), event)

    assert still == decided | {"reports": []}


def test_an_emergency_stays_when_its_exercise_is_taken_out_of_the_plan(play):
    *_, decided = play(document(), *WELL, START, LOOK, signs("bladder"))
    (resumed,) = play(document(line("two"), recorded=recorded()), saved=decided)

    assert (resumed["at"], resumed["decision"]) == ("decision", EMERGENCY)


def test_a_locked_phone_tells_why_instead_of_a_later_session(play):
    (opened,) = play(document(), lock=EMERGENCY)
    *_, still = play(document(), GO_ON, lock=EMERGENCY)

    assert (opened["at"], opened["decision"]) == ("decision", EMERGENCY)
    assert (still["at"], still["decision"]) == ("decision", EMERGENCY)


def test_a_session_that_never_began_opens_as_new_when_the_lock_is_gone(play):
    *_, decided = play(document(), LOOK, signs("bladder"))
    (opened,) = play(document(), saved=decided)

    assert (opened["at"], opened["decision"]) == ("check-in", None)


@pytest.mark.parametrize(
    ("events", "locks"),
    [
        ([LOOK, signs("bladder")], True),
        ([feeling(ill=True)], True),
        ([*WELL, START, LOOK, signs(numb=True)], True),
        ([*WELL, START, {"type": "stop", "now": 0}, {"type": "dizzy"}], False),
        ([*WELL, START, *stopping()], False),
        (WELL, False),
    ],
    ids=["red flag", "ill", "numb", "dizzy", "pain", "well"],
)
def test_what_pauses_the_plan_locks_the_phone(player, play, events, locks):
    state = play(document(), *events)[-1]
    lock_of = "async (state) => (await import('/player/decision.js')).lockOf(state)"

    assert (player.evaluate(lock_of, state) is not None) is locks
