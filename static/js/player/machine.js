// The session as a state machine. Pure: `next` takes the document, a state and an event, and gives
// the new state with the reports for the server. Times are milliseconds of the caller's clock.

import * as checkIn from "./check-in.js";
import * as clock from "./clock.js";
import { goOn, isFinal, overruled } from "./decision.js";
import * as ending from "./ending.js";
import { isOver, secondsOf } from "./pace.js";
import { begin } from "./resuming.js";
import * as signs from "./signs.js";
import * as stopping from "./stopping.js";
import { closing, currentLine, moveOn, openSetsOf } from "./work.js";

export const RESTING_SECONDS = 300;

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

const PAUSING = {
  pause: (doc, state, { now }) =>
    state.clock.since === null ? state : { ...state, clock: clock.stopped(state.clock, now) },
  "go-on": (doc, state, { now }) => ({ ...state, clock: clock.running(state.clock, now) }),
  mark: (doc, state, { now }) => ({ ...state, clock: clock.marked(state.clock, now) }),
};

const LEAVING = { skip: askWhy, stop: stopping.askWhere };

const HANDLERS = {
  "check-in": { answer: asked },
  where: { answer: asked, back: checkIn.questionBefore },
  "blood-pressure": {
    answer: checkIn.measured,
    unmeasured: checkIn.unmeasured,
    back: checkIn.questionBefore,
  },
  "new-condition": { answer: asked, back: checkIn.questionBefore },
  "red-flags": {
    answer: signs.answered,
    back: signs.back,
    signs: (doc, state) => state,
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
    answer: stopping.answered,
    dizzy: stopping.dizzy,
    back: stopping.askAgain,
  },
  decision: {
    "go-on": goOn,
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
  after: { answer: ending.answered },
};

const ANYWHERE = {
  signs: signs.look,
  overruled,
  refused,
};

/** The session that the server refused has not begun; what to do about pain stays on the screen. */
function refused(doc, state, { words }) {
  const { before, checkIn: asked } = begin();
  return isFinal(state.decision)
    ? state
    : { ...state, at: "closed", words, before, checkIn: asked, stop: null, signs: null };
}

function asked(doc, state, { answers }) {
  return checkIn.answered(doc, state, answers);
}

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
  return stopping.askWhere(doc, { ...state, at: state.from }, event);
}

function skipped(doc, state, reason) {
  const open = openSetsOf(doc, state, state.place.line);
  return moveOn(doc, { ...closing(state, open, () => ({ kind: "skipped", reason })), from: null });
}
