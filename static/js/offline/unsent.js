// Shows a patient what the server did not take, with its reasons, or breaks over time and again.

import { locale } from "../locale.js";
import { openStore } from "./store.js";

const card = document.getElementById("unsent");
const store = await openStore();
const aside = await store.aside(card.dataset.patient);
const moment = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" });

card.hidden = aside.length === 0;
card.querySelector("ul").replaceChildren(...aside.map(item));

function item({ to, body, refused: words }) {
  const shown = card.querySelector("template").content.cloneNode(true);
  const what = shown.querySelector(`[data-what="${to}"]`);
  shown.querySelectorAll("[data-what]").forEach((name) => name !== what && name.remove());
  shown.querySelector("time").textContent = moment.format(new Date(body.happened_at));
  const told = shown.querySelector("[data-words]");
  told.textContent = words ?? told.textContent;
  return shown;
}
