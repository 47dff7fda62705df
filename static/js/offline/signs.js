// Warning signs told on their own page: kept and judged on the phone at once, sent when it can be.

import { lockOf } from "../player/decision.js";
import { answered } from "../player/signs.js";
import { addressed } from "./report.js";

/** Before any session. */
const NOWHERE = { before: { back: null }, checkIn: null, signs: null, stop: null, end: null };
/** What a sign comes to where there are no rules to judge it by: the gravest. */
const GRAVE = { outcome: "emergency", reason: "red_flag", suspend: true, words: "red_flag" };

/** Keep what was ticked, with the lock that follows from it. */
export async function tell({ store, patient, plan, flags }) {
  const { decision, reports } = judged(plan, flags);
  const told = reports.map((report) => addressed(by(plan, report), { patient }));
  const lock = decision && lockOf({ decision });
  const state = { at: "closed", decision };
  const kept = lock && { patient, decision: lock, report: told.at(-1).id };
  await store.commit(`${patient}:signs`, state, told, kept);
}

/** A plan that is not open brings no rules. */
function judged(plan, flags) {
  if (flags.length > 0 && plan?.common) {
    return answered(plan.common, NOWHERE, { flags, numb: false });
  }
  const reports = [{ to: "red-flags", body: { flags }, expected: null }];
  return { decision: flags.length > 0 ? GRAVE : null, reports };
}

/** With the plan that the phone went by. */
function by(plan, report) {
  return { ...report, body: { ...report.body, revision_id: plan?.revision_id ?? null } };
}
