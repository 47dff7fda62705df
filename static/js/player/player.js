// The player: joins the state machine to the screen, the clock, the store and the server.

import { isStricter } from "./judging.js";
import { hold } from "./lock.js";
import { next, resume } from "./machine.js";
import { Outbox } from "./outbox.js";
import { Screens } from "./screens.js";
import { forgetfulStore } from "./store.js";
import { uuid7 } from "./uuid7.js";
import { currentLine } from "./work.js";

const RUNNING = ["moving", "rest", "resting"];
const PATIENCE = 3000;

export class Player {
  #doc;
  #screens;
  #outbox;
  #state = null;
  #isHere = false;
  #isLooping = false;
  #repetition = null;

  constructor(root, doc, store) {
    this.#doc = doc;
    this.#screens = new Screens(root, doc);
    this.#outbox = new Outbox({
      store,
      patient: doc.patient,
      sessions: doc.addresses.sessions,
      onAnswer: (report, answer) => this.#heard(report, answer),
      onRefusal: (report, words) => this.#refused(report, words),
      onWaiting: (isWaiting) => this.#screens.note("waiting", isWaiting),
    });
  }

  /** Play on from where the session stands, unless another tab has it. */
  async open({ takeOver = false } = {}) {
    const onLost = () => this.#yield();
    if (!(await hold(`sciatica:${this.#doc.key}`, { takeOver, onLost }))) {
      this.#yield();
      return;
    }
    this.#isHere = true;
    this.#state = await this.#remembered();
    this.#screens.note("forgetful", !this.#store.isLasting);
    this.#show();
    this.send();
  }

  /** An event: what runs stops at once, then it is kept, then the screen moves on. */
  async dispatch(event) {
    if (!this.#isHere) {
      return;
    }
    const now = performance.now();
    const { state, reports } = next(this.#doc, this.#state, { now, ...event });
    if (state === this.#state) {
      return;
    }
    this.#state = state;
    await this.#keep(reports.map((report) => this.#addressed(report)));
    this.#show();
    if (reports.length) {
      this.send();
    }
  }

  send() {
    return this.#outbox.flush();
  }

  /** Where nobody looks, nobody moves; who rests may close their eyes, who walks pockets the phone. */
  hidden() {
    if (this.#state?.at === "moving") {
      const { pace } = currentLine(this.#doc, this.#state);
      this.dispatch({ type: pace === "walk" ? "mark" : "pause" });
    }
  }

  /** Leave the page when all is sent, or soon after. */
  async leave(address) {
    await this.dispatch({ type: "pause" });
    await Promise.race([this.send(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    location.assign(address);
  }

  ticked() {
    this.#screens.redFlags(this.#state);
  }

  get #store() {
    return this.#outbox.store;
  }

  get #isRunning() {
    return RUNNING.includes(this.#state.at) && this.#state.clock.since !== null;
  }

  /** The state on this phone, under the session's id: the server's, where it has one. */
  async #remembered() {
    const saved = await this.#store.state(this.#doc.key);
    const session = this.#doc.recorded ? this.#doc.session : (saved?.session ?? this.#doc.session);
    if (saved && saved.session !== session) {
      await this.#store.readdress(saved.session, session);
    }
    return { ...resume(this.#doc, saved), session };
  }

  async #keep(reports) {
    const { key } = this.#doc;
    try {
      await this.#store.commit(key, this.#state, reports);
    } catch {
      this.#outbox.store = forgetfulStore();
      this.#screens.note("forgetful", true);
      await this.#store.commit(key, this.#state, reports);
    }
  }

  #addressed({ to, body, expected = null }) {
    const { session } = this.#state;
    const id = to === "begin" ? session : uuid7();
    const whole = { ...body, id, happened_at: new Date().toISOString() };
    return { to, id, session, patient: this.#doc.patient, expected, body: whole };
  }

  #show() {
    if (!this.#isHere) {
      return;
    }
    this.#screens.draw(this.#state);
    if (RUNNING.includes(this.#state.at)) {
      this.#repetition = this.#screens.tick(this.#state, performance.now());
    }
    if (this.#isRunning && !this.#isLooping) {
      this.#isLooping = true;
      keepAwake();
      requestAnimationFrame(() => this.#frame());
    }
  }

  #frame() {
    this.#isLooping = this.#isHere && this.#isRunning;
    if (!this.#isLooping) {
      return;
    }
    requestAnimationFrame(() => this.#frame());
    this.dispatch({ type: "tick" });
    if (!this.#isRunning) {
      return;
    }
    const repetition = this.#screens.tick(this.#state, performance.now());
    if (repetition !== this.#repetition) {
      this.#repetition = repetition;
      this.dispatch({ type: "mark" });
    }
  }

  #yield() {
    this.#isHere = false;
    this.#screens.show("elsewhere");
  }

  #heard(report, { session, decision }) {
    if (session !== report.session) {
      // This time of day has a session that another tab or phone began: go on in that one.
      location.replace(location.pathname.replace(/[0-9a-f-]{36}/, session));
    } else if (decision && isStricter(this.#doc, decision, report.expected)) {
      this.dispatch({ type: "overruled", decision, line: report.body.line ?? null });
    }
  }

  #refused(report, words) {
    if (report.to === "begin") {
      this.dispatch({ type: "refused", words });
    } else {
      this.#screens.note("refused", true, words);
    }
  }
}

/** A screen that goes dark would stop the count; browsers that cannot help it say so, unheard. */
function keepAwake() {
  navigator.wakeLock?.request("screen").catch(() => {});
}
