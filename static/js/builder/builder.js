/** The program builder: every edit is saved at once, and none is lost. */

import { moveByDrag } from "./drag.js";
import { Queue } from "./queue.js";

const root = document.querySelector("[data-builder]");
const board = document.getElementById("board");
const saved = document.getElementById("saved");
const conflict = document.getElementById("conflict");
const override = document.getElementById("override");

const csrfToken = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const stages = () => board.querySelector(".stages");
const say = (state, extra = "") => {
  saved.dataset.state = state;
  saved.textContent = [saved.dataset[state], extra].filter(Boolean).join(" ");
};
const sayIfSaving = (state) => state === "saving" && say("saving");

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

/** What an answer means for its change: "kept", "retry", or "held" until the doctor chooses. */
async function settle(response) {
  const target = response.headers.get("HX-Redirect");
  if (target?.includes("/accounts/")) return waitSignedOut();
  if (target) {
    queue.changes = [];
    queue.keep();
    window.location.assign(target);
    return "kept";
  }
  if (response.status === 403) return waitSignedOut();
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
  if (response.status === 409) return showConflict(answer.content);
  show(answer.content, { refused: response.status === 422 });
  return "kept";
}

function waitSignedOut() {
  say("signedOut");
  return "retry";
}

/** Put the answered draft on the page, but leave alone what the doctor is typing in. */
function show(content, { refused }) {
  const field = document.activeElement?.closest("#board [id]");
  const typed = field && { id: field.id, value: field.value, at: field.selectionStart };
  const moreToCome = queue.changes.length > 1;
  if (moreToCome) {
    stages().dataset.version = content.querySelector(".stages").dataset.version;
  } else {
    const dialogWasOpen = document.getElementById("prescribe").open;
    board.replaceChildren(content);
    restore(typed);
    if (dialogWasOpen) document.getElementById("prescribe").showModal();
  }
  markChosen();
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  say(refused ? "refused" : "saved", refused ? "" : time);
}

function restore(typed) {
  const field = typed && document.getElementById(typed.id);
  if (!field) return;
  if ("value" in field && typed.value !== undefined) field.value = typed.value;
  field.focus({ preventScroll: true });
  if (typed.at !== null && typed.at !== undefined && field.setSelectionRange) {
    try {
      field.setSelectionRange(typed.at, typed.at);
    } catch {
      // A number field has no caret to set.
    }
  }
}

function markChosen() {
  const chosen = new Set([...board.querySelectorAll(".line")].map((line) => line.dataset.exercise));
  for (const card of document.querySelectorAll(".pick")) {
    card.toggleAttribute("data-chosen", chosen.has(card.dataset.exercise));
  }
}

/* Two versions */

let theirs = null;

function showConflict(content) {
  queue.hold();
  theirs = content;
  list("mine", board);
  list("theirs", content);
  conflict.showModal();
  return "held";
}

function list(id, version) {
  const rows = [...version.querySelectorAll(".line")].map((line) => {
    const value = (name) => line.querySelector(`[name$="-${name}"]`).value;
    const item = document.createElement("li");
    item.textContent =
      `${line.dataset.name}: ${value("sets")} × ${value("repetitions")}, ` +
      `${value("hold")} s, ${value("tempo")}, ${value("times_a_day")}/d`;
    return item;
  });
  document.getElementById(id).replaceChildren(...rows);
}

conflict.querySelector("[data-put-mine]").addEventListener("click", () => conflict.close("mine"));
conflict.querySelector("[data-take-theirs]").addEventListener("click", () => conflict.close("theirs"));
// Escape would choose without a word.
conflict.addEventListener("cancel", (event) => event.preventDefault());

conflict.addEventListener("close", () => {
  board.replaceChildren(theirs);
  markChosen();
  say("saved");
  queue.resume({ dropFirst: conflict.returnValue === "theirs" });
});

/* Edits */

const queue = new Queue({
  key: `builder.${root.dataset.builder}`,
  send,
  onState: sayIfSaving,
});

const save = (form) => queue.push(form.action, [...new FormData(form)]);

function add(slug, reason = "") {
  const values = [["exercise", slug], ["override_reason", reason]];
  return queue.push(stages().dataset.linesUrl, values);
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
  const card = event.target.closest(".pick");
  const anyway = event.target.closest("[data-anyway]");
  const remove = event.target.closest("[data-remove]");
  if (anyway) {
    override.dataset.exercise = card.dataset.exercise;
    override.querySelector("#override-reason").textContent = anyway.dataset.anyway;
    override.showModal();
  } else if (card && event.target.closest("[data-add]") && !("chosen" in card.dataset)) {
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

board.addEventListener("keydown", (event) => {
  const line = event.target.closest("[data-move]")?.closest(".line");
  const up = event.key === "ArrowUp";
  if (!line || !(up || event.key === "ArrowDown")) return;
  event.preventDefault();
  const neighbour = up ? line.previousElementSibling : line.nextElementSibling;
  if (!neighbour) return;
  neighbour[up ? "before" : "after"](line);
  line.querySelector("[data-move]").focus();
  sendOrder();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("finder-q").focus();
  } else if (event.key === "Enter" && event.ctrlKey && !document.querySelector("dialog[open]")) {
    document.getElementById("prescribe").showModal();
  }
});

document.addEventListener("htmx:afterSwap", markChosen);
moveByDrag({ root, board, add, sendOrder });
queue.drain();
