"""All states that small sessions can reach, by search over every event: none is a dead end."""

from typing import Any

import pytest
from playwright.sync_api import Page

from programs.stop_rules import Policy
from tests.browser.player.machine import (
    document,
    feeling,
    line,
    measured,
    new,
    signs,
    tick,
    where,
)

SCREENS = {
    "check-in",
    "where",
    "blood-pressure",
    "new-condition",
    "red-flags",
    "ready",
    "moving",
    "by-hand",
    "rest",
    "skip",
    "stop",
    "decision",
    "resting",
    "after",
    "done",
    "closed",
}
#: The screens on which one exercises, or is about to.
WORKING = {"ready", "moving", "by-hand", "rest", "skip"}

#: Follows every event from every state that can be reached, as far as states tell apart.
EXPLORE = """
async ({ doc, events, from }) => {
  const machine = await import("/player/machine.js");
  const { begin } = await import("/player/state.js");
  const { resume } = await import("/player/resuming.js");
  const seen = new Map();
  const edges = new Set();
  const reports = [];
  const waiting = [{ ...begin(), ...from }];
  const after = (state, event) => machine.next(doc, state, event).state;
  const possible = (state) => events.filter(({ at }) => !at || at === state.at);
  while (waiting.length) {
    const state = waiting.pop();
    const name = JSON.stringify(state);
    if (seen.has(name)) continue;
    seen.set(name, state);
    for (const event of possible(state)) {
      const step = machine.next(doc, state, event);
      edges.add(`${state.at} ${step.state.at}`);
      reports.push(...step.reports);
      waiting.push(step.state);
    }
  }
  const states = [...seen.values()];
  const each = (work) => [...new Set(states.map((state) => [state.at, work(state)].join()))];
  const standing = ({ clock, ...state }) => JSON.stringify({ ...state, ran: clock.ran });
  const lock = ({ decision }) => (decision?.suspend ? decision : null);
  const known = (state) => ({
    ...state.before,
    closed: [...state.closed, ...(state.again ? [state.again] : [])].map(
      ({ line, number }) => [line, number],
    ),
    times_peripheralised: state.timesPeripheralised,
    reduced: state.reduced,
    eased: state.eased,
    decision: null,
  });
  const toldOf = (state) =>
    state.before.back === null || lock(state) ? doc : { ...doc, recorded: known(state) };
  const resumed = (whole, state, wall) => resume(whole, state, lock(state), { now: 0, wall });
  const returned = (whole) => (state) =>
    standing(resumed(whole(state), state, 0)) === standing(state);
  const late = (state) => resumed(doc, state, 600_000);
  const hasGained = (state) => late(state).clock.ran > state.clock.ran;
  const isUnended = (state) => after(late(state), { type: "tick", now: 0 }).at === "moving";
  return {
    edges: [...edges],
    kinds: [...new Set(reports.map(({ body }) => body.kind).filter(Boolean))],
    stuck: states
      .filter((state) =>
        possible(state).every(
          (event) => event.type === "signs" || after(state, event) === state,
        ),
      )
      .map(({ at }) => at),
    stopped: each((state) => after(state, { type: "stop", now: 0 }).at),
    looked: each((state) => after(state, { type: "signs", now: 0 }).at),
    warned: each((state) => {
      const looking = after(state, { type: "signs", now: 0 });
      const sign = { type: "answer", flags: ["bladder"], numb: false };
      return after(looking, sign).decision?.outcome ?? null;
    }),
    gained: states
      .filter(hasGained)
      .map((state) => [state.at, doc.lines[0].pace, state.clock.since !== null].join()),
    unended: states
      .filter((state) => hasGained(state) && isUnended(state))
      .map(({ at }) => at),
    lost: states.filter((state) => !returned(() => doc)(state)).map(({ at }) => at),
    lostOnline: states.filter((state) => !returned(toldOf)(state)).map(({ at }) => at),
  };
}
"""


