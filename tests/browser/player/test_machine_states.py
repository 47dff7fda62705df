"""The state machine takes a session up again, gives way to the server, and has no dead end."""

import pytest

from tests.browser.player.machine import (
    GO_ON,
    START,
    STOP,
    WELL,
    document,
    line,
    places,
    recorded,
    stopping,
)


def test_the_server_overrules_and_ends_the_exercise_that_went_on(play):
    stricter = {"outcome": "stop_exercise", "reason": "mild_pain", "suspend": False}
    overruled = {"type": "overruled", "decision": stricter, "line": "one"}
    *_, decided, ready = play(document(), *WELL, START, overruled, GO_ON)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", "mild_pain")
    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


def test_what_pain_has_locked_since_is_left_out_and_nothing_of_it_is_reported(play):
    narrowed = {"type": "narrowed", "open": ["two"]}
    *_, begun, left = play(document(), *WELL, narrowed)

    assert (begun["at"], begun["place"]["line"]) == ("ready", "one")
    assert (left["at"], left["place"]["line"], left["reports"]) == ("ready", "two", [])


def test_what_was_locked_during_a_set_is_left_at_once(play):
    narrowed = {"type": "narrowed", "open": ["two"]}
    *_, moving, left = play(document(), *WELL, START, narrowed)

    assert (moving["at"], moving["place"]["line"]) == ("moving", "one")
    assert (left["at"], left["place"]["line"]) == ("ready", "two")


def test_what_was_locked_while_stop_asks_is_left_after_its_decision(play):
    narrowed = {"type": "narrowed", "open": ["one"]}
    *_, asking, after = play(document(), *WELL, START, STOP, narrowed, *stopping()[1:], GO_ON)

    assert asking["at"] == "decision"
    assert (after["at"], after["place"]) == ("after", None)


def test_where_nothing_was_locked_nothing_changes(play):
    narrowed = {"type": "narrowed", "open": ["one", "two"]}
    *_, moving, same = play(document(), *WELL, START, narrowed)

    assert same | {"reports": []} == moving | {"reports": []}


@pytest.mark.parametrize(
    ("server", "phone", "stricter"),
    [
        (("stop_session", False), ("stop_exercise", False), True),
        (("stop_session", True), ("stop_session", False), True),
        (("stop_session", False), ("stop_session", False), False),
        (("continue", False), ("stop_exercise", False), False),
    ],
)
def test_of_two_decisions_the_stricter_wins(player, server, phone, stricter):
    decisions = [dict(zip(("outcome", "suspend"), one, strict=True)) for one in (server, phone)]
    compare = """
        async (three) => (await import("/player/decision.js")).isStricter(...three)
    """

    assert player.evaluate(compare, [document(), *decisions]) is stricter


def test_what_the_server_has_recorded_wins_over_what_the_phone_remembers(play):
    kept = recorded(back=3, leg=3, closed=[["one", 1], ["one", 2]], times_peripheralised=1)
    saved = play(document(), *WELL, START)[-1]
    (resumed,) = play(document(recorded=kept), saved=saved)

    assert (resumed["at"], resumed["place"]) == ("ready", {"line": "two", "number": 1})
    assert (resumed["before"], resumed["timesPeripheralised"]) == (
        {"back": 3, "leg": 3, "places": ["thigh_back_left"]},
        1,
    )


def test_a_new_phone_goes_on_where_the_server_stands(play):
    kept = recorded(closed=[["one", 1]])
    (resumed,) = play(document(recorded=kept))

    assert (resumed["at"], places(resumed)) == ("ready", [("one", 1)])
    assert resumed["place"] == {"line": "one", "number": 2}


def test_a_session_that_the_server_has_stopped_opens_at_its_decision(play):
    decision = {"outcome": "stop_session", "reason": "strong_pain"}
    kept = recorded(status="stopped", decision=decision)
    saved = play(document(), *WELL, START)[-1]
    (resumed,) = play(document(recorded=kept), saved=saved)

    assert (resumed["at"], resumed["decision"]["words"]) == ("decision", "strong_pain")


def test_an_exercise_that_was_taken_out_in_the_meantime_is_passed_over(play):
    saved = play(document(), *WELL, START, STOP)[-1]
    (resumed,) = play(document(line("two")), saved=saved)

    assert (resumed["at"], resumed["place"], resumed["stop"]) == (
        "ready",
        {"line": "two", "number": 1},
        None,
    )
