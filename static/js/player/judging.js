// What the patient's answers lead to, by the stop rules that came with the plan.

import * as clock from "./clock.js";
import { findingAtAStop, findingAtCheckIn, findingAtTheEnd, NOT_ANSWERED } from "./finding.js";
import { completed } from "./pace.js";
import { decide } from "./stop-rules.js";
import { closing, currentLine, half, moveOn, openSetsOf } from "./work.js";

const ENDING = ["stop_session", "no_session", "emergency"];
const LAST_QUESTION = 2;

export function isFinal(decision) {
  return decision !== null && ENDING.includes(decision.outcome);
}

/** Whether the server judged more strictly than the phone did. */
export function isStricter(doc, { outcome, suspend }, expected) {
  const rank = (one) => doc.outcomes.indexOf(one);
  return (
    rank(outcome) > rank(expected.outcome) ||
    (outcome === expected.outcome && suspend && !expected.suspend)
  );
}

export function checkedIn(doc, state, flags) {
  const { checkIn } = state;
  const decision = decide(doc.check_in.rules, findingAtCheckIn(checkIn, flags));
  const begun = { ...state, before: { back: checkIn.back, leg: checkIn.leg } };
  const body = { slot: doc.slot, ...checkIn, red_flags: flags };
  const reports = [{ to: "begin", body, expected: decision }];
  return isFinal(decision)
    ? { ...begun, at: "decision", decision: spoken(decision, wordsFor(doc, flags)), reports }
    : { ...moveOn(doc, begun), reports };
}

export function askWhere(doc, state, { now }) {
  const stop = { step: 0, from: state.at, answers: NOT_ANSWERED };
  return { ...state, at: "stop", stop, from: null, clock: clock.stopped(state.clock, now) };
}

export function answered(doc, state, { answers }) {
  const { step } = state.stop;
  const asked = withAnswers(state, answers, Math.min(step + 1, LAST_QUESTION));
  // Who has answered all three saw the questions about warning signs and went past them.
  return step < LAST_QUESTION
    ? asked
    : judged(doc, asked, { numb_or_weak: false, dizzy_or_breathless: false });
}

/** One question back; before the first there is none. */
export function askAgain(doc, state) {
  const { step } = state.stop;
  return step === 0 ? state : withAnswers(state, {}, step - 1);
}

export function dizzy(doc, state) {
  return judged(doc, state, { numb_or_weak: false, dizzy_or_breathless: true });
}

export function flagged(doc, state, { flags, numb }) {
  if (!state.stop) {
    return checkedIn(doc, state, flags);
  }
  return flags.length || numb
    ? judged(doc, state, { red_flags: flags, numb_or_weak: numb, dizzy_or_breathless: false })
    : { ...withAnswers(state, { red_flags: flags }), at: "stop" };
}

export function finished(doc, state, { back, leg }) {
  const decision = decide(doc.stop_rules, findingAtTheEnd(state.before, { back, leg }));
  const reports = [{ to: "finish", body: { back, leg }, expected: decision }];
  return isFinal(decision)
    ? { ...state, at: "decision", stop: null, decision: spoken(decision), reports }
    : { ...state, at: "done", reports };
}

/** The server is the authority: it knows what another phone has sent. */
export function overruled(doc, state, { decision, line }) {
  const words = state.decision?.reason === decision.reason ? state.decision.words : undefined;
  const told = { ...state, at: "decision", clock: clock.AT_ZERO, decision: spoken(decision, words) };
  return line ? leaving(doc, told, line, 0) : told;
}

/** After a decision that lets the session go on. */
export function goOn(doc, state) {
  const { stop, decision } = state;
  const over = { ...state, decision: null, stop: null };
  if (isFinal(decision)) {
    return state;
  }
  if (decision.outcome === "stop_exercise" || !stop) {
    return moveOn(doc, over);
  }
  const back = { ...over, at: stop.from };
  return decision.outcome === "reduce" ? reduced(doc, back) : back;
}

/** A decision as the screen tells it: `words` names the words, which red flags have of their own. */
export function spoken({ outcome, reason, suspend = false }, words = reason) {
  return { outcome, reason, suspend, words };
}

function judged(doc, state, last) {
  const asked = withAnswers(state, last);
  const line = currentLine(doc, state);
  const { answers, from } = asked.stop;
  const decision = decide(
    doc.stop_rules,
    findingAtAStop(doc, state.before, answers, {
      timesPeripheralised: state.timesPeripheralised,
      canBeReduced: line.repetitions > 1 && !state.reduced.includes(line.id),
    }),
  );
  const goesOn = ["continue", "reduce"].includes(decision.outcome);
  const ran = from === "moving" ? state.clock.ran : 0;
  const left = goesOn ? { ...asked, reports: [] } : leaving(doc, asked, line.id, ran);
  const spread = doc.peripheralised.includes(decision.reason) ? 1 : 0;
  return {
    ...left,
    at: "decision",
    decision: spoken(decision, wordsFor(doc, answers.red_flags)),
    timesPeripheralised: state.timesPeripheralised + spread,
    reports: [
      ...left.reports,
      { to: "stops", body: { line: line.id, ...answers }, expected: decision },
    ],
  };
}

/** The sets that are left of an exercise end here; the first as far as its timer ran. */
function leaving(doc, state, line, ran) {
  const dose = doc.lines.find(({ id }) => id === line);
  const first = {
    repetitions: Math.min(completed(dose, ran), state.target),
    seconds: Math.round(ran / 1000),
  };
  return closing(state, openSetsOf(doc, state, line), (index) => ({
    kind: "stopped",
    reason: "pain",
    ...(index === 0 ? first : {}),
  }));
}

function reduced(doc, state) {
  const line = currentLine(doc, state);
  const done = state.at === "moving" ? completed(line, state.clock.ran) : 0;
  const target = done + half(state.target - done);
  return { ...state, target, reduced: [...state.reduced, line.id] };
}

function withAnswers(state, answers, step = state.stop.step) {
  return { ...state, stop: { ...state.stop, step, answers: { ...state.stop.answers, ...answers } } };
}

function wordsFor(doc, flags) {
  const named = doc.red_flags.filter(({ code }) => flags?.includes(code));
  const [gravest] = named.sort((one, other) => other.urgency - one.urgency);
  return gravest?.words;
}
