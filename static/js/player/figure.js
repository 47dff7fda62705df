// The figure of the exercise, inlined so that its movement runs by the player's clock; or what was
// filmed instead.

import { withNextPicture } from "../offline/soon.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const drawn = new Map();

/** Have the figure of a set ready before it is shown. */
export function prefetch({ figure }) {
  if (figure && !still.matches) {
    parsed(figure).catch(() => {});
  }
}

export class Figure {
  #svg = null;
  #shown = "";
  #sought = 0;
  #since = null;

  constructor(host) {
    this.host = host;
  }

  /** Show the figure of a set, called by its line's name, where it is sought until it is there. */
  async show({ figure, start, end }, { id, name, filmed }) {
    const wanted = figure || id;
    if (this.#shown === wanted) {
      return;
    }
    this.#shown = wanted;
    this.#svg = null;
    this.#sought = 0;
    const pictures = figure ? await drawings({ figure, start, end }, name) : filmed.map(shot);
    if (this.#shown === wanted) {
      this.host.replaceChildren(...pictures);
      this.#svg = this.host.querySelector("svg");
      this.#svg?.pauseAnimations();
      this.seek(this.#sought);
      this.runs(this.#since !== null);
    }
  }

  seek(seconds) {
    this.#sought = seconds;
    this.#svg?.setCurrentTime(seconds);
  }

  /** With the next picture: at once, the browser would work out the style of half a new screen twice. */
  seekSoon(seconds) {
    this.#sought = seconds;
    requestAnimationFrame(() => this.seek(this.#sought));
  }

  /** Where no clock counts, the figure moves by itself, from its start on. */
  runs(isRunning) {
    this.#since = isRunning ? performance.now() : null;
    if (isRunning) {
      this.#play(this.#since);
    }
  }

  #play(since) {
    withNextPicture(() => {
      if (this.#since === since) {
        this.#svg?.setCurrentTime((performance.now() - since) / 1000);
        this.#play(since);
      }
    });
  }
}

async function drawings({ figure, start, end }, name) {
  return still.matches
    ? [...new Set([start, end])].map((address) => picture(address, name))
    : [await inlined(figure, name)];
}

/** A photo, or a film that goes round and round without sound. */
function shot({ kind, address, alt }) {
  if (kind === "photo") {
    return picture(address, alt);
  }
  const film = document.createElement("video");
  Object.assign(film, { src: address, controls: true, loop: true, muted: true, playsInline: true });
  film.autoplay = !still.matches;
  film.setAttribute("aria-label", alt);
  return film;
}

function picture(address, name) {
  const image = new Image();
  image.src = address;
  image.alt = name;
  return image;
}

/** The moving figure; without a connection a picture, which the browser may have kept. */
async function inlined(address, name) {
  try {
    const svg = document.importNode(await parsed(address), true);
    svg.setAttribute("aria-label", name);
    return svg;
  } catch {
    return picture(address, name);
  }
}

/** Fetched and parsed once; what failed is tried again the next time. */
function parsed(address) {
  if (!drawn.has(address)) {
    const parsing = fetched(address);
    parsing.catch(() => drawn.delete(address));
    drawn.set(address, parsing);
  }
  return drawn.get(address);
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`No figure: ${response.status}`);
  }
  const text = await response.text();
  return new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
}
