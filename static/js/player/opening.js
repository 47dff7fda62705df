// Where the document of a session comes from: the server, or else what the phone has kept.

import { asksForLess } from "../offline/mornings.js";
import { documentOf, dayOf } from "../offline/plan.js";
import { ask, signedOut } from "../offline/server.js";

const PATIENCE = 3000;

/**
 * The document to play, with `heard_at` where it is the phone's own; or `words` why there is none,
 * `isUnknown` where there never was one, `signedOut` where nobody may see it.
 */
export async function opening({ address, patient, session, slot }, store) {
  const answer = await asked(`${address}${session}/?slot=${slot ?? ""}`, patient);
  if (answer?.status === 200 && answer.json.patient === patient) {
    return { doc: answer.json };
  }
  if (answer?.status === 409 && answer.json.detail) {
    return { words: answer.json.detail };
  }
  if (answer && (signedOut(answer) || answer.status === 404)) {
    return { signedOut: signedOut(answer), isUnknown: answer.status === 404 };
  }
  return remembered({ patient, session, slot }, store);
}

async function asked(address, patient) {
  try {
    return await ask(address, patient, { patience: PATIENCE });
  } catch {
    return null;
  }
}

/** A session that was opened goes on by its own document; a new one is made from the plan. */
async function remembered({ patient, session, slot }, store) {
  const plan = await store.plan(patient);
  const day = plan && dayOf(plan);
  const isLess = plan && asksForLess(plan, await store.sessions(patient), `${patient}:${day}:${slot}`);
  const made = plan && documentOf(plan, { day, slot, session, isLess });
  const begun = made && (await store.state(made.key));
  const own = await store.documentFor(patient, begun?.session ?? session);
  const doc = own ?? (made && { ...made, heard_at: plan.heard_at });
  const isOver = plan?.done.some(({ key, status }) => key === doc?.key && status !== "running");
  return doc && !isOver ? { doc } : {};
}
