// What is heard from elsewhere, from the server or another tab. It waits while a Stop is answered or
// warning signs are ticked, so that no answer is lost, and holds as soon as that is over.

import { AT_ZERO } from "./clock.js";
import { isFinal, overruled } from "./decision.js";
import { begin } from "./state.js";

const ANSWERING = ["stop", "red-flags"];

const WORDS = { overruled, locked, refused };

/** One of these words: now, or once what is being answered has been. */
export function heard(doc, state, word) {
  const after = WORDS[word.type](doc, state, word);
  return isAnswering(state) && after !== state ? withDeferred(state, word) : after;
}

/** What had to wait holds as soon as it may; the reports that it makes come after the others. */
export function settled(doc, state) {
  if (isAnswering(state) || state.deferred.length === 0) {
    return state;
  }
  return state.deferred.reduce(
    ({ reports: told = [], ...before }, word) => {
      const { reports = [], ...after } = WORDS[word.type](doc, before, word);
      return { ...after, reports: [...told, ...reports] };
    },
    { ...state, deferred: [] },
  );
}

/** Whatever was under way, the phone tells what locked it. */
function locked(doc, state, { decision }) {
  return isFinal(state.decision)
    ? state
    : { ...state, at: "decision", clock: AT_ZERO, stop: null, signs: null, decision };
}

/** The session that the server refused has not begun; what to do about pain stays on the screen. */
function refused(doc, state, { words }) {
  const { before, checkIn } = begin();
  return isFinal(state.decision)
    ? state
    : { ...state, at: "closed", words, before, checkIn, stop: null, signs: null };
}

function isAnswering({ at }) {
  return ANSWERING.includes(at);
}

function withDeferred(state, { now, ...word }) {
  const isKnown = state.deferred.some((one) => JSON.stringify(one) === JSON.stringify(word));
  return isKnown ? state : { ...state, deferred: [...state.deferred, word] };
}
