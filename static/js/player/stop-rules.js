// The interpreter of the stop rules on the phone: the twin of programs/stop_rules/judge.py.
// An answer that is missing (null) counts as the worse one.

const HOLDS = {
  may_be: (answer, value) => answer === null || answer === value,
  is: (answer, value) => answer === value,
  at_least: (answer, value) => answer === null || answer >= value,
  below: (answer, value) => answer === null || answer < value,
  at_most: (answer, value) => answer !== null && answer <= value,
};

// What each field allows: the twin of programs/stop_rules/fields.py.
const among = (...values) => (answer) => values.includes(answer);
const number = (least, most, step = 1) => (answer) =>
  typeof answer === "number" && least <= answer && answer <= most && answer % step === 0;
const name = (answer) => typeof answer === "string" && answer !== "";
const yesNo = among(true, false);
const nprs = number(0, 10);
const count = number(0, 100000);
const mmHg = number(0, 400);

const FIELDS = {
  red_flag: yesNo,
  chest_pain_or_faint: yesNo,
  numb_or_weak: yesNo,
  ill: yesNo,
  dizzy_or_breathless: yesNo,
  back: nprs,
  leg: nprs,
  back_before: nprs,
  leg_before: nprs,
  moved: among("down", "same", "up"),
  times_peripheralised_before: count,
  directional_preference: yesNo,
  can_be_reduced: yesNo,
  can_be_eased: yesNo,
  exercise: name,
  blood_pressure_due: yesNo,
  systolic: mmHg,
  diastolic: mmHg,
  new_condition: yesNo,
  sleep_disturbed: yesNo,
  worse_mornings_before: count,
  clearance_lapsed: yesNo,
  worst_pain: nprs,
  stopped_sessions: count,
  leg_two_days_running: nprs,
  median_rise: number(-10, 10, 0.5),
  silent_days: count,
  adherence_percent: number(0, 100),
};

/** An answer that no patient can have given, such as pain of 11. */
export class FindingRefused extends RangeError {}

/** The first row whose conditions all hold for the patient's answers. */
export function decide(rows, finding) {
  check(finding);
  const answers = measured(finding);
  const row = rows.find(({ when }) =>
    when.every(([field, operator, value]) => HOLDS[operator](answers[field] ?? null, value)),
  );
  if (!row) {
    throw new RangeError("No row holds, and the table does not end with one that always does.");
  }
  const { id, outcome, suspend, alert, reason } = row;
  return { rule: id, outcome, suspend, alert, reason };
}

function check(finding) {
  for (const [field, allows] of Object.entries(FIELDS)) {
    const answer = finding[field] ?? null;
    if (answer !== null && !allows(answer)) {
      throw new FindingRefused(`'${field}' cannot be ${answer}.`);
    }
  }
}

function measured(finding) {
  const { back = null, leg = null, back_before, leg_before } = finding;
  // Pain that was never asked about before counts as none, so that all of it is a rise.
  const backRise = back === null ? null : back - (back_before ?? 0);
  const legRise = leg === null ? null : leg - (leg_before ?? 0);
  return {
    ...finding,
    pain: worse(back, leg),
    rise: worse(backRise, legRise),
    back_rise: backRise,
    leg_rise: legRise,
  };
}

function worse(one, other) {
  return one === null || other === null ? null : Math.max(one, other);
}
