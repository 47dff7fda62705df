// A decision of the stop rules: how grave it is, what it is called, and what follows from it.

import { ENDING } from "../offline/kept.js";
import { AT_ZERO } from "./clock.js";
import { currentLine, half, isSamePlace, leaving, moveOn, NOTHING_DONE } from "./work.js";

/** What the phone expects of a report that asks for no decision. */
export const NOTHING = { outcome: "continue", suspend: false };

const MODIFYING = { ease: "eased", reduce: "reduced" };

export function isFinal(decision) {
  return decision !== null && ENDING.includes(decision.outcome);
}

/** What locks every later session on this phone too: a state's decision, or one that waits in it. */
export function lockOf({ decision, deferred = [] }) {
  const decisions = [decision, ...deferred.map((word) => word.decision)];
  return decisions.find((one) => one?.suspend || one?.outcome === "emergency") ?? null;
}

/** Whether one decision is stricter than another, by the order of outcomes in the document. */
export function isStricter(doc, { outcome, suspend }, other) {
  const rank = (one) => doc.outcomes.indexOf(one);
  return (
    rank(outcome) > rank(other.outcome) || (outcome === other.outcome && suspend && !other.suspend)
  );
}

/** A decision as the screen tells it: `words` names the words, which red flags have of their own. */
export function spoken({ outcome, reason, suspend = false }, words = reason) {
  return { outcome, reason, suspend, words };
}

/** The words of the gravest of these red flags. */
export function wordsFor(doc, flags) {
  const named = doc.red_flags.filter(({ code }) => flags?.includes(code));
  const [gravest] = named.sort((one, other) => other.urgency - one.urgency);
  return gravest?.words;
}

/** What a decision does to the exercise in hand, of whose set so much is done. */
export function carriedOut(doc, state, { outcome }, done) {
  if (outcome === "continue") {
    return state;
  }
  const line = currentLine(doc, state);
  if (!(outcome in MODIFYING)) {
    return line ? leaving(doc, state, line.id, done) : state;
  }
  return LESS[outcome](doc, withLess(state, outcome, line.id), done.repetitions);
}

/** The server is the authority: it knows what another phone has sent, and the newest plan. */
export function overruled(doc, state, { decision, line }) {
  if (state.decision && !isStricter(doc, decision, state.decision)) {
    return state;
  }
  const told = {
    ...state,
    at: "decision",
    stop: null,
    signs: null,
    clock: AT_ZERO,
    decision,
  };
  if (!line) {
    return told;
  }
  return decision.outcome in MODIFYING
    ? withLess(told, decision.outcome, line)
    : leaving(doc, told, line, NOTHING_DONE);
}

/** After a decision that lets the session go on. */
export function goOn(doc, state) {
  const { stop, decision } = state;
  if (isFinal(decision)) {
    return state;
  }
  const over = { ...state, decision: null, stop: null };
  return decision.outcome === "stop_exercise" || !stop
    ? moveOn(doc, over)
    : { ...over, at: stop.from };
}

const LESS = {
  /** The easier version begins its set from the start, with what is left of the repetitions. */
  ease: (doc, state, done) => {
    const moved = moveOn(doc, state);
    const { at, place, clock } = moved;
    const isSameSet = place !== null && isSamePlace(place)(state.place);
    const target = isSameSet ? Math.max(1, moved.target - done) : moved.target;
    return { ...state, stop: { ...state.stop, from: at }, place, clock, target };
  },
  reduce: (doc, state, done) => ({ ...state, target: done + half(state.target - done) }),
};

function withLess(state, outcome, line) {
  const list = MODIFYING[outcome];
  return { ...state, [list]: [...new Set([...state[list], line])] };
}
