// The session as a state machine. Pure: `next` takes the document, a state and an event, and gives
// the new state with the reports for the server. Times are milliseconds of the caller's clock.

import { back, onward } from "./again.js";
import * as checkIn from "./check-in.js";
import * as clock from "./clock.js";
import { goOn } from "./decision.js";
import * as ending from "./ending.js";
import { heard, settled } from "./hearing.js";
import { isOver, secondsOf } from "./pace.js";
import { narrowed } from "./resuming.js";
import * as signs from "./signs.js";
import * as stopping from "./stopping.js";
import { closing, currentLine, isSamePlace, moveOn, openSetsOf, report } from "./work.js";

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
  const { reports = [], ...changed } = settled(doc, after);
  return { state: changed, reports };
}

const PAUSING = {
  pause,
  leave: pause,
  "go-on": goesOn,
  tap: (doc, state, event) => (state.clock.since === null ? goesOn : pause)(doc, state, event),
  mark: (doc, state, { now, wall }) => ({ ...state, clock: clock.marked(state.clock, now, wall) }),
};

/** From an exercise one may stop, skip it, go back to the set before, or close the page. */
const LEAVING = { skip: askWhy, stop: stopping.askWhere, back, leave: left };

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
    "by-hand": (doc, state) => ({ ...state, at: "by-hand", counted: 0 }),
    did: (doc, state) => moveOn(doc, setDone(state, "ticked", 0)),
    onward,
    ...LEAVING,
  },
  moving: {
    tick: (doc, state, { now }) => {
      const line = currentLine(doc, state);
      return isOver(line, state.target, clock.elapsed(state.clock, now))
        ? rest(doc, setDone(state, "timed", secondsOf(line, state.target)), now)
        : state;
    },
    did: ticked,
    again: start,
    ...PAUSING,
    ...LEAVING,
  },
  "by-hand": {
    tap: counted,
    did: ticked,
    again: (doc, state) => (state.counted === 0 ? state : { ...state, counted: 0 }),
    start,
    ...LEAVING,
  },
  rest: {
    tick: (doc, state, { now }) => {
      const isRested = clock.elapsed(state.clock, now) >= currentLine(doc, state).rest * 1000;
      return isRested ? nextSet(doc, state, { now }) : state;
    },
    start: nextSet,
    ...LEAVING,
    ...PAUSING,
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
  after: { answer: ending.answered, back },
};

const ANYWHERE = {
  signs: signs.look,
  narrowed,
  overruled: heard,
  locked: heard,
  refused: heard,
};

function asked(doc, state, { answers }) {
  return checkIn.answered(doc, state, answers);
}

function pause(doc, state, { now }) {
  return state.clock.since === null ? state : { ...state, clock: clock.stopped(state.clock, now) };
}

function goesOn(doc, state, { now }) {
  return { ...state, clock: clock.running(state.clock, now) };
}

function start(doc, state, { now }) {
  return { ...state, at: "moving", counted: null, clock: clock.started(now) };
}

/** After a rest the set is done as the one before it was: by the clock, or by hand. */
function nextSet(doc, state, event) {
  return state.counted === null
    ? start(doc, state, event)
    : { ...state, at: "by-hand", counted: 0, clock: clock.AT_ZERO };
}

/** One repetition more of those that the patient counts; the last one ends the set. */
function counted(doc, state, event) {
  const after = { ...state, counted: state.counted + 1 };
  return after.counted === state.target ? ticked(doc, after, event) : after;
}

function ticked(doc, state, { now }) {
  return rest(doc, setDone(state, "ticked", 0), now);
}

/** The page is left: an exercise that was opened, and of which nothing is done, is known as such. */
function left(doc, state, event) {
  const { place, closed, behind, opened } = state;
  const paused = pause(doc, state, event);
  const isKnown = [...closed, ...behind].some(({ line }) => line === place.line);
  if (isKnown || opened.includes(place.line)) {
    return paused;
  }
  const seconds = Math.round(paused.clock.ran / 1000);
  const reports = [report(place, { kind: "opened", seconds })];
  return { ...paused, opened: [...opened, place.line], reports };
}

/** A phone in a pocket sees the end of a walk late: what counts is the time that was prescribed. */
function setDone(state, kind, seconds) {
  const what = { kind, repetitions: state.target, seconds };
  return behind(closing(state, [state.place], () => what), [state.place]);
}

/** These sets are over in such a way that the patient may go back to them. */
function behind(state, places) {
  const isAmong = (one) => places.some(isSamePlace(one));
  return { ...state, behind: [...state.behind.filter((one) => !isAmong(one)), ...places] };
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
  const over = behind(closing(state, open, () => ({ kind: "skipped", reason })), open);
  return moveOn(doc, { ...over, from: null });
}
