// The form of the warning signs: whatever the network does, what is ticked there is not lost.

import { once } from "./forms.js";
import { dropPage } from "./keeping.js";

const PATIENCE = 3000;

/** Tell by the outbox what is sent on this page, then show what to do: the server's page, or ours. */
export function guardSigns(visit) {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-signs]")) {
        return;
      }
      event.preventDefault();
      once(form, async () => {
        location.assign(await whereTold(visit, new FormData(form).getAll("flags")));
        return true;
      });
    },
    { capture: true },
  );
}

/** Where it is said what to do; what was said there of an earlier answer holds no longer. */
async function whereTold({ phone, store, patient, outbox }, flags) {
  const { tell } = await import("./signs.js");
  await tell({ store, patient, plan: await store.plan(patient), flags });
  await dropPage(phone.help_answer);
  return (await outbox.isSentWithin(PATIENCE)) ? phone.help_answer : phone.today;
}
