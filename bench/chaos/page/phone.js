// A phone of the harness: the product's own player, store and outbox, with nobody at the screen.
// It does one session after the other, each on a page of its own, and tells the harness of all.

import { openStore } from "/static/js/offline/store.js";
import { uuid7 } from "/static/js/offline/uuid7.js";
import { opening } from "/static/js/player/opening.js";
import { Player } from "/static/js/player/player.js";
import { told } from "./desk.js";
import { waiting } from "./outbox.js";
import { reaction } from "./patient.js";

const LOOK_EVERY = 1000;
const job = await told("job");
const store = watched(await openStore());

const states = await Promise.all(job.sessions.map(({ doc }) => store.state(doc.key)));
const isLeft = (one, index) => !(one.isOver || isOver(states[index]));
const left = job.sessions.filter(isLeft);
const session = left[0] ?? job.sessions.at(-1);

if (!store.isLasting) {
  await told("mishap", { words: "no lasting store" });
}
const screens = nothingDrawn();
const own = left.length ? await documentOf(session) : session.doc;
const player = new Player(screens, own ?? session.doc, store);
if (own) {
  await player.open({ takeOver: true });
}
if (!left.length) {
  await stay();
} else if (own) {
  await play(own);
} else {
  await told("over", { session: session.name, closed: null });
}
// Nothing of a person may be on the screen any more when the next one signs in.
location.assign(left.length ? "/chaos/phone/" : "/chaos/nobody/");

async function play(doc) {
  while (!isOver(screens.state)) {
    const event = reaction(doc, screens.state, session.ending);
    if (!event) {
      await told("mishap", { words: `stands at ${screens.state.at}: ${screens.state.words}` });
      return new Promise(() => {});
    }
    await player.dispatch(event);
    await pause(job.pace * 2 * Math.random());
  }
  await told("over", { session: session.name, closed: closed(screens.state) });
}

/** All is done here: what waits is sent, until somebody else signs in. */
async function stay() {
  for (const [index, { name }] of job.sessions.entries()) {
    await (isOver(states[index]) && told("over", { session: name, closed: closed(states[index]) }));
  }
  while (!(await told("waiting", await waiting())).isNext) {
    await pause(LOOK_EVERY);
  }
}

/**
 * The document of a session, as the player's page finds it; null where the server says that it is
 * over. On yesterday and tomorrow the phone has no connection but for what it sends.
 */
async function documentOf({ doc, isToday }) {
  const [named] = location.pathname.match(/[0-9a-f-]{36}/) ?? [];
  const saved = await store.state(doc.key);
  const own = { ...doc, session: saved?.session ?? uuid7() };
  if (!(await store.documentFor(doc.patient, own.session))) {
    await store.keepDocument(own);
  }
  const found = await opened({ ...own, session: named ?? own.session }, isToday);
  if (found) {
    history.replaceState(null, "", `/chaos/phone/${found.session}/`);
    await store.keepDocument(found);
  }
  return found;
}

async function opened({ addresses, patient, session, slot }, isToday) {
  if (!isToday) {
    return store.documentFor(patient, session);
  }
  const { doc, words } = await opening({ address: addresses.sessions, patient, session, slot }, store);
  if (doc || words) {
    return doc ?? null;
  }
  // The page says that it has nothing: the patient goes back to the day, and begins from there.
  await pause(LOOK_EVERY);
  location.assign("/chaos/phone/");
  return new Promise(() => {});
}

/** The store as it is, but each commit is told of: before it begins, and when it is done. */
function watched(kept) {
  const commit = async (key, state, reports, ...more) => {
    const those = reports.map(({ id, to, body }) => ({ id, to, body, session: session.name }));
    await (those.length && told("meant", those));
    await kept.commit(key, state, reports, ...more);
    await (those.length && told("kept", those));
  };
  return new Proxy(kept, {
    get: (_target, name) => {
      const value = name === "commit" ? commit : kept[name];
      return typeof value === "function" && value !== commit ? value.bind(kept) : value;
    },
  });
}

/** Screens that draw nothing, whatever the player asks of them, and know the state. */
function nothingDrawn() {
  const drawn = { state: null, draw: (state) => Object.assign(drawn, { state }) };
  return new Proxy(drawn, { get: (_target, name) => (name in drawn ? drawn[name] : () => null) });
}

function isOver(state) {
  return state?.at === "done" || (state?.at === "decision" && state.decision.outcome !== "continue");
}

function closed(state) {
  return new Set(state.closed.map(({ line, number }) => `${line} ${number}`)).size;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
