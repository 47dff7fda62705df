// Asks for what the phone should have before the network goes; the worker keeps what passes.

import { hasLeft } from "./here.js";

const FIGURES = "sciatica-figures";
const MEDIA = "/today/media/";

/** Pages and pictures for the days ahead, once a worker is there; all of them anew with a new plan. */
export async function keepAll(pages, plan, { isNews }) {
  if (!navigator.serviceWorker?.controller) {
    return;
  }
  const shown = await keepPages(pages, isNews ? "fresh" : "missing");
  if (hasLeft()) {
    return;
  }
  const wanted = [...new Set([...shown, ...(plan?.figures ?? [])])];
  await keepFigures(wanted.filter((address) => !address.startsWith(MEDIA)), { isNews });
  await keepPages(wanted.filter((address) => address.startsWith(MEDIA)), "missing");
}

/** Let go of every copy of a page that is no longer true. */
export async function dropPage(address) {
  const names = (await globalThis.caches?.keys()) ?? [];
  const drop = async (name) => (await caches.open(name)).delete(address, { ignoreVary: true });
  await Promise.all(names.map(drop));
}

/**
 * One page after another, so that the patient's own taps come first; lately kept ones cost nothing.
 * Gives the pictures that the new ones show.
 */
async function keepPages(addresses, wish) {
  const shown = [];
  for (const address of addresses) {
    const answer = await fetch(address, { headers: { "Sciatica-Wish": wish } }).catch(() => null);
    if (answer?.headers.get("Content-Type")?.startsWith("text/html")) {
      shown.push(...picturesIn(await answer.text()));
    }
  }
  return shown;
}

/** The drawings that are new to the phone come; with a new plan those go that nothing shows now. */
async function keepFigures(addresses, { isNews }) {
  const cache = await caches.open(FIGURES);
  const kept = (await cache.keys()).map(({ url }) => url.slice(location.origin.length));
  const gone = isNews ? kept.filter((address) => !addresses.includes(address)) : [];
  await Promise.all(gone.map((address) => cache.delete(address)));
  for (const address of addresses.filter((one) => !kept.includes(one))) {
    await cache.add(address).catch(() => null);
  }
}

function picturesIn(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return [...page.querySelectorAll("main img[src]")].map((image) => image.getAttribute("src"));
}
