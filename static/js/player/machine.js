// The session as a state machine. Pure: `next` takes the document, a state and an event, and gives
// the new state with the reports for the server. Times are milliseconds of the caller's clock.

import * as clock from "./clock.js";
import * as judging from "./judging.js";
import { isOver, secondsOf } from "./pace.js";
import { closing, currentLine, currentSet, isSamePlace, moveOn, openSetsOf } from "./work.js";

export const RESTING_SECONDS = 300;
const AT_WORK = ["ready", "moving", "rest", "skip"];

export function begin() {
  return {
    at: "check-in",
    place: null,
    closed: [],
    target: 0,
    clock: clock.AT_ZERO,
    before: { back: null, leg: null },
    checkIn: null,
    from: null,
    stop: null,
    decision: null,
    timesPeripheralised: 0,
    reduced: [],
    words: "",
  };
}

/**
 * The new state, and the reports: where each goes, its body, and the decision expected.
 * What changes nothing gives the very same state.
 */
export function next(doc, state, event) {
  const handle = HANDLERS[state.at]?.[event.type] ?? ANYWHERE[event.type];
  const after = handle ? handle(doc, state, event) : state;
  if (after === state) {
    return { state, reports: [] };
  }
  const { reports = [], ...changed } = after;
  return { state: changed, reports };
}

/** Take up a session again: what the server has recorded wins over what the phone remembers. */
export function resume(doc, saved) {
  const remembered = saved && saved.at !== "closed" ? saved : begin();
  const state = { ...remembered, clock: { ...remembered.clock, since: null } };
  return isLost(doc, state) ? moveOn(doc, { ...state, stop: null }) : recalled(doc, state);
}

function recalled(doc, state) {
  const { recorded } = doc;
  if (!recorded) {
    return state;
  }
  const closed = [...state.closed, ...recorded.closed.map(([line, number]) => ({ line, number }))];
  const known = {
    ...state,
    closed: closed.filter((one, index) => closed.findIndex(isSamePlace(one)) === index),
    before: { back: recorded.back, leg: recorded.leg },
    timesPeripheralised: Math.max(state.timesPeripheralised, recorded.times_peripheralised),
    reduced: [...new Set([...state.reduced, ...recorded.reduced])],
  };
  if (recorded.decision && !judging.isFinal(state.decision)) {
    return { ...known, at: "decision", decision: judging.spoken(recorded.decision) };
  }
  const isAtTheDoor = !known.stop && ["check-in", "red-flags"].includes(known.at);
  const isBehind = AT_WORK.includes(known.at) && known.closed.some(isSamePlace(known.place));
  return isAtTheDoor || isBehind ? moveOn(doc, known) : known;
}

/** The set it stood at is no longer part of the session. */
function isLost(doc, state) {
  return state.place !== null && !currentSet(doc, state);
}

const PAUSING = {
  pause: (doc, state, { now }) =>
    state.clock.since === null ? state : { ...state, clock: clock.stopped(state.clock, now) },
  "go-on": (doc, state, { now }) => ({ ...state, clock: clock.running(state.clock, now) }),
  mark: (doc, state, { now }) => ({ ...state, clock: clock.marked(state.clock, now) }),
};

const LEAVING = { skip: askWhy, stop: judging.askWhere };

const HANDLERS = {
  "check-in": {
    answer: (doc, state, { back, leg, ill }) => {
      const asked = { ...state, checkIn: { back, leg, ill } };
      return doc.check_in.red_flags_due
        ? { ...asked, at: "red-flags" }
        : judging.checkedIn(doc, asked, null);
    },
  },
  "red-flags": {
    answer: judging.flagged,
    back: (doc, state) => ({ ...state, at: state.stop ? "stop" : "check-in" }),
  },
  ready: {
    start,
    did: (doc, state) => moveOn(doc, setDone(state, "ticked", 0)),
    ...LEAVING,
  },
  moving: {
    tick: (doc, state, { now }) => {
      const line = currentLine(doc, state);
      return isOver(line, state.target, clock.elapsed(state.clock, now))
        ? rest(doc, setDone(state, "timed", secondsOf(line, state.target)), now)
        : state;
    },
    did: (doc, state, { now }) => rest(doc, setDone(state, "ticked", 0), now),
    ...PAUSING,
    ...LEAVING,
  },
  rest: {
    tick: (doc, state, { now }) => {
      const isRested = clock.elapsed(state.clock, now) >= currentLine(doc, state).rest * 1000;
      return isRested ? start(doc, state, { now }) : state;
    },
    start,
    ...PAUSING,
    ...LEAVING,
  },
  skip: {
    answer: (doc, state, { reason, now }) =>
      reason === "pain" ? stopInstead(doc, state, { now }) : skipped(doc, state, reason),
    back: (doc, state) => ({ ...state, at: state.from, from: null }),
    stop: stopInstead,
  },
  stop: {
    answer: judging.answered,
    dizzy: judging.dizzy,
    flags: (doc, state) => ({ ...state, at: "red-flags" }),
    back: judging.askAgain,
  },
  decision: {
    "go-on": judging.goOn,
    rest: (doc, state, { now }) => ({ ...state, at: "resting", clock: clock.started(now) }),
  },
  resting: {
    tick: (doc, state, { now }) => {
      const isRested = clock.elapsed(state.clock, now) >= RESTING_SECONDS * 1000;
      return isRested ? { ...state, at: "decision" } : state;
    },
    back: (doc, state) => ({ ...state, at: "decision" }),
    ...PAUSING,
  },
  after: { answer: judging.finished },
};

const ANYWHERE = {
  overruled: judging.overruled,
  refused: (doc, state, { words }) => ({ ...state, at: "closed", words }),
};

function start(doc, state, { now }) {
  return { ...state, at: "moving", clock: clock.started(now) };
}

/** A phone in a pocket sees the end of a walk late: what counts is the time that was prescribed. */
function setDone(state, kind, seconds) {
  const what = { kind, repetitions: state.target, seconds };
  return closing(state, [state.place], () => what);
}

/** Between two sets of one exercise the countdown runs; before another one the patient gets ready. */
function rest(doc, state, now) {
  const moved = moveOn(doc, state);
  const isSameLine = moved.place?.line === state.place.line;
  return isSameLine && currentLine(doc, moved).rest > 0
    ? { ...moved, at: "rest", clock: clock.started(now) }
    : moved;
}

function askWhy(doc, state, { now }) {
  return { ...state, at: "skip", from: state.at, clock: clock.stopped(state.clock, now) };
}

function stopInstead(doc, state, event) {
  return judging.askWhere(doc, { ...state, at: state.from }, event);
}

function skipped(doc, state, reason) {
  const open = openSetsOf(doc, state, state.place.line);
  return moveOn(doc, { ...closing(state, open, () => ({ kind: "skipped", reason })), from: null });
}
