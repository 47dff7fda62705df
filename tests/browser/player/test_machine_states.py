"""The state machine takes a session up again, gives way to the server, and has no dead end."""

from typing import Any

import pytest
from playwright.sync_api import Page

from programs.stop_rules import Policy
from tests.browser.player.machine import (
    GO_ON,
    START,
    STOP,
    WELL,
    document,
    feeling,
    line,
    measured,
    new,
    places,
    recorded,
    signs,
    tick,
    where,
)

#: Follows every event from every state that can be reached, as far as states tell apart.
EXPLORE = """
async ({ doc, events }) => {
  const machine = await import("/player/machine.js");
  const { begin, resume } = await import("/player/resuming.js");
  const seen = new Map();
  const edges = [];
  const waiting = [begin()];
  while (waiting.length) {
    const state = waiting.pop();
    const name = JSON.stringify(state);
    if (seen.has(name)) continue;
    seen.set(name, state);
    for (const event of events.filter(({ at }) => !at || at === state.at)) {
      const { state: after } = machine.next(doc, state, event);
      edges.push({ from: state.at, to: after.at });
      waiting.push(after);
    }
  }
  const states = [...seen.values()];
  const lock = ({ decision }) => (decision?.suspend ? decision : null);
  return {
    edges,
    resumed: states.map((state) => [state.at, resume(doc, state, lock(state)).at]),
    stopped: states.map((state) => [
      state.at,
      machine.next(doc, state, { type: "stop", now: 0 }).state.at,
    ]),
    looked: states.map((state) => [
      state.at,
      machine.next(doc, state, { type: "signs", now: 0 }).state.at,
    ]),
    warned: states.map((state) => {
      const { state: looking } = machine.next(doc, state, { type: "signs", now: 0 });
      const sign = { type: "answer", flags: ["bladder"], numb: false };
      return machine.next(doc, looking, sign).state.decision?.outcome ?? null;
    }),
    stuck: states.filter((state) =>
      events.every(
        (event) =>
          event.type === "signs" ||
          (event.at && event.at !== state.at) || machine.next(doc, state, event).state === state,
      ),
    ).map(({ at, decision }) => [at, decision?.outcome ?? null]),
  };
}
"""


def test_the_server_overrules_and_ends_the_exercise_that_went_on(play):
    stricter = {"outcome": "stop_exercise", "reason": "mild_pain", "suspend": False}
    overruled = {"type": "overruled", "decision": stricter, "line": "one"}
    *_, decided, ready = play(document(), *WELL, START, overruled, GO_ON)

    assert (decided["at"], decided["decision"]["reason"]) == ("decision", "mild_pain")
    assert (ready["at"], ready["place"]["line"]) == ("ready", "two")


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


@pytest.fixture(scope="module")
def explored(player: Page) -> dict[str, Any]:
    """All that can be reached in a small session by every event, at a few moments."""
    stop_answers = [{"places": []}, {"back": 0, "leg": 0}, {"back": 4, "leg": 0}, {"moved": "same"}]
    names = ("start", "did", "skip", "stop", "rest", "pause", "go-on", "back", "dizzy", "mark")
    events = [
        *({"at": "check-in", **feeling(back=1, ill=ill)} for ill in (False, True)),
        {"at": "where", **where("calf_left")},
        *({"at": "blood-pressure", **measured(*pair)} for pair in ((120, 80), (8, 800))),
        {"at": "blood-pressure", "type": "unmeasured"},
        {"at": "new-condition", **new()},
        *({"at": "red-flags", **signs(*flags)} for flags in ([], ["bladder"])),
        {"at": "skip", "type": "answer", "reason": "unsure", "now": 0},
        *({"at": "stop", "type": "answer", "answers": answers} for answers in stop_answers),
        *({"at": "after", "type": "answer", "back": pain, "leg": 0} for pain in (0, 1)),
        *({"type": name, "now": 0} for name in names),
        {"type": "signs", "now": 0},
        {"at": "ready", "type": "refused", "words": "Not now."},
        tick(400_000),
    ]
    only = line("one", sets=2, repetitions=2)
    doc = document(
        only | {"easier": only},
        policy=Policy.MONITORED,
        due=("red_flags", "blood_pressure", "new_condition"),
    )
    return player.evaluate(EXPLORE, {"doc": doc, "events": events})


def test_every_state_has_a_way_on_but_the_end(explored):
    assert {at for at, _ in explored["stuck"]} == {"done", "closed"}


def test_every_screen_is_reached(explored):
    assert {edge["to"] for edge in explored["edges"]} == {
        "check-in",
        "where",
        "blood-pressure",
        "new-condition",
        "red-flags",
        "ready",
        "moving",
        "rest",
        "skip",
        "stop",
        "decision",
        "resting",
        "after",
        "done",
        "closed",
    }


def test_requirement_11_stop_works_from_every_exercise_screen(explored):
    working = {"ready", "moving", "rest", "skip"}
    after_stop = {(at, to) for at, to in map(tuple, explored["stopped"]) if at in working}

    assert after_stop == {(at, "stop") for at in working}


def test_the_warning_signs_are_one_press_away_from_every_screen(explored):
    assert {to for _, to in explored["looked"]} == {"red-flags"}
    assert {at for at, _ in explored["looked"]} == {edge["to"] for edge in explored["edges"]}


def test_a_sign_is_an_emergency_wherever_it_is_told(explored):
    assert set(explored["warned"]) == {"emergency"}


def test_a_reload_in_any_state_resumes_it(explored):
    changed = {tuple(pair) for pair in explored["resumed"] if pair[0] != pair[1]}

    assert changed == {("closed", "check-in")}
