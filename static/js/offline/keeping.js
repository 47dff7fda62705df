// Asks for what the phone should have before the network goes; the worker keeps what passes.

const FIGURES = "sciatica-figures";

/** One page after another, so that the patient's own taps come first; lately kept ones cost nothing. */
export async function keepPages(addresses, { wish = "missing" } = {}) {
  for (const address of addresses) {
    await fetch(address, { headers: { "Sciatica-Wish": wish } }).catch(() => null);
  }
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

/** Pages and pictures for the days ahead; all pages anew when the plan is another. */
export async function keepAll(pages, plan, { isNews }) {
  if (!navigator.serviceWorker) {
    return;
  }
  await controlled(navigator.serviceWorker);
  await keepPages(pages, { wish: isNews ? "fresh" : "missing" });
  await keepFigures(plan?.figures ?? []);
}

/** The first worker comes in while its first page already stands. */
function controlled(workers) {
  return (
    workers.controller ??
    new Promise((resolve) => {
      workers.addEventListener("controllerchange", resolve, { once: true });
    })
  );
}
