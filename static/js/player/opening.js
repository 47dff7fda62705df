// Where the document of a session comes from: the server, or else what the phone has kept.

import { keyOf } from "../offline/kept.js";
import { asksForLess } from "../offline/mornings.js";
import { documentOf, dayOf } from "../offline/plan.js";
import { signedOut } from "../offline/server.js";
import { asking } from "./asking.js";
import { isBegun } from "./signs.js";

/**
 * `asked` is what the server answers to what is `wanted`: the address, patient, session and slot.
 * Gives the document to play, with `heard_at` where it is the phone's own; or `words` why there is none,
 * `isUnknown` where there never was one, `signedOut` where nobody may see it.
 */
export async function opening(wanted, store, asked = asking(wanted)) {
  const { patient, session } = wanted;
  const [answer, own] = await Promise.all([asked, store.documentFor(patient, session)]);
  if (answer?.status === 200 && answer.json.patient === patient) {
    return { doc: (await isBegunBefore(own, answer.json, store)) ? own : answer.json };
  }
  if (answer?.status === 409 && answer.json.detail) {
    return { words: answer.json.detail };
  }
  if (answer && (signedOut(answer) || answer.status === 404)) {
    return { signedOut: signedOut(answer), isUnknown: answer.status === 404 };
  }
  return remembered(wanted, store);
}

/** What was begun here on another day, and the server has not heard of, goes on as it was begun. */
async function isBegunBefore(own, told, store) {
  return own && !told.recorded && own.key !== told.key && (await hasBegun(own, store));
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
