// Who is signed in on this phone, as its pages last said. Each tab sees it when another changes it.

import { hold } from "../player/lock.js";
import { soon } from "./soon.js";

const NAME = "sciatica:person";
const LEAVING = "sciatica-leaving";
const PATIENCE = 10_000;
/** When another tab may have changed it: at once, or while this one slept. */
const MOMENTS = ["storage", "visibilitychange", "focus", "pageshow"];

/** The patient of this page, once it is known. */
let here = null;

export function lastHere() {
  return JSON.parse(localStorage.getItem(NAME) ?? "null");
}

/** The server's page says who is here: nothing of others stays but what they have not sent yet. */
export async function settle({ person, patient }, store) {
  if (lastHere()?.patient !== patient) {
    await store.forgetOthers(patient);
  }
  arrive({ person, patient });
}

export function arrive(one) {
  localStorage.setItem(NAME, JSON.stringify(one));
  here = one.patient;
}

/** Whether the patient of this page has signed out, or somebody else signed in, in whichever tab. */
export function hasLeft() {
  return here !== null && lastHere()?.patient !== here;
}

/** Sign out of all tabs: the others wait until this page has gone, for the server knows of it then. */
export async function depart() {
  await hold(LEAVING, {});
  localStorage.removeItem(NAME);
}

/** When the patient has left in another tab, be quiet, and then go to the sign-in. */
export function leaveTogether(signIn, quieten) {
  const look = async () => {
    if (hasLeft()) {
      quieten();
      await soon(navigator.locks?.request(LEAVING, () => {}), PATIENCE);
      location.replace(signIn);
    }
  };
  MOMENTS.forEach((name) => addEventListener(name, look));
}
