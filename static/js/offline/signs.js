// Warning signs told on their own page: kept and judged on the phone at once, sent when it can be.

import { lockOf } from "../player/decision.js";
import { answered } from "../player/signs.js";
import { uuid7 } from "./uuid7.js";

/** Before any session. */
const NOWHERE = { before: { back: null }, checkIn: null, signs: null, stop: null, end: null };

/** Keep what was ticked, with the lock that follows from it. */
export async function tell({ store, patient, plan, flags }) {
  const { decision, reports } = judged(plan, flags);
  const told = reports.map((report) => addressed(report, patient, plan));
  const lock = decision && lockOf({ decision });
  const state = { at: "closed", decision };
  const kept = lock && { patient, decision: lock, report: told.at(-1).id };
  await store.commit(`${patient}:signs`, state, told, kept);
}

/** A plan that is not open has no rules to judge by, and is locked as it is. */
function judged(plan, flags) {
  return flags.length > 0 && plan?.common
    ? answered(plan.common, NOWHERE, { flags, numb: false })
    : { decision: null, reports: [{ to: "red-flags", body: { flags }, expected: null }] };
}

function addressed({ to, body, expected }, patient, plan) {
  const id = uuid7();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = { happened_at: new Date().toISOString(), time_zone: timeZone };
  const whole = { ...body, id, ...moment, revision_id: plan?.revision_id ?? null };
  return { to, id, session: null, patient, expected, body: whole };
}
