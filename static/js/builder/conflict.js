/** Two versions of one draft, side by side, until the doctor says which counts. */

const dialog = document.getElementById("conflict");
const mine = document.getElementById("mine");
const theirs = document.getElementById("theirs");

dialog.querySelector("[data-put-mine]").addEventListener("click", () => dialog.close("mine"));
dialog.querySelector("[data-take-theirs]").addEventListener("click", () => dialog.close("theirs"));
// Escape would choose without a word.
dialog.addEventListener("cancel", (event) => event.preventDefault());

/** Ask which version counts: "mine", "theirs", or "" for no answer. `pending` waits to be saved. */
export function choose({ board, saved, pending }) {
  const ours = [...doses(board), ...pending.flatMap(coming)];
  const others = doses(saved);
  mine.replaceChildren(...items(ours, others));
  theirs.replaceChildren(...items(others, ours));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

const doses = (version) => [...version.querySelectorAll(".line")].map(dose);

/** A line in the words of its own fields: "Knee hug: sets 2, reps 8". */
function dose(line) {
  const parts = [...line.querySelectorAll(".dose__part")].map(words);
  const days = [...line.querySelectorAll(".days :checked + span")].map((day) => day.textContent);
  const note = line.querySelector(".line__note input").value;
  return `${line.dataset.name}: ${[...parts, days.join(" "), note].filter(Boolean).join(", ")}`;
}

/** A field with its label, unless it says nothing or stands in a plan that is not ticked. */
function words(part) {
  const field = part.querySelector("input, select");
  const isUnticked = part.closest(".bad-days")?.querySelector(":not(:checked)[type=checkbox]");
  if (!field.value || isUnticked) return "";
  const value = field.selectedOptions?.[0].text ?? field.value;
  return `${part.querySelector("span").textContent} ${value}`;
}

/** What the page does not show yet: an exercise on its way in, or a line on its way out. */
function coming(change) {
  const slug = new Map(change.values).get("exercise");
  if (slug) return named(`.pick[data-exercise="${slug}"]`, mine.dataset.adds);
  return named(`.line:has([data-remove="${change.url}"])`, mine.dataset.removes);
}

function named(selector, what) {
  const found = document.querySelector(selector);
  return found ? [`${found.dataset.name}: ${what}`] : [];
}

/** List items, with what the other version lacks set off. */
function items(texts, others) {
  return texts.map((text) => {
    const row = document.createElement("li");
    const words = document.createElement(others.includes(text) ? "span" : "strong");
    words.textContent = text;
    row.append(words);
    return row;
  });
}
