// Where the document of a session comes from: the server, or else what the phone has kept.

import { keyOf } from "../offline/kept.js";
import { asksForLess } from "../offline/mornings.js";
import { documentOf, dayOf } from "../offline/plan.js";
import { ask, signedOut } from "../offline/server.js";
import { isBegun } from "./signs.js";

const PATIENCE = 3000;

/**
 * The document to play, with `heard_at` where it is the phone's own; or `words` why there is none,
 * `isUnknown` where there never was one, `signedOut` where nobody may see it.
 */
export async function opening({ address, patient, session, slot }, store) {
  const answer = await asked(`${address}${session}/?slot=${slot ?? ""}`, patient);
  if (answer?.status === 200 && answer.json.patient === patient) {
    return { doc: (await begunBefore(answer.json, store)) ?? answer.json };
  }
  if (answer?.status === 409 && answer.json.detail) {
    return { words: answer.json.detail };
  }
  if (answer && (signedOut(answer) || answer.status === 404)) {
    return { signedOut: signedOut(answer), isUnknown: answer.status === 404 };
  }
  return remembered({ patient, session, slot }, store);
}

/** What was begun here on another day, and the server has not heard of, goes on as it was begun. */
async function begunBefore(told, store) {
  const own = !told.recorded && (await store.documentFor(told.patient, told.session));
  return own && own.key !== told.key && (await hasBegun(own, store)) ? own : null;
}

async function asked(address, patient) {
  try {
    return await ask(address, patient, { patience: PATIENCE });
  } catch {
    return null;
  }
}

/** A session that was begun goes on by its own document; any other is made from the plan. */
async function remembered({ patient, session, slot }, store) {
  const plan = await store.plan(patient);
  if (plan?.days.length === 0 && !(await store.lock(patient))) {
    return {};
  }
  const made = plan && (await madeFrom(plan, { slot, session }, store));
  const known = made && (await store.state(made.key));
  const own = await store.documentFor(patient, known?.session ?? session);
  const goesOn = own && (!plan || own.recorded || (await hasBegun(own, store)));
  const doc = goesOn ? own : made && { ...made, heard_at: plan.heard_at };
  const isOver = plan?.done.some(({ key, status }) => key === doc?.key && status !== "running");
  return doc && !isOver ? { doc } : {};
}

/** The document of today's session, with less in it after a worse morning. */
async function madeFrom(plan, { slot, session }, store) {
  const day = dayOf(plan);
  const sessions = await store.sessions(plan.patient);
  const isLess = asksForLess(plan, sessions, keyOf(plan.patient, day, slot));
  return documentOf(plan, { day, slot, session, isLess });
}

async function hasBegun({ key }, store) {
  const state = await store.state(key);
  return state !== undefined && isBegun(state);
}
