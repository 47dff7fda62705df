// Shows a patient what the server did not take, with its reasons.

import { openStore } from "./store.js";

const card = document.getElementById("unsent");
const store = await openStore();
const refused = await store.refused(card.dataset.patient);
const { lang } = document.documentElement;
const moment = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });

card.hidden = refused.length === 0;
card.querySelector("ul").replaceChildren(...refused.map(item));

function item({ to, body, refused: words }) {
  const shown = card.querySelector("template").content.cloneNode(true);
  const what = shown.querySelector(`[data-what="${to}"]`);
  shown.querySelectorAll("[data-what]").forEach((name) => name !== what && name.remove());
  shown.querySelector("time").textContent = moment.format(new Date(body.happened_at));
  shown.querySelector("[data-words]").textContent = words;
  return shown;
}
