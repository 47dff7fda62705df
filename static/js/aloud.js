// Reads the screen aloud at the press of its button, and stops at the next press.

import { hush, say, whenThereIsAVoice } from "./speech.js";

const SILENT = [
  "script, style, template, svg, noscript",
  "[aria-hidden=true], .visually-hidden, [data-unread]",
].join();
const BLOCKS = "h1, h2, h3, h4, p, li, legend, label, button, a, summary, dt, dd, th, td, figcaption";

/** What one sees on the screen, in its order, a piece a block. */
export function textsOf(root) {
  const texts = [];
  let last = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data;
    if (text.trim() && isSeen(node.parentElement)) {
      const block = node.parentElement.closest(BLOCKS);
      if (block && block === last) {
        texts.push(`${texts.pop()} ${text}`);
      } else {
        texts.push(text);
      }
      last = block;
    }
  }
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

function isSeen(element) {
  return element.closest(SILENT) === null && element.getClientRects().length > 0;
}

function listen(button) {
  const main = document.getElementById("main");
  let screen = "";
  const isReading = () => button.getAttribute("aria-pressed") === "true";
  const turn = (isOn) => button.setAttribute("aria-pressed", String(isOn));
  const stop = () => {
    turn(false);
    hush();
  };
  button.addEventListener("click", () => {
    if (isReading()) {
      stop();
    } else {
      turn(true);
      screen = main.dataset.at;
      say(textsOf(main), () => turn(false));
    }
  });
  // The player shows its next screen on the same page.
  const screens = new MutationObserver(() => isReading() && main.dataset.at !== screen && stop());
  screens.observe(main, { attributeFilter: ["data-at"] });
  whenThereIsAVoice(() => {
    button.hidden = false;
  });
}

document.querySelectorAll("[data-aloud]").forEach(listen);
addEventListener("pagehide", hush);
