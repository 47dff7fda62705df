// Signing out: first what waits is sent, then the phone forgets the person, then the server does.

import { renew } from "./forms.js";
import { forget } from "./person.js";
import { soon } from "./soon.js";

const PATIENCE = 5000;

/** Hear every sign-out of the page that is visited. */
export function guardSignOut(visit) {
  const { phone, store, patient, outbox } = visit;
  const leave = async (form) => {
    await soon(visit.quiet(), PATIENCE);
    await forget(store, patient);
    renew(form);
    form.submit();
  };
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (form.method !== "post" || new URL(form.action).pathname !== phone.sign_out) {
        return;
      }
      event.preventDefault();
      if (navigator.onLine && (await outbox.isSentWithin(PATIENCE))) {
        await leave(form);
      } else {
        ask(() => leave(form));
      }
    },
    { capture: true },
  );
}

/** Without a connection nobody can sign out; with one, who wants to may leave something unsent. */
function ask(leave) {
  const dialog = document.getElementById("sign-out");
  dialog.querySelectorAll("[data-online]").forEach((part) => {
    part.hidden = (part.dataset.online === "yes") !== navigator.onLine;
  });
  dialog.querySelector("[data-leaves]").onclick = leave;
  dialog.showModal();
}
