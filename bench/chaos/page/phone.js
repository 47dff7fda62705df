// A phone of the harness: the product's own player, store and outbox, with nobody at the screen.
// It does one session after the other, each on a page of its own, and tells the harness of all.

import { openStore } from "/static/js/offline/store.js";
import { uuid7 } from "/static/js/offline/uuid7.js";
import { Player } from "/static/js/player/player.js";
import { told } from "./desk.js";
import { waiting } from "./outbox.js";
import { reaction } from "./patient.js";

const LOOK_EVERY = 400;
const PATIENCE = 3000;
const job = await told("job");
const store = watched(await openStore());

const states = await Promise.all(job.sessions.map(({ doc }) => store.state(doc.key)));
const left = job.sessions.filter((_session, index) => !isOver(states[index]));
const session = left[0] ?? job.sessions.at(-1);

if (!store.isLasting) {
  await told("mishap", { words: "no lasting store" });
}
const screens = nothingDrawn();
const player = new Player(screens, await documentOf(session), store);
await player.open({ takeOver: true });
if (left.length) {
  await play();
  location.assign("/chaos/phone/");
} else {
  await stay();
}

async function play() {
  while (!isOver(screens.state)) {
    const event = reaction(session.doc, screens.state, session.ending);
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
    await told("over", { session: name, closed: closed(states[index]) });
  }
  for (;;) {
    const { isNext } = await told("waiting", await waiting());
    if (isNext) {
      location.assign("/chaos/phone/");
      return;
    }
    await pause(LOOK_EVERY);
  }
}

/**
 * The document of a session: the server's, if it answers soon, or else the one that the phone has.
 * An address that names a session is one that the player was sent to, because another phone began
 * it: that one comes from the server alone.
 */
async function documentOf({ doc }) {
  const [named] = location.pathname.match(/[0-9a-f-]{36}/) ?? [];
  const saved = await store.state(doc.key);
  const id = named ?? saved?.session ?? uuid7();
  let answer = await asked(doc, id);
  while (!answer && named) {
    await pause(LOOK_EVERY);
    answer = await asked(doc, id);
  }
  const whole = answer?.key === doc.key ? answer : { ...doc, session: id };
  history.replaceState(null, "", `/chaos/phone/${whole.session}/`);
  return whole;
}

async function asked({ addresses, patient, slot }, id) {
  try {
    const response = await fetch(`${addresses.sessions}${id}/?slot=${slot}`, {
      headers: { "Sciatica-Patient": patient },
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = await response.json();
    return response.status === 409 || (response.ok && answer.key) ? answer : null;
  } catch {
    return null;
  }
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

function nothingDrawn() {
  const screens = { state: null };
  return new Proxy(screens, {
    get: (_target, name) => {
      if (name === "state") {
        return screens.state;
      }
      return name === "draw" ? (state) => Object.assign(screens, { state }) : () => null;
    },
  });
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
