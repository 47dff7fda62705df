// The worker itself: how it comes in, and what it answers by which way.

const PATIENCE = 3000;
const LATELY = 60 * 60 * 1000;
/** The lock of a session that runs; the outbox has one of its own. */
const RUNNING = /^sciatica:(?!outbox:)/;

/** Whether something was sent since today was last drawn: then its copy no longer tells the day. */
let hasSent = false;

const WAYS = {
  door: ({ request }) => door.pass(request),
  kept: async ({ request }) => (await fileOf(request)) ?? fetch(request),
  fresh: (event) => asked(event),
  missing: async (event) => {
    const kept = await pageOf(pathOf(event.request));
    return kept && isFromLately(kept, LATELY) ? new Response(null, { status: 204 }) : asked(event);
  },
  today: async (event) => {
    const kept = await pageOf(SHELL.today);
    const copy = kept && isFromToday(kept) ? kept : kept && (await offline());
    return copy === kept && kept && !hasSent ? kept : soon(event, copy);
  },
  player: async ({ request }) => {
    const kept = await pageOf(SHELL.player);
    if (kept) {
      ahead.ask(request, kept);
    }
    return kept ?? network(request);
  },
  ahead: ({ request }) => ahead.take(request) ?? fetch(request),
  morning: async ({ request }) => first(fetch(request), await pageOf(SHELL.morning_questions)),
  read: async (event) => soon(event, await pageOf(pathOf(event.request))),
  ask: ({ request }) => network(request),
};

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELLS + SHELL.edition)
      .then((cache) => cache.addAll([...SHELL.files, SHELL.offline]))
      .then(() => takeOver()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([self.clients.claim(), door.person().then((person) => dropOldShells(person))]),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    event.waitUntil(takeOver());
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname: path } = new URL(request.url);
  const asks = {
    method: request.method,
    path,
    isPage: request.mode === "navigate",
    wish: request.headers.get("Sciatica-Wish"),
  };
  hasSent ||= request.method !== "GET";
  const way = origin === self.location.origin ? wayFor(asks, SHELL) : "none";
  if (way !== "none") {
    event.respondWith(WAYS[way](event));
  }
});

/** In place of an earlier worker, but not while a session runs: its pages ask again later. */
async function takeOver() {
  const { held } = await self.navigator.locks.query();
  if (!held.some(({ name }) => RUNNING.test(name))) {
    await self.skipWaiting();
  }
}

/** The server's answer, which is kept; or, where it takes long or is not the server's, the copy. */
async function soon(event, copy) {
  const answer = asked(event);
  event.waitUntil(answer.catch(() => null));
  return first(answer, copy);
}

async function first(answer, copy) {
  if (!copy) {
    return answer.catch(offline);
  }
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const soonest = await Promise.race([answer.catch(() => null), late]);
  return soonest && isTheServers(soonest) ? soonest : copy;
}

/** The server's own answer; of the pages that are kept it is a new copy. */
async function asked(event) {
  const { turn } = door;
  const answer = await fetch(event.request);
  const { pathname, search } = new URL(event.request.url);
  if (search === "") {
    event.waitUntil(keep(pathname, answer.clone(), turn));
  }
  hasSent &&= pathname !== SHELL.today;
  return answer;
}

/** A page of a portal, or of a proxy whose server is away, is no answer to a patient. */
function isTheServers(answer) {
  return answer.type === "opaqueredirect" || answer.headers.has(PERSON);
}

function network(request) {
  return fetch(request).catch(offline);
}

function offline() {
  return caches.match(SHELL.offline);
}

function pathOf(request) {
  return new URL(request.url).pathname;
}
