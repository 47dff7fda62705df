// The figure of the exercise, inlined so that its movement runs by the player's clock.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const drawn = new Map();

export class Figure {
  #svg = null;
  #shown = "";

  constructor(host) {
    this.host = host;
  }

  /** Show the figure of a set, called by the exercise's name; the movement stands at its start. */
  async show({ figure, start, end }, name) {
    if (this.#shown === figure) {
      return;
    }
    this.#shown = figure;
    this.#svg = null;
    const pictures = still.matches
      ? [...new Set([start, end])].map((address) => picture(address, name))
      : [await inlined(figure, name)];
    if (this.#shown === figure) {
      this.host.replaceChildren(...pictures);
      this.#svg = this.host.querySelector("svg");
      this.#svg?.pauseAnimations();
      this.seek(0);
    }
  }

  seek(seconds) {
    this.#svg?.setCurrentTime(seconds);
  }
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
    if (!drawn.has(address)) {
      const response = await fetch(address);
      if (!response.ok) {
        return picture(address, name);
      }
      drawn.set(address, await response.text());
    }
    const parsed = new DOMParser().parseFromString(drawn.get(address), "image/svg+xml");
    const svg = document.importNode(parsed.documentElement, true);
    svg.setAttribute("aria-label", name);
    return svg;
  } catch {
    return picture(address, name);
  }
}
