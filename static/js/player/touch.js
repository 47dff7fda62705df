// Hands the player what the patient touches, and what befalls the page.

import { ANSWERS } from "./answers.js";

/** What answers a touch itself; a touch anywhere else is a tap on the screen. */
const CONTROLS = "a, button, input, label, summary, video";

export function listen(root, player) {
  root.addEventListener("click", (event) => clicked(event, player));
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const { answer, step } = event.target.dataset;
    player.touched({ type: "answer", ...ANSWERS[answer](new FormData(event.target), { step }) });
  });
  root.addEventListener("change", (event) => {
    if (event.target.closest("[data-answer=red-flags], [data-answer=new-condition]")) {
      player.ticked();
    }
  });
  document.addEventListener("visibilitychange", () =>
    document.hidden ? player.hidden() : player.seen(),
  );
  addEventListener("online", () => player.send());
  addEventListener("focus", () => player.seen());
  // A page that the back button brings back from the browser's memory holds no lock and may be old.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

function clicked(event, player) {
  const { sends, reason } = event.target.closest("[data-sends]")?.dataset ?? {};
  const link = event.target.closest("[data-leave]");
  if (link) {
    event.preventDefault();
    player.leave(link.href);
  } else if (event.target.closest("[data-takes-over]")) {
    player.open({ takeOver: true });
  } else if (sends === "stop" || (sends && event.detail < 2)) {
    // The second tap of a double tap must not answer for the screen that came after the first.
    player.touched({ type: sends, reason });
  } else if (event.detail < 2 && !event.target.closest(CONTROLS)) {
    player.touched({ type: "tap" });
  } else if (event.detail > 1 && event.target.closest("form button")) {
    event.preventDefault();
  }
}
