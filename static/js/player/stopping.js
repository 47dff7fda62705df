// A press on Stop: three questions, the warning signs where it hurts, and then the stop rules.

import * as clock from "./clock.js";
import { carriedOut, spoken, wordsFor } from "./decision.js";
import { findingAtAStop, NOT_ANSWERED } from "./finding.js";
import { decide } from "./stop-rules.js";
import { currentLine, soFar } from "./work.js";

const LAST_QUESTION = 2;

export function askWhere(doc, state, { now }) {
  const stop = { step: 0, from: state.at, answers: NOT_ANSWERED };
  return { ...state, at: "stop", stop, from: null, clock: clock.stopped(state.clock, now) };
}

export function answered(doc, state, { answers }) {
  const { step } = state.stop;
  const asked = withAnswers(state, answers);
  if (step < LAST_QUESTION) {
    return { ...asked, stop: { ...asked.stop, step: step + 1 } };
  }
  const { back, leg, red_flags: flags } = asked.stop.answers;
  return Math.max(back, leg) > 0 && flags === null
    ? { ...asked, at: "red-flags" }
    : withoutSigns(doc, asked);
}

/** One question back; before the first there is none. */
export function askAgain(doc, state) {
  const { stop } = state;
  return stop.step === 0 ? state : { ...state, stop: { ...stop, step: stop.step - 1 } };
}

export function dizzy(doc, state) {
  return judged(doc, state, { numb_or_weak: false, dizzy_or_breathless: true });
}

/** Who went past the questions about warning signs has none of them. */
export function withoutSigns(doc, state) {
  return judged(doc, state, { numb_or_weak: false, dizzy_or_breathless: false });
}

/** Judge a Stop by these last answers, and report it with the sets that it ends. */
export function judged(doc, state, last) {
  const asked = withAnswers(state, last);
  const { answers, from } = asked.stop;
  const decision = decide(doc.stop_rules, findingAtAStop(doc, asked));
  const done = soFar(doc, asked, from);
  const { reports = [], ...after } = carriedOut(doc, asked, decision, done);
  const spread = doc.peripheralised.includes(decision.reason) ? 1 : 0;
  const body = { line: currentLine(doc, state)?.id ?? null, ...answers };
  return {
    ...after,
    at: "decision",
    signs: null,
    decision: spoken(decision, wordsFor(doc, answers.red_flags)),
    timesPeripheralised: state.timesPeripheralised + spread,
    reports: [...reports, { to: "stops", body, expected: decision }],
  };
}

function withAnswers(state, answers) {
  return { ...state, stop: { ...state.stop, answers: { ...state.stop.answers, ...answers } } };
}
