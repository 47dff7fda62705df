// What every page of a patient does once it stands.

import { keepPages } from "./keeping.js";

const phone = JSON.parse(document.getElementById("phone").textContent);

addEventListener("load", () => requestIdleCallback(() => settle()));

/** After the page, when the phone has nothing else to do. */
async function settle() {
  const registration = await navigator.serviceWorker?.register(phone.worker);
  if (!registration) {
    return;
  }
  registration.waiting?.postMessage("take-over");
  await controlled(navigator.serviceWorker);
  if (phone.patient) {
    await keepPages(phone.pages);
  }
}

/** The first worker comes in while its first page already stands. */
function controlled(workers) {
  return workers.controller ?? new Promise((resolve) => (workers.oncontrollerchange = resolve));
}
