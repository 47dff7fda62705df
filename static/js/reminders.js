/** Reminders on this phone: asks for permission on a tap alone, and says plainly where it stands. */

import { soon } from "./offline/soon.js";
import { subscription } from "./offline/subscription.js";

const PATIENCE = 5000;
const room = document.getElementById("on-this-phone");

/** Show what belongs to a state of this phone, and hide the rest. */
function show(state) {
  for (const one of room.querySelectorAll("[data-when]")) {
    one.hidden = !one.dataset.when.split(" ").includes(state);
  }
}

function toast(words) {
  const message = document.getElementById(words).content.textContent;
  document.dispatchEvent(new CustomEvent("toast", { detail: { message } }));
}

/** What the server answers in JSON; anything else is no answer. */
async function ask(method, address, body) {
  const headers = { "Sciatica-Patient": room.dataset.patient };
  if (body) {
    const { token } = await ask("GET", room.dataset.api);
    Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": token });
  }
  const options = { method, headers, body: body && JSON.stringify(body), redirect: "error" };
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.json();
}

/** The worker that receives messages, once it is there; nothing when it does not come. */
function worker() {
  return soon(navigator.serviceWorker.ready, PATIENCE);
}

/** Why this browser cannot be reminded; null when it can. */
function obstacle() {
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!able) return /iPhone|iPad/.test(navigator.userAgent) ? "home-screen" : "unsupported";
  return Notification.permission === "denied" ? "denied" : null;
}

async function standing() {
  const obstructed = obstacle();
  if (obstructed) return obstructed;
  const mine = await subscription();
  if (!mine || Notification.permission !== "granted") return "off";
  const { endpoints } = await ask("GET", room.dataset.api);
  return endpoints.includes(mine.endpoint) ? "on" : "off";
}

const DOES = {
  async on() {
    // Before anything is awaited: a browser lets itself be asked only in the tap.
    const permission = await Notification.requestPermission();
    if (permission !== "granted") return permission === "denied" ? "denied" : "off";
    const registration = await worker();
    if (!registration) return "unsupported";
    const { key } = await ask("GET", room.dataset.api);
    // One that was made for somebody else here, or with an older key, is of no use.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const made = await registration.pushManager.subscribe(options);
    await ask("POST", room.dataset.api, made.toJSON());
    return "on";
  },
  async off() {
    const mine = await subscription();
    if (!mine) return "off";
    await ask("DELETE", room.dataset.api, { endpoint: mine.endpoint });
    await mine.unsubscribe();
    return "off";
  },
  async try() {
    const { endpoint } = await subscription();
    const { outcome } = await ask("POST", room.dataset.try, { endpoint });
    toast(`tried-${outcome}`);
    return outcome === "gone" ? "off" : "on";
  },
};

/** Do something that may fail, and show where that leaves this phone. */
async function settle(work) {
  show("asking");
  show(await work().catch(() => "failed"));
}

if (room) {
  room.addEventListener("click", ({ target }) => {
    const does = target.closest("[data-does]")?.dataset.does;
    if (does) settle(DOES[does]);
  });
  settle(standing);
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
    toast("copied");
  });
}
