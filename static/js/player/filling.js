// Puts words into the places of a screen, and shows the parts of it that are meant.

import { listed } from "../listed.js";

/** Texts by the names of their places; a place without words is hidden. */
export function fill(within, texts) {
  for (const place of within.querySelectorAll("[data-text]")) {
    const text = texts[place.dataset.text];
    if (text === undefined) {
      continue;
    }
    if (place.textContent !== String(text)) {
      place.textContent = text;
    }
    if (!place.dataset.only && !place.dataset.clock && place.hidden !== (text === "")) {
      place.hidden = text === "";
    }
  }
}

export function list(within, name, texts) {
  within.querySelector(`[data-list="${name}"]`).replaceChildren(...listed(texts));
}

/** A bar for each state, in their order. */
export function bars(place, states) {
  const drawn = states.map((state) => {
    const bar = document.createElement("span");
    bar.dataset.state = state;
    return bar;
  });
  place.replaceChildren(...drawn);
}

/** Show what is there only on a condition. */
export function when(within, conditions) {
  for (const part of within.querySelectorAll("[data-when]")) {
    part.hidden = !conditions[part.dataset.when];
  }
}
