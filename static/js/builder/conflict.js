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
  mine.replaceChildren(...linesOf(board).map((line) => item(dose(line))), ...pending.flatMap(words));
  theirs.replaceChildren(...linesOf(saved).map((line) => item(dose(line))));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

const linesOf = (version) => [...version.querySelectorAll(".line")];

function dose(line) {
  const value = (name) => line.querySelector(`[name$="-${name}"]`).value;
  return (
    `${line.dataset.name}: ${value("sets")} × ${value("repetitions")}, ` +
    `${value("hold")} s, ${value("tempo")}, ${value("times_a_day")}/d`
  );
}

/** What the page does not show yet: an exercise on its way in, or a line on its way out. */
function words(change) {
  const slug = new Map(change.values).get("exercise");
  if (slug) return named(`.pick[data-exercise="${slug}"]`, mine.dataset.adds);
  return named(`.line:has([data-remove="${change.url}"])`, mine.dataset.removes);
}

function named(selector, what) {
  const found = document.querySelector(selector);
  return found ? [item(`${found.dataset.name}: ${what}`)] : [];
}

function item(text) {
  const row = document.createElement("li");
  row.textContent = text;
  return row;
}
