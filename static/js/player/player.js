// The player: joins the state machine to the screen, the clock, the store and the server.

import { GO_ON } from "../offline/kept.js";
import { Outbox } from "../offline/outbox.js";
import { addressed, timeZone } from "../offline/report.js";
import { soon, whenIdle, withNextPicture } from "../offline/soon.js";
import { forgetfulStore } from "../offline/store.js";
import { uuid7 } from "../offline/uuid7.js";
import { stayAwake } from "./awake.js";
import { isStricter, lockOf, NOTHING, spoken } from "./decision.js";
import { heard } from "./hearing.js";
import { hold } from "./lock.js";
import { next } from "./machine.js";
import { resume } from "./resuming.js";
import { isWalking, moveOn, screenOf } from "./work.js";

const RUNNING = ["moving", "rest", "resting"];
const AT_WORK = [...RUNNING, "ready", "by-hand"];
/** What one may ask for at any moment, whatever is drawn. */
const ALWAYS = ["stop", "signs", "dizzy"];
const PATIENCE = 3000;
const WHY_WAITING = ["waiting", "stuck", "signed-out"];

export class Player {
  #doc;
  #screens;
  #outbox;
  #state = null;
  #drawn = "";
  #isHere = false;
  #isLooping = false;
  #repetition = null;

