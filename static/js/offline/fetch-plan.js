// Asks the server for the plan, and keeps what it says: it is newer than a lock it had heard of.

import { ask, signedOut } from "./server.js";

const ADDRESS = "/api/v1/plan/";
const VERSION = 1;

/**
 * The plan that the phone has now: `isFresh` when the server has just said so, `signedOut` when it
 * does not speak with this phone; not `isKept` on a full disk. `heard_at` in the plan is when, by
 * the phone's own clock.
 */
export async function fetchPlan(store, patient, { patience } = {}) {
  const [kept, heard] = [await store.plan(patient), await store.heardLock(patient)];
  try {
    const headers = kept?.etag ? { "If-None-Match": kept.etag } : {};
    const answer = await ask(ADDRESS, patient, { patience, headers });
    const plan = answer.status === 304 ? kept : planIn(answer, patient);
    if (plan) {
      const fresh = { ...plan, heard_at: Date.now() };
      const isKept = await store.keepPlan(fresh, heard).then(() => store.isLasting, () => false);
      return { plan: fresh, isFresh: true, isKept, signedOut: null };
    }
    return { plan: kept, isFresh: false, isKept: true, signedOut: signedOut(answer) };
  } catch {
    return { plan: kept, isFresh: false, isKept: true, signedOut: null };
  }
}

function planIn({ status, json, etag }, patient) {
  const isOurs = status === 200 && json?.version === VERSION && json.patient === patient;
  return isOurs ? { ...json, etag } : null;
}