STOP_ANSWERS = [{"places": []}, {"back": 0, "leg": 0}, {"back": 4, "leg": 0}, {"moved": "same"}]
NAMES = ("start", "by-hand", "tap", "did", "again", "back", "onward", "skip", "leave", "stop")
EVENTS: list[dict[str, Any]] = [
    *({"at": "check-in", **feeling(back=1, ill=ill)} for ill in (False, True)),
    {"at": "where", **where("calf_left")},
    *({"at": "blood-pressure", **measured(*pair)} for pair in ((120, 80), (8, 800))),
    {"at": "blood-pressure", "type": "unmeasured"},
    {"at": "new-condition", **new()},
    *({"at": "red-flags", **signs(*flags)} for flags in ([], ["bladder"])),
    {"at": "skip", "type": "answer", "reason": "unsure", "now": 0},
    *({"at": "stop", "type": "answer", "answers": answers} for answers in STOP_ANSWERS),
    *({"at": "after", "type": "answer", "back": pain, "leg": 0} for pain in (0, 1)),
    *({"type": name, "now": 0} for name in (*NAMES, "rest", "go-on", "dizzy")),
    {"type": "mark", "now": 0, "wall": 0},
    {"type": "signs", "now": 0},
    {"at": "ready", "type": "refused", "words": "Not now."},
    tick(400_000),
]
#: Where one exercise may become easier or shorter, these would only multiply the states.
LEFT_OUT = {"signs", "leave", "dizzy", "mark", "again", "tap", "onward"}
FEW = [event for event in EVENTS if event["type"] not in LEFT_OUT]
#: What is heard from elsewhere while a Stop is answered, or warning signs are.
DECISION = {"outcome": "stop_session", "reason": "strong_pain", "suspend": True}
HEARD = [
    {"at": at, **word}
    for at in ("stop", "red-flags")
    for word in (
        {"type": "overruled", "decision": DECISION, "line": None},
        {"type": "refused", "words": "Not now."},
    )
]
#: A session whose check-in is over, and whose first exercise was opened before.
BEGUN = {
    "at": "ready",
    "before": {"back": 1, "leg": 2, "places": []},
    "place": {"line": "one", "number": 1},
    "target": 2,
    "opened": ["one"],
}


@pytest.fixture(scope="module")
def explored(player: Page) -> dict[str, list[str]]:
    """With all questions, two sets, a walk, an easier exercise, and words from elsewhere."""
    due = ("red_flags", "blood_pressure", "new_condition")
    sets = line("one", sets=2, repetitions=2)
    sessions = [
        {"doc": document(line("one", repetitions=1), due=due), "events": EVENTS, "from": {}},
        {"doc": document(sets), "events": EVENTS, "from": BEGUN},
        {"doc": document(sets | {"pace": "walk"}), "events": EVENTS, "from": BEGUN},
        {
            "doc": document(sets | {"easier": sets}, policy=Policy.MONITORED),
            "events": FEW,
            "from": BEGUN,
        },
        {
            "doc": document(line("one", repetitions=1)),
            "events": [*FEW, {"type": "signs", "now": 0}, *HEARD],
            "from": BEGUN,
        },
    ]
    found = [player.evaluate(EXPLORE, session) for session in sessions]
    return {name: [one for each in found for one in each[name]] for name in found[0]}


def pairs(explored: list[str]) -> set[tuple[str, ...]]:
    return {tuple(pair.split(",")) for pair in explored}


def test_every_state_has_a_way_on_but_the_end(explored):
    assert set(explored["stuck"]) == {"done", "closed"}


def test_every_screen_is_reached(explored):
    assert {edge.split()[1] for edge in explored["edges"]} == SCREENS


def test_whatever_happens_to_a_set_has_a_name_of_its_own(explored):
    assert set(explored["kinds"]) == {"timed", "ticked", "skipped", "stopped", "opened"}


def test_requirement_11_stop_works_from_every_exercise_screen(explored):
    after_stop = {(at, to) for at, to in pairs(explored["stopped"]) if at in WORKING}

    assert after_stop == {(at, "stop") for at in WORKING}


def test_the_warning_signs_are_one_press_away_from_every_screen(explored):
    assert pairs(explored["looked"]) == {(at, "red-flags") for at in SCREENS}


def test_a_sign_is_an_emergency_wherever_it_is_told(explored):
    assert pairs(explored["warned"]) == {(at, "emergency") for at in SCREENS}


def test_a_reload_in_any_state_resumes_it(explored):
    assert set(explored["lost"]) == {"closed"}


def test_ten_minutes_without_the_page_are_a_running_walks_alone_and_end_it(explored):
    assert (set(explored["gained"]), explored["unended"]) == ({"moving,walk,true"}, [])


def test_a_reload_in_any_state_resumes_it_when_the_server_knows_of_all_sets(explored):
    assert set(explored["lostOnline"]) == {"closed"}
