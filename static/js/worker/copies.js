// The copies that the worker holds: files of the product, pictures, and pages of one person.

const SHELLS = "sciatica-shell-";
const KEPT_AT = "Sciatica-Kept";
const KEPT_BY = "Sciatica-Edition";
const MEDIA = "/today/media/";
const PERSON = "Sciatica-Person";

/** A file or picture, whichever edition kept it; a photo or film only for whom the door is open. */
async function fileOf(request) {
  const path = new URL(request.url).pathname;
  if (!path.startsWith(MEDIA)) {
    return caches.match(request, { ignoreVary: true });
  }
  const mine = await pageOf(path);
  return mine && inPart(mine, request.headers.get("Range"));
}

/** A page of the person who is in. */
async function pageOf(path) {
  const person = await door.person();
  return person ? ((await caches.match(path, { cacheName: PRIVATE + person, ignoreVary: true })) ?? null) : null;
}

/** Keep what the server answered to the person it names, unless the door was shut meanwhile. */
async function keep(path, answer, turn) {
  const person = answer.headers.get(PERSON);
  if (!person || answer.status !== 200 || answer.redirected || turn !== door.turn) {
    return;
  }
  const copy = await stamped(answer);
  if (turn !== door.turn) {
    return;
  }
  await door.open(person);
  await (await caches.open(PRIVATE + person)).put(path, copy);
  if (turn !== door.turn) {
    // Somebody signed out in the middle of it.
    await door.clear();
    return;
  }
  await dropOldShells(person);
}

function isFromToday(kept) {
  const at = new Date(kept.headers.get(KEPT_AT));
  return at.toDateString() === new Date().toDateString();
}

function isFromLately(kept, milliseconds) {
  const age = Date.now() - Date.parse(kept.headers.get(KEPT_AT));
  return kept.headers.get(KEPT_BY) === SHELL.edition && age >= 0 && age < milliseconds;
}

/** The answer with the moment written on it, for the worker in its head, for the page in <html>. */
async function stamped(answer) {
  const headers = new Headers(answer.headers);
  const now = new Date().toISOString();
  headers.delete("Content-Encoding");
  headers.set(KEPT_AT, now);
  headers.set(KEPT_BY, SHELL.edition);
  const isPage = headers.get("Content-Type")?.startsWith("text/html");
  const body = isPage
    ? (await answer.text()).replace("<html", `<html data-kept="${now}"`)
    : await answer.blob();
  return new Response(body, { headers });
}

/** The part of a film that a player asks for. */
async function inPart(kept, range) {
  const [, from, to] = range?.match(/^bytes=(\d+)-(\d*)$/) ?? [];
  if (from === undefined) {
    return kept;
  }
  const whole = await kept.blob();
  const last = Math.min(Number(to || whole.size - 1), whole.size - 1);
  const headers = new Headers(kept.headers);
  headers.set("Content-Range", `bytes ${from}-${last}/${whole.size}`);
  headers.set("Content-Length", last - from + 1);
  return new Response(whole.slice(Number(from), last + 1), { status: 206, headers });
}

/**
 * The files of an earlier edition go once no kept page is made of them. Caches are named in the order
 * in which they were made: what comes after ours belongs to a worker that waits.
 */
async function dropOldShells(person) {
  const names = await caches.keys();
  const earlier = names.slice(0, Math.max(0, names.indexOf(SHELLS + SHELL.edition)));
  const old = earlier.filter((name) => name.startsWith(SHELLS));
  if (old.length === 0) {
    return;
  }
  const pages = person ? await (await caches.open(PRIVATE + person)).matchAll() : [];
  if (pages.every((page) => page.headers.get(KEPT_BY) === SHELL.edition)) {
    await Promise.all(old.map((name) => caches.delete(name)));
  }
}
