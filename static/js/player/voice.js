// Gives each cue once: spoken, sounded, and told to screen readers. Off by one tap, which the phone
// remembers.

import { whenPainted } from "../offline/soon.js";
import { hush, say } from "../speech.js";
import { allowed, play } from "./sound.js";

const MEMORY = "sciatica-voice";

export class Voice {
  #button;
  #news;
  #key = "";
  #isTouched = false;

  /** `news` is the live region of the page. */
  constructor(button, news) {
    this.#button = button;
    this.#news = news;
    this.#turn(remembered() !== "off");
    button.addEventListener("click", () => this.#toggle());
    addEventListener("pointerdown", () => this.#touched());
    addEventListener("keydown", () => this.#touched());
  }

  give({ key, say: words, tone, news }) {
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    if (news) {
      this.#news.textContent = news;
    }
    if (!this.#isOn || !this.#isTouched) {
      return;
    }
    if (tone) {
      whenPainted(() => play(tone));
    }
    if (words) {
      say([words]);
    } else if (tone === null) {
      hush();
    }
  }

  /** Some browsers let only those pages speak later that have spoken in a touch. */
  #touched() {
    if (!this.#isTouched && this.#isOn) {
      say([""]);
    }
    this.#isTouched = true;
    allowed();
  }

  get #isOn() {
    return this.#button.getAttribute("aria-pressed") === "true";
  }

  #toggle() {
    this.#turn(!this.#isOn);
    remember(this.#isOn ? "on" : "off");
    if (!this.#isOn) {
      hush();
    }
  }

  #turn(isOn) {
    this.#button.setAttribute("aria-pressed", String(isOn));
  }
}

function remembered() {
  try {
    return localStorage.getItem(MEMORY);
  } catch {
    return null;
  }
}

/** A phone that remembers nothing speaks again next time. */
function remember(setting) {
  try {
    localStorage.setItem(MEMORY, setting);
  } catch {
    // Storage is full or forbidden.
  }
}
