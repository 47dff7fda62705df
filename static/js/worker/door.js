// Whose pages may be shown: the door to a person's copies shuts when anybody signs in or out, and
// opens again when the server says that the same person is there.

const PRIVATE = "sciatica-private-";
const FIGURES = "sciatica-figures";
const DOOR = "sciatica-door";
const MARK = "/door";
const SIGN_OUT = "/accounts/logout/";

const door = {
  /** Counts how often the door was shut: an answer to a question from before does not open it. */
  turn: 0,

  /** Who is let in to their copies; null while the door is shut. */
  async person() {
    const mark = await caches.match(MARK, { cacheName: DOOR });
    return mark ? mark.text() : null;
  },

  /** Let a person in, whom the server has named, and let go of what is another's. */
  async open(person) {
    const names = await caches.keys();
    const others = names.filter((name) => name.startsWith(PRIVATE) && name !== PRIVATE + person);
    if (others.length > 0) {
      await Promise.all([...others, FIGURES].map((name) => caches.delete(name)));
    }
    await (await caches.open(DOOR)).put(MARK, new Response(person));
  },

  async shut() {
    door.turn += 1;
    await caches.delete(DOOR);
  },

  /** Nobody is in: no copy of anything that was theirs stays. */
  async clear() {
    await door.shut();
    const names = await caches.keys();
    const theirs = names.filter((name) => name.startsWith(PRIVATE) || name === FIGURES);
    await Promise.all(theirs.map((name) => caches.delete(name)));
  },

  /** Somebody signs in or out; what is asked meanwhile does not open the door either. */
  async pass(request) {
    const leave = new URL(request.url).pathname === SIGN_OUT ? door.clear : door.shut;
    await leave();
    try {
      return await network(request);
    } finally {
      await leave();
    }
  },
};
