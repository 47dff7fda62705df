// Sends what waits in the store, in order, until the server's own JSON says that it is kept.

import { csrfToken } from "./csrf.js";
import { askToPersist } from "./persist.js";
import { hasUntoldSigns, isAlone, isStuck, signsOf } from "./report.js";
import { Round } from "./round.js";
import { ask, BROKEN, signedOut } from "./server.js";
import { soon } from "./soon.js";

const FIRST_PAUSE = 1000;
// However long a server was away, all is sent within a minute of its return.
const LONGEST_PAUSE = 30_000;
const ADDRESSES = { sessions: "/api/v1/sessions/", red_flags: "/api/v1/red-flags/" };
const MORNINGS = "/api/v1/mornings/";
/** What is told under an address of its own. */
const NAMED = ["begin", "mornings"];

export class Outbox {
  #pause = FIRST_PAUSE;
  #timer = 0;
  #sending = null;
  #isWanted = false;
  #others;

  /**
   * `onAnswer(report, answer)` hears what was kept, `onRefusal(report, words)` what was not, in
   * whichever tab; `onWaiting(isWaiting, isStuck)` whether something waits, and whether it breaks
   * the server each time; `onSignedOut(code)` that all of it waits for somebody to sign in.
   */
  constructor({ store, patient, addresses = ADDRESSES, ...listeners }) {
    Object.assign(this, { store, patient, addresses, onSignedOut: () => {} }, listeners);
    this.#others = new BroadcastChannel(this.#name);
    this.#others.onmessage = ({ data }) => this.#told(data);
  }

  /** Send all that waits now; one round at a time, in one tab at a time. */
  flush() {
    clearTimeout(this.#timer);
    this.#isWanted = true;
    this.#sending ??= this.#rounds();
    return this.#sending;
  }

  /** Send, but wait no longer than so many milliseconds; whether nothing is left to send. */
  async isSentWithin(patience) {
    await soon(this.flush(), patience);
    return (await this.store.waiting(this.patient)).length === 0;
  }

  get #name() {
    return `sciatica:outbox:${this.patient}`;
  }

  async #rounds() {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await (navigator.locks?.request(this.#name, () => this.#round()) ?? this.#round());
      }
    } finally {
      this.#sending = null;
    }
  }

  async #round() {
    const round = new Round();
    let batch = await this.#next(round);
    while (batch.length) {
      const answer = await this.#send(batch);
      if (answer === null) {
        await this.#again();
        return;
      }
      if (answer.signedOut) {
        this.onSignedOut(answer.signedOut);
        return;
      }
      await this.#take(answer, batch, round);
      batch = await this.#next(round);
    }
    if (round.hasLeftSome) {
      await this.#again();
    } else {
      this.onWaiting(false, false);
    }
  }

  async #next(round) {
    return round.next(await this.store.waiting(this.patient));
  }

  async #take(answer, batch, round) {
    if (answer.isUnknown) {
      round.leave(batch);
    } else if (answer.isBroken) {
      round.broke(batch);
      await (batch.length === 1 && this.#count(batch[0]));
    } else {
      this.#pause = FIRST_PAUSE;
      await this.#settle(batch, answer);
    }
  }

  /**
   * What breaks the server time and again is tried further on, but the warning signs in it go by
   * themselves; with a beginning, all those of its session.
   */
  async #count(report) {
    const counted = { ...report, breaks: (report.breaks ?? 0) + 1 };
    const silent = isStuck(counted) ? (await this.#with(counted)).filter(hasUntoldSigns) : [];
    const told = silent.map((one) => ({ ...one, isTold: true }));
    await this.store.amend([counted, ...told], silent.map(signsOf));
  }

  /** A report with those that can't go before it: without its beginning, a session is nowhere. */
  async #with(report) {
    const isBehind = (one) =>
      one.session === report.session && one.id !== report.id && !isAlone(one);
    const waiting = report.to === "begin" ? await this.store.waiting(this.patient) : [];
    return [report, ...waiting.filter(isBehind)];
  }

  async #settle(batch, { refused = [], kept = [], detail, ...answer }) {
    const isIn = (ids) => ({ id }) => ids.includes(id);
    const away = batch.filter(isIn(refused));
    const there = batch.filter(isIn(kept));
    const { session } = batch[0];
    if (away.length) {
      await this.#setAside(away, detail);
    }
    if (answer.session && answer.session !== session) {
      await this.store.readdress(session, answer.session);
    }
    await this.store.remove(there);
    there.forEach((report) => this.#tell({ report, answer }));
    if (there.some(({ to }) => to === "finish")) {
      askToPersist();
    }
  }

  /** Whatever is wrong with a report, the doctor must hear of the warning signs in it. */
  async #setAside(away, words) {
    const all = (await Promise.all(away.map((one) => this.#with(one)))).flat();
    await this.store.setAside(all, words, all.filter(hasUntoldSigns).map(signsOf));
    all.forEach((report) => this.#tell({ report, words }));
  }

  #tell(what) {
    this.#others.postMessage(what);
    this.#told(what);
  }

  #told({ report, answer, words }) {
    if (answer) {
      this.onAnswer(report, answer);
    } else {
      this.onRefusal(report, words);
    }
  }

  async #again() {
    this.onWaiting(true, (await this.store.waiting(this.patient)).some(isStuck));
    this.#timer = setTimeout(() => this.flush(), this.#pause * (1 - Math.random() / 10));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  /** What the server says of some reports; null when nobody answered who could be the server. */
  async #send(batch) {
    try {
      const answer = await ask(this.#address(batch[0]), this.patient, {
        method: NAMED.includes(batch[0].to) ? "PUT" : "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify(told(batch)),
      });
      return understood(batch, answer);
    } catch {
      return null;
    }
  }

  #address({ session, to, id }) {
    const { sessions, red_flags: redFlags } = this.addresses;
    const own = {
      "red-flags": redFlags,
      mornings: `${MORNINGS}${id}/`,
      begin: `${sessions}${session}/`,
    };
    return own[to] ?? `${sessions}${session}/${to}/`;
  }
}

/** By what the phone's clock shows now, the server tells how wrong it is. */
function told(batch) {
  const [{ to, body }] = batch;
  const sent = { sent_at: new Date().toISOString() };
  return to === "events" ? { events: batch.map((one) => one.body), ...sent } : { ...body, ...sent };
}

function understood(batch, { status, json }) {
  const isNamed = (ids) => Array.isArray(ids) && batch.some(({ id }) => ids.includes(id));
  const code = signedOut({ status, json });
  if (code) {
    return { signedOut: code };
  }
  if (status === BROKEN) {
    return { isBroken: true };
  }
  if (status === 404 && json?.code === "unknown_session") {
    return { isUnknown: true };
  }
  const isKept = status < 300 && isNamed(json?.kept);
  const isRefused = status >= 400 && status < 500 && isNamed(json?.refused) && json.detail;
  return isKept || isRefused ? json : null;
}
