// Whose phone this is, for the pages that have no person in them; and how it forgets somebody.

import { soon } from "./soon.js";
import { subscription } from "./subscription.js";

const NAME = "sciatica:person";
const DOOR = "sciatica-door";
const PATIENCE = 3000;
const PERSONAL = /^sciatica-(private-|figures$|door$)/;

/** Who is here: as the server's page says, or else as it last said, while the door is open to them. */
export async function personHere(phone, store) {
  const last = remembered();
  if (phone.patient) {
    if (last && last.patient !== phone.patient) {
      await store.forget(last.patient);
    }
    localStorage.setItem(NAME, JSON.stringify({ person: phone.person, patient: phone.patient }));
    return phone.patient;
  }
  const mark = await globalThis.caches?.match("/door", { cacheName: DOOR });
  return last && mark && (await mark.text()) === last.person ? last.patient : null;
}

/**
 * Leave nothing of a person on this phone but what the server has not been told yet. It learns from
 * the push service that no more reminders can come here.
 */
export async function forget(store, patient) {
  localStorage.removeItem(NAME);
  await soon(unsubscribe().catch(() => {}), PATIENCE);
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => PERSONAL.test(name)).map((name) => caches.delete(name)));
  await store.forget(patient);
}

async function unsubscribe() {
  await (await subscription())?.unsubscribe();
}

function remembered() {
  return JSON.parse(localStorage.getItem(NAME) ?? "null");
}
