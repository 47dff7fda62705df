"""Going back to a set, repeating one, counting by hand, a tap anywhere, and leaving the page."""

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
    tick,
    told,
)

BACK = {"type": "back", "now": 0}
BY_HAND = {"type": "by-hand", "now": 0}
DID = {"type": "did", "now": 0}
LEAVE = {"type": "leave", "now": 7000}
ONWARD = {"type": "onward", "now": 0}
SKIP = [{"type": "skip", "now": 0}, {"type": "answer", "reason": "unsure", "now": 0}]
TAP = {"type": "tap", "now": 3000}


def test_a_set_that_was_skipped_by_mistake_can_be_gone_back_to_and_done(play):
    doc = document(line("one"), line("two"))
    *_, gone_back, done = play(doc, *WELL, *SKIP, BACK, DID)

    assert (gone_back["at"], gone_back["place"]["line"]) == ("ready", "one")
    assert gone_back["reports"] == []
    assert told(done) == [("one", 1, "ticked", 4, 0)]
    assert (done["at"], done["place"]["line"], places(done)) == ("ready", "two", [("one", 1)])


def test_going_back_and_on_again_leaves_everything_as_it_was(play):
    doc = document(line("one", sets=3))
    *_, third, _second, first, on = play(doc, *WELL, DID, DID, BACK, BACK, ONWARD)

    assert [step["place"]["number"] for step in (third, first, on)] == [3, 1, 3]
    assert sorted(places(on)) == [("one", 1), ("one", 2)]
    assert (on["again"], on["reports"]) == (None, [])


def test_from_the_questions_at_the_end_one_can_go_back_to_the_last_set(play):
    *_, gone_back = play(document(line("one"), line("two")), *WELL, DID, DID, BACK)

    assert (gone_back["at"], gone_back["place"]["line"]) == ("ready", "two")


def test_nobody_goes_back_to_an_exercise_that_hurt_or_was_locked(play):
    doc = document(line("one", sets=2), line("two"))
    *_, ready, same = play(doc, *WELL, DID, *stopping(), GO_ON, BACK)
    assert (ready["place"]["line"], same["place"]["line"]) == ("two", "two")

    narrowed = {"type": "narrowed", "open": ["two"]}
    *_, same = play(document(line("one"), line("two")), *WELL, DID, narrowed, BACK)
    assert same["place"]["line"] == "two"


def test_a_set_that_is_done_again_survives_a_reload_though_the_server_has_it(play):
    doc = document(line("one"), line("two"))
    saved = play(doc, *WELL, DID, BACK, START)[-1]
    (resumed,) = play(doc | {"recorded": recorded(closed=[["one", 1]])}, saved=saved)

    assert (resumed["at"], resumed["place"]) == ("moving", {"line": "one", "number": 1})


def test_pain_in_a_set_that_is_done_again_ends_that_set_and_the_exercise(play):
    doc = document(line("one", sets=2), line("two"))
    *_, decided = play(doc, *WELL, DID, BACK, START, *stopping(now=8000))

    assert told(decided) == [("one", 1, "stopped", 1, 8), ("one", 2, "stopped", 0, 0)]


def test_the_set_under_way_begins_anew_and_nothing_is_told_of_it(play):
    again = {"type": "again", "now": 20_000}
    *_, anew, still, over = play(
        document(line("one")), *WELL, START, again, tick(47_999), tick(48_000)
    )

    assert (anew["reports"], anew["clock"], still["at"]) == (
        [],
        {"ran": 0, "since": 20_000},
        "moving",
    )
    assert told(over) == [("one", 1, "timed", 4, 28)]


def test_repetitions_counted_by_hand_end_the_set_as_ticked_and_the_next_is_counted_too(play):
    doc = document(line("one", sets=2, repetitions=2))
    *_, one, rest, second = play(doc, *WELL, BY_HAND, TAP, TAP, tick(8000))

    assert (one["at"], one["counted"], one["reports"]) == ("by-hand", 1, [])
    assert (rest["at"], told(rest)) == ("rest", [("one", 1, "ticked", 2, 0)])
    assert (second["at"], second["counted"]) == ("by-hand", 0)


def test_pain_while_counting_by_hand_ends_the_set_with_what_was_counted(play):
    *_, decided = play(document(), *WELL, BY_HAND, TAP, TAP, *stopping())

    assert told(decided) == [("one", 1, "stopped", 2, 0), ("one", 2, "stopped", 0, 0)]


@pytest.mark.parametrize("begun", [[], [tick(28_000)]])
def test_a_tap_anywhere_pauses_and_another_goes_on(play, begun):
    first, second = {"type": "tap", "now": 29_000}, {"type": "tap", "now": 50_000}
    *_, paused, running = play(document(), *WELL, START, *begun, first, second)

    assert (paused["clock"]["since"], running["clock"]["since"]) == (None, 50_000)


def test_an_exercise_that_was_opened_and_left_is_told_once(play):
    leave_again = LEAVE | {"now": 12_000}
    *_, left, _going_on, again = play(document(), *WELL, START, LEAVE, GO_ON, leave_again)

    assert (left["at"], left["clock"]) == ("moving", {"ran": 7000, "since": None})
    assert told(left) == [("one", 1, "opened", 0, 7)]
    assert (again["reports"], again["at"]) == ([], "moving")


def test_an_exercise_of_which_a_set_is_done_is_not_only_opened(play):
    *_, left = play(document(), *WELL, DID, LEAVE)
    assert left["reports"] == []

    *_, stopped = play(document(), *WELL, START, STOP, LEAVE)
    assert (stopped["at"], stopped["reports"]) == ("stop", [])
