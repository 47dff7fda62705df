// What every page of a patient does once it stands: it sends what waits, draws the day anew where
// the phone knows it better, and keeps what the phone will need without a network.

import { fetchPlan } from "./fetch-plan.js";
import { guardForms } from "./forms.js";
import { offerByHand } from "./install.js";
import { keepAll } from "./keeping.js";
import { guardSignOut } from "./leaving.js";
import { note } from "./notes.js";
import { Outbox } from "./outbox.js";
import { Page } from "./page.js";
import { personHere } from "./person.js";
import { guardSigns } from "./signs-form.js";
import { openStore } from "./store.js";

/** A page that is looked at again asks for news, but not more often than this. */
const A_WHILE = 3 * 60_000;

const phone = JSON.parse(document.getElementById("phone").textContent);

addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(install));
offerByHand();

// The player sends, asks and guards for itself.
if (!document.querySelector("main.player")) {
  const store = await openStore();
  const patient = await personHere(phone, store);
  if (patient) {
    await follow({ phone, store, patient });
  }
  guardForms();
}

async function follow(here) {
  const page = new Page(here);
  let [sent, asked, asking] = [0, 0, null];
  const outbox = new Outbox({
    ...here,
    onAnswer: () => (sent += 1),
    onRefusal: (_report, words) => note("refused", true, words),
    onWaiting: (isWaiting) => note("waiting", isWaiting),
    onSignedOut: () => note("signed-out", true),
  });
  const quiet = () => {
    asked = Infinity;
    return asking;
  };
  guardSignOut({ ...here, outbox, quiet });
  guardSigns({ ...here, outbox });
  await page.show();

  const ask = async () => {
    [asked, sent] = [Date.now(), 0];
    await Promise.all([outbox.flush(), page.refresh()]);
    if (sent > 0) {
      await page.refresh({ hasSent: true });
    }
    const before = await here.store.plan(here.patient);
    const { plan } = await fetchPlan(here.store, here.patient);
    await page.show();
    keepAll(phone.pages, plan, { isNews: plan?.etag !== before?.etag });
  };
  const askAfter = (pause) => {
    if (Date.now() - asked > pause) {
      asking = ask();
    }
  };
  const look = () => {
    page.show();
    askAfter(A_WHILE);
  };
  addEventListener("focus", look);
  addEventListener("online", () => askAfter(0));
  document.addEventListener("visibilitychange", () => document.hidden || look());
  askAfter(0);
}

/** The worker comes when the page has nothing else to do; one that waits may come in now. */
async function install() {
  const registration = await navigator.serviceWorker?.register(phone.worker);
  registration?.waiting?.postMessage("take-over");
}
