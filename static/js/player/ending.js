// The questions after the last exercise.

import { hurts } from "./check-in.js";
import { isFinal, spoken } from "./decision.js";
import { findingAtTheEnd } from "./finding.js";
import { decide } from "./stop-rules.js";

/** Where it still hurts, the warning signs are asked before the session is over. */
export function answered(doc, state, { back, leg }) {
  const ending = { ...state, end: { back, leg } };
  return hurts(ending.end) ? { ...ending, at: "red-flags" } : finished(doc, ending, null);
}

export function finished(doc, state, flags) {
  const decision = decide(doc.stop_rules, findingAtTheEnd(doc, state));
  const reports = [
    { to: "finish", body: { ...state.end, red_flags: flags }, expected: decision },
  ];
  return isFinal(decision)
    ? { ...state, at: "decision", stop: null, decision: spoken(decision), reports }
    : { ...state, at: "done", reports };
}
