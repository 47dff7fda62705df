// The form of the warning signs: whatever the network does, what is ticked there is not lost.

const PATIENCE = 3000;

/** Tell by the outbox what is sent on this page, then show what to do: the server's page, or ours. */
export function guardSigns({ phone, store, patient, outbox }) {
  document.addEventListener(
    "submit",
    async (event) => {
      if (!event.target.matches("[data-signs]")) {
        return;
      }
      event.preventDefault();
      const { tell } = await import("./signs.js");
      const flags = new FormData(event.target).getAll("flags");
      await tell({ store, patient, plan: await store.plan(patient), flags });
      await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      const isTold = (await store.waiting(patient)).length === 0;
      location.assign(isTold ? phone.help_answer : phone.today);
    },
    { capture: true },
  );
}
