// Brings the worker in once the page is idle; one that waits for an earlier one, once it is quiet.

import { whenIdle } from "./soon.js";

/** Milliseconds without an answer to anything that the page has asked for. */
const QUIET = 2000;

const phone = JSON.parse(document.getElementById("phone").textContent);

addEventListener("load", () => whenIdle(register));

async function register() {
  const registration = await navigator.serviceWorker?.register(phone.worker);
  if (registration?.waiting) {
    await quiet();
    registration.waiting?.postMessage("take-over");
  }
}

/** What is asked for just as Chromium changes workers wakes the old one, and the new one waits on. */
function quiet() {
  return new Promise((resolve) => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(end, QUIET);
    };
    const asked = new PerformanceObserver(wait);
    const end = () => {
      asked.disconnect();
      resolve();
    };
    asked.observe({ type: "resource" });
    wait();
  });
}
