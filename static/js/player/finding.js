// What the patient's answers amount to, in the fields that the stop rules read:
// the twin of following/finding.py.

/** At a check-in, what does not concern this patient or was not asked this time. */
const NOT_ASKED = { red_flag: false, new_condition: false, blood_pressure_due: false };

const NO_WARNING = {
  red_flag: false,
  chest_pain_or_faint: false,
  numb_or_weak: false,
  ill: false,
  dizzy_or_breathless: false,
  directional_preference: false,
  can_be_eased: false,
};

/** The answers of a press on Stop before any is given: null counts as the worse one. */
export const NOT_ANSWERED = {
  back: null,
  leg: null,
  reach: "",
  moved: null,
  numb_or_weak: null,
  dizzy_or_breathless: null,
  red_flags: null,
};

export function findingAtCheckIn({ back, leg, ill }, flags) {
  return { ...NOT_ASKED, back, leg, ill, red_flag: flags !== null && flags.length > 0 };
}

export function findingAtAStop(doc, before, answers, { timesPeripheralised, canBeReduced }) {
  return {
    ...NO_WARNING,
    red_flag: answers.red_flags !== null && answers.red_flags.length > 0,
    numb_or_weak: answers.numb_or_weak,
    dizzy_or_breathless: answers.dizzy_or_breathless,
    back: answers.back,
    leg: answers.leg,
    back_before: before.back,
    leg_before: before.leg,
    moved: moved(doc, answers),
    times_peripheralised_before: timesPeripheralised,
    can_be_reduced: canBeReduced,
  };
}

export function findingAtTheEnd(before, { back, leg }) {
  return {
    ...NO_WARNING,
    back,
    leg,
    back_before: before.back,
    leg_before: before.leg,
    moved: "same",
    times_peripheralised_before: 0,
    can_be_reduced: false,
  };
}

function moved(doc, { moved: answer, reach }) {
  const isFurtherDown = doc.reaches.indexOf(reach) > doc.reaches.indexOf(doc.reach_before);
  return isFurtherDown ? "down" : answer;
}
