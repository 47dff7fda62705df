"""The state machine where the plan allows less instead of a stop: half, or the easier version."""

import pytest

from programs.stop_rules import Policy
from tests.browser.player.machine import (
    GO_ON,
    START,
    WELL,
    document,
    line,
    recorded,
    stopping,
    tick,
    told,
)

DID = {"type": "did", "now": 0}
HURTS = stopping("thigh_back_left", back=4, now=15_000)  # in the third repetition of seven seconds
EASIER = line("one", sets=2, repetitions=8)
WITH_EASIER = document(
    line("one", sets=2, repetitions=8, easier=EASIER | {"name": "easy"}),
    line("two"),
    policy=Policy.MONITORED,
)
WITHOUT = document(line("one", sets=2, repetitions=8), policy=Policy.MONITORED)


def test_moderate_pain_leaves_half_of_the_repetitions_once_when_the_plan_allows(play):
    *_, decided, reduced = play(WITHOUT, *WELL, START, *HURTS, GO_ON)

    assert (decided["decision"]["reason"], reduced["at"]) == ("reduced", "moving")
    assert (reduced["target"], reduced["clock"]["ran"]) == (5, 15_000)
    *_, again = play(WITHOUT, *HURTS, saved=reduced)
    assert again["decision"]["outcome"] == "stop_exercise"


def test_the_next_set_is_half_as_long_too(play):
    *_, rest, moving = play(WITHOUT, *WELL, START, *HURTS, GO_ON, DID, START)

    assert (rest["at"], moving["place"]["number"], moving["target"]) == ("rest", 2, 4)


def test_the_easier_version_comes_before_half_and_begins_at_its_start(play):
    *_, decided, ready = play(WITH_EASIER, *WELL, START, *HURTS, GO_ON)

    assert (decided["decision"]["reason"], told(decided)) == ("eased", [])
    assert (ready["at"], ready["place"], ready["eased"]) == (
        "ready",
        {"line": "one", "number": 1},
        ["one"],
    )
    assert (ready["clock"], ready["target"]) == ({"ran": 0, "since": None}, 6)


def test_sets_of_the_easier_version_are_reported_under_the_prescribed_exercise(play):
    steps = play(WITH_EASIER, *WELL, START, *HURTS, GO_ON, START, tick(6 * 7000), START, DID)

    assert [one for step in steps for one in told(step)] == [
        ("one", 1, "timed", 6, 42),
        ("one", 2, "ticked", 8, 0),
    ]


def test_what_became_easier_becomes_neither_easier_nor_shorter_again(play):
    *_, again = play(WITH_EASIER, *WELL, START, *HURTS, GO_ON, START, *HURTS)

    assert again["decision"]["reason"] == "moderate_pain"
    assert again["decision"]["outcome"] == "stop_exercise"


def test_a_stop_in_the_rest_keeps_all_repetitions_of_the_next_set(play):
    *_, ready = play(WITH_EASIER, *WELL, DID, START, DID, START, *HURTS, GO_ON)[-2:]

    assert ready["eased"] == []
    in_rest = play(WITH_EASIER, *WELL, START, tick(56_000), *HURTS, GO_ON)[-1]
    assert (in_rest["at"], in_rest["place"]["number"], in_rest["target"]) == ("ready", 2, 8)


def test_the_easier_version_survives_a_reload(play):
    *_, ready = play(WITH_EASIER, *WELL, START, *HURTS, GO_ON)
    (resumed,) = play(WITH_EASIER, saved=ready)

    assert resumed == ready | {"reports": []}


def test_another_phone_goes_on_with_the_easier_version(play):
    doc = WITH_EASIER | {"recorded": recorded(eased=["one"])}
    *_, stopped = play(doc, START, *HURTS)

    assert stopped["eased"] == ["one"]
    assert stopped["decision"]["outcome"] == "stop_exercise"


def test_an_easier_version_that_is_no_longer_allowed_leaves_the_exercise_out(play):
    doc = document(line("one", sets=2), line("two"), recorded=recorded(eased=["one"]))
    (resumed,) = play(doc)

    assert (resumed["at"], resumed["place"]) == ("ready", {"line": "two", "number": 1})


@pytest.mark.parametrize(("outcome", "kept"), [("ease", "eased"), ("reduce", "reduced")])
def test_the_server_may_ask_for_less_where_the_phone_went_on(play, outcome, kept):
    decision = {"outcome": outcome, "reason": kept, "suspend": False}
    overruled = {"type": "overruled", "decision": decision, "line": "one"}
    *_, decided, ready = play(WITH_EASIER, *WELL, START, overruled, GO_ON)

    assert (decided["decision"]["reason"], told(decided)) == (kept, [])
    assert (ready["at"], ready["place"], ready[kept]) == (
        "ready",
        {"line": "one", "number": 1},
        ["one"],
    )
