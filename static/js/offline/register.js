// Brings the worker in when the page has nothing else to do; one that waits may come in now.

import { whenIdle } from "./soon.js";

const phone = JSON.parse(document.getElementById("phone").textContent);

addEventListener("load", () => whenIdle(register));

async function register() {
  const registration = await navigator.serviceWorker?.register(phone.worker);
  registration?.waiting?.postMessage("take-over");
}
