// What the patient's answers amount to, in the fields that the stop rules read:
// the twin of following/finding.py.

import * as body from "../body.js";

const NO_WARNING = {
  red_flag: false,
  chest_pain_or_faint: false,
  numb_or_weak: false,
  ill: false,
  dizzy_or_breathless: false,
};

/** The answers of a press on Stop before any is given: null counts as the worse one. */
export const NOT_ANSWERED = {
  places: [],
  back: null,
  leg: null,
  moved: null,
  numb_or_weak: null,
  dizzy_or_breathless: null,
  red_flags: null,
};

/** What was not asked this time counts as no; a blood pressure that is due and unknown does not. */
export function findingAtCheckIn({ blood_pressure_due }, answers) {
  const { back, leg, ill, red_flags: flags, systolic, diastolic, new_condition: kinds } = answers;
  return {
    back,
    leg,
    ill,
    red_flag: isAny(flags),
    blood_pressure_due,
    systolic,
    diastolic,
    new_condition: isAny(kinds),
  };
}

export function findingAtAStop(doc, state) {
  const { answers } = state.stop;
  return {
    ...NO_WARNING,
    red_flag: isAny(answers.red_flags),
    numb_or_weak: answers.numb_or_weak,
    dizzy_or_breathless: answers.dizzy_or_breathless,
    back: answers.back,
    leg: answers.leg,
    back_before: state.before.back,
    leg_before: state.before.leg,
    moved: moved(doc, state.before, answers),
    times_peripheralised_before: state.timesPeripheralised,
    directional_preference: doc.directional_preference,
    ...canBecomeLess(doc, state),
  };
}

export function findingAtTheEnd(doc, { before, end }) {
  return {
    ...NO_WARNING,
    back: end.back,
    leg: end.leg,
    back_before: before.back,
    leg_before: before.leg,
    moved: "same",
    times_peripheralised_before: 0,
    directional_preference: doc.directional_preference,
    exercise: null,
    can_be_eased: false,
    can_be_reduced: false,
  };
}

/** An exercise becomes easier or shorter once; its limits are those of the prescribed one. */
function canBecomeLess(doc, { place, eased, reduced }) {
  const line = doc.lines.find(({ id }) => id === place?.line);
  const isWhole = line !== undefined && ![...eased, ...reduced].includes(line.id);
  return {
    exercise: line?.slug ?? null,
    can_be_eased: isWhole && line.easier !== null,
    can_be_reduced: isWhole && line.repetitions > 1,
  };
}

/** Further down than before the session, or else than in the record, is down whatever the answer. */
function moved(doc, { places: before }, { moved: answer, places }) {
  const isFurtherDown =
    before.length && places.length
      ? body.wayOf(doc, before, places) === "down"
      : body.isBelowRecord(doc, places);
  return isFurtherDown ? "down" : answer;
}

function isAny(answers) {
  return answers !== null && answers.length > 0;
}
