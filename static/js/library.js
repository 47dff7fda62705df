// A figure moves while the pointer or the focus is on its card, unless the reader asked for calm.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function turn(event, state) {
  const card = event.target.closest("[data-plays]");
  if (!card || card.contains(event.relatedTarget)) return;
  for (const picture of card.querySelectorAll("picture[data-film]")) {
    picture.querySelector("img").src = picture.dataset[calm.matches ? "still" : state];
  }
}

// Heard on the document, so that cards which arrive later play too.
for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => turn(event, "film"));
  document.addEventListener(end, (event) => turn(event, "still"));
}
