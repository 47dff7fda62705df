"""What the server or another tab says while a Stop is being answered waits, and holds after it."""

import pytest

from tests.browser.player.machine import (
    GO_ON,
    NO_SIGNS,
    START,
    STOP,
    WELL,
    document,
    recorded,
    signs,
    stopping,
)

SPOKEN = {
    "outcome": "stop_session",
    "reason": "strong_pain",
    "suspend": True,
    "words": "strong_pain",
}
LOCKED = {"type": "locked", "decision": SPOKEN}
REFUSED = {"type": "refused", "words": "Your plan is paused."}
OVERRULED = {"type": "overruled", "decision": SPOKEN, "line": None}
LOOK = {"type": "signs", "now": 9000}
#: The answers to the three questions of a Stop.
MILD = stopping(back=2)[1:4]


@pytest.mark.parametrize("word", [OVERRULED, LOCKED], ids=["the server", "another tab"])
@pytest.mark.parametrize("step", range(len(MILD)))
def test_a_stop_is_answered_to_its_end_and_told_before_a_stricter_word_holds(play, word, step):
    events = [*MILD[:step], word, word, *MILD[step:]]
    *_, before, decided = play(document(), *WELL, START, STOP, *events, NO_SIGNS)

    assert before["at"] == "red-flags"
    assert (decided["at"], decided["decision"]) == ("decision", SPOKEN)
    [stop] = [one for one in decided["reports"] if one["to"] == "stops"]
    assert (stop["body"]["back"], stop["body"]["red_flags"]) == (2, [])


def test_a_milder_word_changes_nothing_of_what_the_stop_led_to(play):
    *_, decided = play(document(), *WELL, START, STOP, *MILD, OVERRULED, signs("bladder"))

    assert (decided["decision"]["outcome"], decided["deferred"]) == ("emergency", [])


@pytest.mark.parametrize("word", [OVERRULED, LOCKED], ids=["the server", "another tab"])
def test_who_looks_at_the_signs_and_has_none_hears_it_then(play, word):
    *_, looking, decided = play(document(), *WELL, START, LOOK, word, NO_SIGNS)

    assert looking["at"] == "red-flags"
    assert (decided["at"], decided["decision"], decided["signs"]) == ("decision", SPOKEN, None)


def test_a_session_that_is_refused_meanwhile_closes_after_the_stop(play):
    *_, asked, closed = play(document(), *WELL, START, STOP, *MILD, REFUSED, NO_SIGNS)

    assert asked["at"] == "red-flags"
    assert (closed["at"], closed["words"]) == ("closed", REFUSED["words"])
    assert [one["to"] for one in closed["reports"]][-1] == "stops"


def test_a_page_opened_again_under_a_lock_asks_the_rest_of_the_stop(play):
    saved = play(document(), *WELL, START, STOP, MILD[0])[-1]
    again, *_, decided = play(document(), *MILD[1:], NO_SIGNS, saved=saved, lock=SPOKEN)

    assert (again["at"], again["stop"]["step"]) == ("stop", 1)
    assert (decided["at"], decided["decision"]) == ("decision", SPOKEN)
    assert [one["to"] for one in decided["reports"]][-1] == "stops"


def test_a_page_opened_again_after_the_server_ended_the_session_asks_the_rest(play):
    saved = play(document(), *WELL, START, STOP, MILD[0])[-1]
    ended = recorded(decision={"outcome": "stop_session", "reason": "strong_pain"})
    *_, decided = play(document(recorded=ended), *MILD[1:], NO_SIGNS, saved=saved)

    assert (decided["at"], decided["decision"]) == ("decision", SPOKEN | {"suspend": False})
    assert [one["to"] for one in decided["reports"]][-1] == "stops"


def test_a_word_that_waits_locks_the_phone_at_once(player, play):
    asked = play(document(), *WELL, START, STOP, OVERRULED)[-1]
    lock_of = "async (state) => (await import('/player/decision.js')).lockOf(state)"

    assert asked["at"] == "stop"
    assert player.evaluate(lock_of, asked) == SPOKEN


def test_what_is_heard_holds_at_once_where_nothing_is_being_answered(play):
    *_, decided = play(document(), *WELL, START, LOCKED, GO_ON)

    assert (decided["at"], decided["decision"]) == ("decision", SPOKEN)