  constructor(screens, doc, store) {
    this.#doc = doc;
    this.#screens = screens;
    this.#outbox = new Outbox({
      store,
      patient: doc.patient,
      addresses: doc.addresses,
      onAnswer: (report, answer) => this.#heard(report, answer),
      onRefusal: (report, words) => this.#refused(report, words),
      onWaiting: (isWaiting, isStuck) => this.#waits({ waiting: isWaiting && !isStuck, stuck: isStuck }),
      onSignedOut: () => this.#waits({ "signed-out": true }),
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
    this.#state = await this.#remembered({ isNew: !takeOver });
    this.#screens.note("forgetful", !this.#store.isLasting);
    this.#show();
    this.send();
    whenIdle(timeZone);
    whenIdle(() => this.#screens.prepare(moveOn(this.#doc, this.#state)));
  }

  /** What is touched holds for the screen that stands there, not for one that is yet to be drawn. */
  async touched(event) {
    if (ALWAYS.includes(event.type) || (this.#state && screenOf(this.#state) === this.#drawn)) {
      await this.dispatch(event);
    }
  }

  /** An event: what runs stops at once, then it is kept, then the screen moves on. */
  async dispatch(event) {
    if (!this.#isHere || !this.#state) {
      return;
    }
    const now = performance.now();
    const { state, reports } = next(this.#doc, this.#state, { now, ...event });
    if (state === this.#state) {
      return;
    }
    const lock = lockOf(state) === lockOf(this.#state) ? null : lockOf(state);
    this.#state = state;
    await this.#keep(reports.map((report) => this.#addressed(report)), lock);
    this.#show();
    if (reports.length) {
      this.send();
    }
  }

  send() {
    return this.#outbox.flush();
  }

  /** What another tab has locked is locked here too, though it came before the lock. */
  async seen() {
    if (this.#isWalking) {
      this.dispatch({ type: "mark" });
    }
    const lock = await this.#store.lock(this.#doc.patient);
    if (lock && this.#state) {
      this.#state = heard(this.#doc, this.#state, { type: "locked", decision: lock });
      this.#show();
    }
    this.#stayAwake();
    this.send();
  }

  /** Where nobody looks, nobody moves; who rests may close their eyes, who walks pockets the phone. */
  hidden() {
    const { at } = this.#state ?? {};
    if (this.#isWalking) {
      this.dispatch({ type: "mark", wall: Date.now() });
    } else if (["ready", "moving", "by-hand"].includes(at)) {
      this.dispatch({ type: "leave" });
    }
  }

  /** Leave the page when all is sent, or soon after. */
  async leave(address) {
    await this.dispatch({ type: "leave" });
    await soon(this.send(), PATIENCE);
    location.assign(address);
  }

  /** Whose session it is has signed out of this phone, in another tab. */
  left() {
    this.#yield("opening");
  }

  ticked() {
    this.#screens.ticking();
  }

  get #store() {
    return this.#outbox.store;
  }

  get #isRunning() {
    return RUNNING.includes(this.#state.at) && this.#state.clock.since !== null;
  }

  get #isWalking() {
    return this.#state !== null && isWalking(this.#doc, this.#state);
  }

  /** The state on this phone, under the session's id: the server's, where it has one. */
  async #remembered({ isNew }) {
    const { patient, key } = this.#doc;
    let [lock, saved] = await Promise.all([this.#store.lock(patient), this.#store.state(key)]);
    if (lock && isNew && !this.#doc.heard_at) {
      // The document is the server's word of now, and newer than a lock of which it has heard.
      await this.#store.unlock(patient);
      lock = await this.#store.lock(patient);
    }
    const session = this.#doc.recorded ? this.#doc.session : (saved?.session ?? this.#doc.session);
    if (saved && saved.session !== session) {
      await this.#store.readdress(saved.session, session);
    }
    const moment = { now: performance.now(), wall: Date.now() };
    return { ...resume(this.#doc, saved, lock, moment), session };
  }

  async #keep(reports, decision = null) {
    const { key, patient } = this.#doc;
    const lock = decision && { patient, decision, report: reports.at(-1)?.id ?? uuid7() };
    try {
      await this.#store.commit(key, this.#state, reports, lock);
    } catch {
      this.#outbox.store = forgetfulStore(await this.#store.waiting(patient).catch(() => []));
      this.#screens.note("forgetful", true);
      await this.#store.commit(key, this.#state, reports, lock);
    }
  }

  /** The beginning goes by the id of the session that it makes. */
  #addressed(report) {
    const { session } = this.#state;
    const id = report.to === "begin" ? session : undefined;
    return addressed(report, { patient: this.#doc.patient, session, id });
  }

  #show() {
    if (!this.#isHere) {
      return;
    }
    const drawn = screenOf(this.#state);
    this.#screens.draw(this.#state, { isNew: drawn !== this.#drawn });
    this.#drawn = drawn;
    if (RUNNING.includes(this.#state.at)) {
      this.#repetition = this.#screens.tick(this.#state, performance.now());
    }
    this.#screens.arrive(this.#state);
    goesOn(this.#state);
    this.#stayAwake();
    if (this.#isRunning && !this.#isLooping) {
      this.#isLooping = true;
      withNextPicture(() => this.#frame());
    }
  }

  #stayAwake() {
    if (this.#isHere && AT_WORK.includes(this.#state.at)) {
      stayAwake();
    }
  }

  #frame() {
    this.#isLooping = this.#isHere && this.#isRunning;
    if (!this.#isLooping) {
      return;
    }
    withNextPicture(() => this.#frame());
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

  #yield(screen = "elsewhere") {
    this.#isHere = false;
    this.#screens.show(screen);
  }

  #waits(why) {
    WHY_WAITING.forEach((name) => this.#screens.note(name, Boolean(why[name])));
  }

  #heard(report, { session, decision, open }) {
    const isOurs = report.session === this.#state?.session;
    if (isOurs && session && session !== report.session) {
      // This time of day has a session that another tab or phone began: go on in that one.
      location.replace(location.pathname.replace(/[0-9a-f-]{36}/, session) + GO_ON);
      return;
    }
    const isMeant = isOurs || decision?.suspend;
    if (isMeant && decision && isStricter(this.#doc, decision, report.expected ?? NOTHING)) {
      const line = isOurs ? (report.body.line ?? null) : null;
      this.dispatch({ type: "overruled", decision: spoken(decision), line });
    }
    if (isOurs && open) {
      this.dispatch({ type: "narrowed", open });
    }
  }

  #refused(report, words) {
    if (report.session === this.#state?.session && report.to === "begin") {
      this.dispatch({ type: "refused", words });
    } else {
      this.#screens.note("refused", true, words);
    }
  }
}

/** Past its first question a session says so in its address, and opens without it from then on. */
function goesOn({ at }) {
  if (at !== "check-in" && location.hash !== GO_ON) {
    history.replaceState(null, "", location.pathname + location.search + GO_ON);
  }
}
