// The form of the warning signs: whatever the network does, what is ticked there is not lost.

import { renew } from "./forms.js";
import { dropPage } from "./keeping.js";
import { note } from "./notes.js";

const PATIENCE = 3000;

/** Tell by the outbox what is sent on this page, then show what to do: the server's page, or ours. */
export function guardSigns(visit) {
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.matches("[data-signs]")) {
        return;
      }
      event.preventDefault();
      try {
        location.assign(await whereTold(visit, new FormData(form).getAll("flags")));
      } catch {
        withoutStore(form);
      }
    },
    { capture: true },
  );
}

/** Where it is said what to do; what was said there of an earlier answer holds no longer. */
async function whereTold({ phone, store, patient, outbox }, flags) {
  const { tell } = await import("./signs.js");
  await tell({ store, patient, plan: await store.plan(patient), flags });
  await dropPage(phone.help_answer);
  await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  const isTold = (await store.waiting(patient)).length === 0;
  return isTold ? phone.help_answer : phone.today;
}

/** A phone that can keep nothing tells the server itself, or says that it could not. */
function withoutStore(form) {
  if (navigator.onLine) {
    renew(form);
    form.submit();
  } else {
    note("form", true);
  }
}
