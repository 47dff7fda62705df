// The offer to put the app on the home screen: once, on Today, and never again when it is declined.

const DECLINED = "sciatica:no-install";

let prompt = null;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  prompt = event;
  offer("prompt");
});

/** Where the browser offers nothing by itself, as on an iPhone, the card says how it is done. */
export function offerByHand() {
  if (navigator.standalone === false) {
    offer("by-hand");
  }
}

function offer(way) {
  const card = document.querySelector("[data-install]");
  if (!card || localStorage.getItem(DECLINED)) {
    return;
  }
  card.hidden = false;
  card.querySelectorAll("[data-way]").forEach((part) => {
    part.hidden = part.dataset.way !== way;
  });
}

document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-install]");
  const wish = event.target.closest("[data-installs]")?.dataset.installs;
  if (!card || !wish) {
    return;
  }
  localStorage.setItem(DECLINED, "yes");
  card.hidden = true;
  if (wish === "yes") {
    prompt?.prompt();
  }
});
