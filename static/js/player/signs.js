// The warning signs: asked where it hurts, or called up by their button from any screen.

import * as checkIn from "./check-in.js";
import * as clock from "./clock.js";
import { spoken, wordsFor } from "./decision.js";
import { finished } from "./ending.js";
import { findingAtCheckIn, NOT_ANSWERED } from "./finding.js";
import { decide } from "./stop-rules.js";
import { judged, withoutSigns } from "./stopping.js";

export function isBegun({ before }) {
  return before.back !== null;
}

/** Called up by the button: what runs stands still meanwhile. */
export function look(doc, state, { now }) {
  const signs = { from: state.at };
  return { ...state, at: "red-flags", signs, clock: clock.stopped(state.clock, now) };
}

export function answered(doc, state, { flags, numb }) {
  if (flags.length || numb) {
    return warned(doc, state, flags, numb);
  }
  if (state.signs) {
    return back(doc, withNone(state));
  }
  if (state.stop) {
    return withoutSigns(doc, withNone(state));
  }
  return state.end
    ? finished(doc, state, [])
    : checkIn.answered(doc, state, { red_flags: [] });
}

export function back(doc, state) {
  const { signs, stop, end } = state;
  if (signs) {
    return { ...state, at: signs.from, signs: null };
  }
  if (stop) {
    return { ...state, at: "stop" };
  }
  return end ? { ...state, at: "after", end: null } : checkIn.questionBefore(doc, state);
}

/** A sign in a session ends it as a Stop; before one it forbids it, with or without other answers. */
function warned(doc, state, flags, numb) {
  if (isBegun(state)) {
    const answers = { red_flags: flags, numb_or_weak: numb, dizzy_or_breathless: false };
    return judged(doc, stopped(state), answers);
  }
  return state.checkIn
    ? checkIn.answered(doc, state, { red_flags: flags })
    : reported(doc, state, flags);
}

function stopped(state) {
  const from = state.from ?? state.signs?.from ?? null;
  const stop = { step: 0, from, answers: { ...NOT_ANSWERED, ...state.end } };
  return { ...state, stop: state.stop ?? stop };
}

function reported(doc, state, flags) {
  const answers = { ...checkIn.NOT_ASKED, red_flags: flags };
  const decision = decide(doc.check_in.rules, findingAtCheckIn(doc.check_in, answers));
  return {
    ...state,
    at: "decision",
    signs: null,
    decision: spoken(decision, wordsFor(doc, flags)),
    reports: [{ to: "red-flags", body: { flags }, expected: decision }],
  };
}

/** Who was asked at a Stop is not asked a second time. */
function withNone(state) {
  const { stop } = state;
  return stop ? { ...state, stop: { ...stop, answers: { ...stop.answers, red_flags: [] } } } : state;
}
