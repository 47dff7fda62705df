// The interpreter of the stop rules on the phone: the twin of programs/stop_rules/judge.py.
// An answer that is missing (null) counts as the worse one.

const HOLDS = {
  may_be: (answer, value) => answer === null || answer === value,
  is: (answer, value) => answer === value,
  at_least: (answer, value) => answer === null || answer >= value,
  at_most: (answer, value) => answer !== null && answer <= value,
};

/** The first row whose conditions all hold for the patient's answers. */
export function decide(rows, finding) {
  const answers = { ...finding, ...painMeasures(finding) };
  const row = rows.find(({ when }) =>
    when.every(([field, operator, value]) => HOLDS[operator](answers[field] ?? null, value)),
  );
  if (!row) {
    throw new RangeError("No row holds, and the table does not end with one that always does.");
  }
  const { id, outcome, suspend, alert, reason } = row;
  return { rule: id, outcome, suspend, alert, reason };
}

function painMeasures({ back = null, leg = null, back_before, leg_before }) {
  // Pain that was never asked about before counts as none, so that all of it is a rise.
  const backRise = back === null ? null : back - (back_before ?? 0);
  const legRise = leg === null ? null : leg - (leg_before ?? 0);
  return {
    pain: worse(back, leg),
    rise: worse(backRise, legRise),
    back_rise: backRise,
    leg_rise: legRise,
  };
}

function worse(one, other) {
  return one === null || other === null ? null : Math.max(one, other);
}
