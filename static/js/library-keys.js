/** The library by keyboard: "/" to the search, Esc clears it, the arrows walk among the cards. */

const search = () => document.getElementById("library-search");
const links = () => [...document.querySelectorAll(".library__grid .exercise-card__link")];

/** How many cards stand in the first row. */
function columns(cards) {
  const tops = cards.map((card) => Math.round(card.closest("li").getBoundingClientRect().top));
  const next = tops.findIndex((top) => top > tops[0]);
  return next < 0 ? cards.length : next;
}

function walk(event) {
  const cards = links();
  const at = cards.indexOf(document.activeElement);
  if (at < 0) return;
  const onward = document.documentElement.dir === "rtl" ? -1 : 1;
  const row = columns(cards);
  const steps = { ArrowRight: onward, ArrowLeft: -onward, ArrowDown: row, ArrowUp: -row };
  const to = { Home: 0, End: cards.length - 1 }[event.key] ?? at + steps[event.key];
  if (Number.isNaN(to)) return;
  event.preventDefault();
  (to < 0 && event.key === "ArrowUp" ? search() : cards[Math.min(Math.max(to, 0), cards.length - 1)]).focus();
}

function clear(field) {
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = search();
  if (event.target === field) {
    if (event.key === "Escape" && field.value) clear(field);
    if (event.key !== "ArrowDown" || !links().length) return;
    event.preventDefault();
    links()[0].focus();
  } else if (event.key === "/" && !event.target.matches("input, textarea, select")) {
    event.preventDefault();
    field.select();
  } else {
    walk(event);
  }
});

// Who stood on "Show more" stands on the first card that it brought.
let before = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target } = detail;
  const isLeft = target.matches(".library__more") && target.contains(document.activeElement);
  before = isLeft ? target.previousElementSibling : null;
});

document.addEventListener("htmx:afterSettle", () => {
  before?.nextElementSibling?.querySelector("a").focus();
  before = null;
});
