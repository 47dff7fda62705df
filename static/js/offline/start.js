// What every page of a patient does once it stands: it sends what waits, draws the day anew where
// the phone knows it better, and keeps what the phone will need without a network.

import { guardForms } from "./forms.js";
import { offerByHand } from "./install.js";
import { guardSignOut } from "./leaving.js";
import { personHere } from "./person.js";
import { guardSigns } from "./signs-form.js";
import { openStore } from "./store.js";
import { Visit } from "./visit.js";

const phone = JSON.parse(document.getElementById("phone").textContent);

addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(install));
offerByHand();

// The player sends, asks and guards for itself.
if (!document.querySelector("main.player")) {
  const store = await openStore();
  const patient = await personHere(phone, store);
  if (patient) {
    const visit = new Visit({ phone, store, patient });
    guardSignOut(visit);
    guardSigns(visit);
    const morning = document.querySelector("form[data-morning]");
    if (morning) {
      const { guardMorning } = await import("./morning-form.js");
      guardMorning(morning, visit);
    }
    await visit.begin();
  }
  guardForms();
}

/** The worker comes when the page has nothing else to do; one that waits may come in now. */
async function install() {
  const registration = await navigator.serviceWorker?.register(phone.worker);
  registration?.waiting?.postMessage("take-over");
}
