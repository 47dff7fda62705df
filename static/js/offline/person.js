// Whose phone this is, for the pages that have no person in them; and how it forgets somebody.

import { arrive, depart, lastHere, settle } from "./here.js";
import { soon } from "./soon.js";
import { subscription } from "./subscription.js";

const DOOR = "sciatica-door";
const PATIENCE = 3000;
const PERSONAL = /^sciatica-(private-|figures$|door$)/;

/** Who is here: as the server's page says, or else as it last said, while the door is open to them. */
export async function personHere(phone, store) {
  if (phone.patient) {
    await settle(phone, store);
    return phone.patient;
  }
  const last = lastHere();
  if (!last) {
    await store.forgetOthers();
    return null;
  }
  const mark = await globalThis.caches?.match("/door", { cacheName: DOOR });
  if (!mark || (await mark.text()) !== last.person) {
    return null;
  }
  arrive(last);
  return last.patient;
}

/**
 * Leave nothing of a person on this phone but what the server has not been told yet. It learns from
 * the push service that no more reminders can come here.
 */
export async function forget(store, patient) {
  await depart();
  await soon(unsubscribe().catch(() => {}), PATIENCE);
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => PERSONAL.test(name)).map((name) => caches.delete(name)));
  await store.forget(patient);
}

async function unsubscribe() {
  await (await subscription())?.unsubscribe();
}
