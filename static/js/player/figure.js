// The figure of the exercise, inlined so that its movement runs by the player's clock; or what was
// filmed instead.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const drawn = new Map();

export class Figure {
  #svg = null;
  #shown = "";

  constructor(host) {
    this.host = host;
  }

  /** Show the figure of a set, called by its line's name; the movement stands at its start. */
  async show({ figure, start, end }, { id, name, filmed }) {
    const wanted = figure || id;
    if (this.#shown === wanted) {
      return;
    }
    this.#shown = wanted;
    this.#svg = null;
    const pictures = figure ? await drawings({ figure, start, end }, name) : filmed.map(shot);
    if (this.#shown === wanted) {
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
