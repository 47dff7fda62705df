// How a session is taken up again on this phone.

import { ranOn, reopened } from "./clock.js";
import { isFinal, spoken } from "./decision.js";
import { heard } from "./hearing.js";
import { secondsOf } from "./pace.js";
import { isBegun } from "./signs.js";
import { begin } from "./state.js";
import { currentLine, currentSet, isSamePlace, isWalking, moveOn, openPlaces } from "./work.js";

const AT_WORK = ["ready", "moving", "by-hand", "rest", "skip"];

/**
 * Take up a session again. What the server has recorded wins over what the phone remembers, and a
 * lock that it has not heard of yet wins over both. `moment` is what the page's own clock shows
 * (`now`), and the one on the wall (`wall`).
 */
export function resume(doc, saved, lock, moment) {
  const remembered = saved && isWorthKeeping(saved, lock) ? { ...begin(), ...saved } : begin();
  const { clock } = remembered;
  const state = recalled(doc, { ...remembered, clock: reopened(clock) });
  const resumed = lock ? heard(doc, state, { type: "locked", decision: lock }) : state;
  return "wall" in clock ? walkedOn(doc, resumed, clock, moment) : resumed;
}

/** The phone may close the page of a walk in the pocket: whoever walks goes on, to its end at most. */
function walkedOn(doc, state, clock, moment) {
  if (!isWalking(doc, state)) {
    return state;
  }
  const whole = secondsOf(currentLine(doc, state), state.target) * 1000;
  return { ...state, clock: ranOn(clock, moment, whole) };
}

/** What ended a session before it began is over once the server opens one again. */
function isWorthKeeping(saved, lock) {
  return saved.at !== "closed" && (lock !== null || isBegun(saved) || !isFinal(saved.decision));
}

function recalled(doc, state) {
  const known = doc.recorded ? withRecord(state, doc.recorded) : state;
  const decided = doc.recorded?.decision;
  if (isFinal(known.decision)) {
    return known;
  }
  if (decided) {
    return heard(doc, known, { type: "locked", decision: spoken(decided) });
  }
  const isAtTheDoor = doc.recorded !== null && !isBegun(state);
  return isAtTheDoor || isElsewhere(doc, known)
    ? moveOn(doc, { ...known, stop: null, signs: null, decision: null })
    : known;
}

/** A set that is done again is open, though the server has it. */
function withRecord(state, recorded) {
  const known = recorded.closed.map(([line, number]) => ({ line, number }));
  const isAgain = state.again ? isSamePlace(state.again) : () => false;
  const closed = [...state.closed, ...known.filter((place) => !isAgain(place))];
  const { back, leg, places } = recorded;
  return {
    ...state,
    closed: closed.filter((one, index) => closed.findIndex(isSamePlace(one)) === index),
    before: { back, leg, places },
    timesPeripheralised: Math.max(state.timesPeripheralised, recorded.times_peripheralised),
    reduced: [...new Set([...state.reduced, ...recorded.reduced])],
    eased: [...new Set([...state.eased, ...recorded.eased])],
  };
}

/** Without the exercises that pain has locked since; who stands at one of them moves on. */
export function narrowed(doc, state, { open }) {
  const gone = openPlaces(doc, state).filter(({ line }) => !open.includes(line));
  const behind = state.behind.filter(({ line }) => open.includes(line));
  if (gone.length === 0 && behind.length === state.behind.length) {
    return state;
  }
  const left = { ...state, closed: [...state.closed, ...gone], behind };
  return isElsewhere(doc, left) && !left.signs ? moveOn(doc, left) : left;
}

/** The set it stood at is no longer part of the session, or was done elsewhere. */
function isElsewhere(doc, state) {
  const { place, signs } = state;
  const isAtWork = AT_WORK.includes(signs?.from ?? state.at);
  return (
    place !== null &&
    (!currentSet(doc, state) || (isAtWork && state.closed.some(isSamePlace(place))))
  );
}
