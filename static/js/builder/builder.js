/** The program builder: every edit is saved at once, and none is lost. */

import { locale } from "../locale.js";
import { choose } from "./conflict.js";
import { moveByDrag } from "./drag.js";
import { moveByStep } from "./order.js";
import { Queue } from "./queue.js";

const root = document.querySelector("[data-builder]");
const board = document.getElementById("board");
const saved = document.getElementById("saved");
const override = document.getElementById("override");

// From the cookie, which a sign-in in another tab renews, and not from the page, which it leaves.
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const stages = () => board.querySelector(".stages");
const prescribing = () => document.getElementById("prescribe");
const say = (state, extra = "") => {
  saved.dataset.state = state;
  saved.textContent = [saved.dataset[state], extra].filter(Boolean).join(" ");
};

const queue = new Queue({
  key: `builder.${root.dataset.builder}`,
  version: () => stages().dataset.version,
  send,
  onSending: () => say("saving"),
});

/* Sending */

async function send(change) {
  const body = new URLSearchParams(change.values);
  body.set("version", stages().dataset.version);
  body.set("change", change.id);
  let response;
  try {
    const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true" };
    response = await fetch(change.url, { method: "POST", body, headers });
  } catch {
    say("offline");
    return "retry";
  }
  return settle(response);
}

/** What an answer means for its change: "kept", "retry", or "settled" by the doctor's choice. */
async function settle(response) {
  const target = response.headers.get("HX-Redirect");
  if (response.status === 403 || target?.includes("/accounts/")) {
    say("signedOut");
    return "retry";
  }
  if (target) {
    queue.clear();
    window.location.assign(target);
    return "settled";
  }
  if (response.status === 404) {
    say("gone");
    return "kept";
  }
  if (![200, 409, 422].includes(response.status)) {
    say("offline");
    return "retry";
  }
  const answer = document.createElement("template");
  answer.innerHTML = await response.text();
  if (response.status === 409) return settleConflict(answer.content);
  show(answer.content, { refused: response.status === 422 });
  return "kept";
}

async function settleConflict(content) {
  const choice = await choose({ board, saved: content, pending: queue.changes });
  if (choice === "theirs") queue.clear();
  if (choice) draw(content);
  say("saved");
  return "settled";
}

/* The answered draft */

function show(content, { refused }) {
  if (queue.changes.length > 1) {
    // What waits behind is on the page already; to draw now would take it away.
    stages().dataset.version = content.querySelector(".stages").dataset.version;
  } else {
    draw(content);
  }
  const time = new Date().toLocaleTimeString(locale(), { timeStyle: "short" });
  say(refused ? "refused" : "saved", refused ? "" : time);
}

/** Put the draft on the page, but leave alone what the doctor looks at and types in. */
function draw(content) {
  const field = document.activeElement?.closest("#board [id]");
  const typed = field && { id: field.id, value: field.value, at: field.selectionStart };
  const scrolled = [".stages", ".summary"].map((part) => [part, board.querySelector(part).scrollTop]);
  const dialogWasOpen = prescribing().open;
  const opened = [...board.querySelectorAll("details[open][id]")].map((one) => one.id);
  board.replaceChildren(content);
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (dialogWasOpen) prescribing().showModal();
  for (const [part, top] of scrolled) board.querySelector(part).scrollTop = top;
  restore(typed);
  markChosen();
}

function restore(typed) {
  const field = typed && document.getElementById(typed.id);
  if (!field) return;
  if (typed.value !== undefined && field.type !== "checkbox") field.value = typed.value;
  field.focus({ preventScroll: true });
  // A field that holds a number or a date has no caret to set.
  if (Number.isInteger(typed.at)) field.setSelectionRange(typed.at, typed.at);
}

function markChosen() {
  const chosen = new Set([...board.querySelectorAll(".line")].map((line) => line.dataset.exercise));
  for (const card of document.querySelectorAll(".pick")) {
    card.toggleAttribute("data-chosen", chosen.has(card.dataset.exercise));
  }
}

/* Edits */

const save = (form) => queue.push(form.action, [...new FormData(form)]);

/** Whether a field says something else than the server wrote into the page. */
const isChanged = ({ type, checked, defaultChecked, value, defaultValue, options }) => {
  if (options) return [...options].some((option) => option.selected && !option.defaultSelected);
  return ["checkbox", "radio"].includes(type) ? checked !== defaultChecked : value !== defaultValue;
};

/** On a slow line a doctor types before this script is there to hear it. */
function saveWhatWasTypedEarly() {
  for (const form of board.querySelectorAll("form[data-save]")) {
    if ([...form.querySelectorAll("input, select, textarea")].some(isChanged)) save(form);
  }
}

function add(slug, reason = "") {
  return queue.push(stages().dataset.linesUrl, [["exercise", slug], ["override_reason", reason]]);
}

function sendOrder() {
  const values = [...board.querySelectorAll(".line")].map((line) => ["line", line.dataset.line]);
  return queue.push(stages().dataset.orderUrl, values);
}

board.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-save]");
  if (form) save(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-save], form[data-save-now]");
  if (!form) return;
  event.preventDefault();
  if (form.matches("[data-save-now]")) save(form);
});

root.addEventListener("click", (event) => {
  const card = event.target.closest(".pick:not([data-chosen])");
  const remove = event.target.closest("[data-remove]");
  if (card && event.target.closest("[data-anyway]")) {
    override.dataset.exercise = card.dataset.exercise;
    override.querySelector("#override-reason").textContent =
      card.querySelector("[data-reasons]").textContent;
    override.showModal();
  } else if (card && event.target.closest("[data-add]")) {
    add(card.dataset.exercise);
  } else if (remove) {
    queue.push(remove.dataset.remove, []);
  }
});

override.addEventListener("submit", () => {
  const why = override.querySelector("textarea");
  add(override.dataset.exercise, why.value);
  why.value = "";
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/" && !event.target.matches("input, textarea, select")) {
    event.preventDefault();
    document.getElementById("finder-q").focus();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    prescribing().showModal();
  }
});

document.addEventListener("htmx:afterSwap", markChosen);
moveByDrag({ root, board, add, sendOrder });
moveByStep({ board, sendOrder });
if (queue.changes.length) stages().dataset.version = queue.kept.version;
queue.drain();
saveWhatWasTypedEarly();
