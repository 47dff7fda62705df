// What a page of a patient does once it stands: it sends what waits, draws the day anew where
// the phone knows it better, and keeps what the phone will need without a network. The player does
// for itself what it needs of this.

import { guardForms } from "./forms.js";
import { leaveTogether } from "./here.js";
import { offerByHand } from "./install.js";
import { guardSignOut } from "./leaving.js";
import { personHere } from "./person.js";
import { guardSigns } from "./signs-form.js";
import { openStore } from "./store.js";
import { Visit } from "./visit.js";

const phone = JSON.parse(document.getElementById("phone").textContent);

offerByHand();

const store = await openStore();
const patient = await personHere(phone, store);
if (patient) {
  const visit = new Visit({ phone, store, patient });
  guardSignOut(visit);
  leaveTogether(phone.sign_in, () => visit.quiet());
  guardSigns(visit);
  const morning = document.querySelector("form[data-morning]");
  if (morning) {
    const { guardMorning } = await import("./morning-form.js");
    guardMorning(morning, visit);
  }
  await visit.begin();
}
guardForms();
