// Asks for what the phone should have before the network goes; the worker keeps what passes.

const FIGURES = "sciatica-figures";

/** One page after another, so that the patient's own taps come first; lately kept ones cost nothing. */
export async function keepPages(addresses, { wish = "missing" } = {}) {
  for (const address of addresses) {
    await fetch(address, { headers: { "Sciatica-Wish": wish } }).catch(() => null);
  }
}

/** Let go of every copy of a page that is no longer true. */
export async function dropPage(address) {
  const names = (await globalThis.caches?.keys()) ?? [];
  const drop = async (name) => (await caches.open(name)).delete(address, { ignoreVary: true });
  await Promise.all(names.map(drop));
}

/** The pictures of a plan: those that are new to the phone come, those that it no longer shows go. */
export async function keepFigures(addresses) {
  const [media, drawn] = [[], []];
  addresses.forEach((address) => (address.startsWith("/today/media/") ? media : drawn).push(address));
  const cache = await caches.open(FIGURES);
  const kept = (await cache.keys()).map(({ url }) => url.slice(location.origin.length));
  await Promise.all(
    kept.filter((address) => !drawn.includes(address)).map((address) => cache.delete(address)),
  );
  for (const address of drawn.filter((one) => !kept.includes(one))) {
    await cache.add(address).catch(() => null);
  }
  await keepPages(media);
}

/** Pages and pictures for the days ahead, once a worker is there; all pages anew with a new plan. */
export async function keepAll(pages, plan, { isNews }) {
  if (!navigator.serviceWorker?.controller) {
    return;
  }
  await keepPages(pages, { wish: isNews ? "fresh" : "missing" });
  if (plan) {
    await keepFigures(plan.figures);
  }
}
