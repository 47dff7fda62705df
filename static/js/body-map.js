/** Says in words which places of a body map are chosen; the map itself works without. */

function say(map) {
  const words = map.querySelector(".body-map__words");
  const chosen = [...map.querySelectorAll("input:checked")].map((box) => box.dataset.words);
  words.textContent = chosen.length ? sentence(chosen.join(", ")) : words.dataset.none;
  words.hidden = false;
}

function sentence(words) {
  return words.charAt(0).toLocaleUpperCase(document.documentElement.lang) + words.slice(1);
}

function sayAll(root) {
  root.querySelectorAll(".body-map").forEach(say);
}

sayAll(document);
document.addEventListener("change", ({ target }) => {
  const map = target.closest(".body-map");
  if (map) say(map);
});
// The boxes of a form are as new only once its reset has been heard.
document.addEventListener("reset", ({ target }) => setTimeout(sayAll, 0, target));
document.addEventListener("htmx:load", ({ target }) => sayAll(target));
