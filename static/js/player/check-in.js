// The questions before a session, one a screen, and only those that are due this time.

import { isFinal, spoken, wordsFor } from "./decision.js";
import { findingAtCheckIn } from "./finding.js";
import { decide } from "./stop-rules.js";
import { moveOn } from "./work.js";

const QUESTIONS = [
  { at: "check-in", isDue: () => true },
  { at: "where", isDue: (doc, answers) => hurts(answers) },
  { at: "red-flags", isDue: (doc, answers) => doc.check_in.red_flags_due || hurts(answers) },
  { at: "blood-pressure", isDue: (doc) => doc.check_in.blood_pressure_due },
  { at: "new-condition", isDue: (doc) => doc.check_in.new_condition_due },
];
const SYSTOLIC = { least: 60, most: 260 };
const DIASTOLIC = { least: 30, most: 160 };

/** Null is what was not asked this time, or could not be measured. */
export const NOT_ASKED = {
  back: null,
  leg: null,
  ill: null,
  places: [],
  red_flags: null,
  systolic: null,
  diastolic: null,
  new_condition: null,
};

export function hurts({ back, leg }) {
  return Math.max(back, leg) > 0;
}

/** On to the next question; a warning sign, like the last answer, is judged at once. */
export function answered(doc, state, answers) {
  const checkIn = { ...NOT_ASKED, ...state.checkIn, ...answers };
  const asked = { ...state, checkIn, signs: null, isImplausible: false };
  const next = after(state.at).find(({ isDue }) => isDue(doc, checkIn));
  return next && !checkIn.red_flags?.length ? { ...asked, at: next.at } : judged(doc, asked);
}

/** A blood pressure that nobody has is asked for again. */
export function measured(doc, state, { answers }) {
  const { systolic, diastolic } = answers;
  const isPlausible =
    isWithin(SYSTOLIC, systolic) && isWithin(DIASTOLIC, diastolic) && systolic > diastolic;
  return isPlausible
    ? answered(doc, state, answers)
    : { ...state, isImplausible: true };
}

export function unmeasured(doc, state) {
  return answered(doc, state, { systolic: null, diastolic: null });
}

export function questionBefore(doc, state) {
  const earlier = QUESTIONS.slice(0, place(state.at)).reverse();
  const { at } = earlier.find(({ isDue }) => isDue(doc, state.checkIn));
  return { ...state, at, isImplausible: false };
}

function judged(doc, state) {
  const { back, leg, places, red_flags: flags } = state.checkIn;
  const decision = decide(doc.check_in.rules, findingAtCheckIn(doc.check_in, state.checkIn));
  const begun = { ...state, before: { back, leg, places } };
  const { slot, day, revision_id: revision } = doc;
  const body = { slot, day, revision_id: revision, ...state.checkIn };
  const reports = [{ to: "begin", body, expected: decision }];
  return isFinal(decision)
    ? { ...begun, at: "decision", decision: spoken(decision, wordsFor(doc, flags)), reports }
    : { ...moveOn(doc, begun), reports };
}

function after(at) {
  return QUESTIONS.slice(place(at) + 1);
}

function place(at) {
  return QUESTIONS.findIndex((question) => question.at === at);
}

function isWithin({ least, most }, measure) {
  return Number.isInteger(measure) && least <= measure && measure <= most;
}
