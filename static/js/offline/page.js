// The page that stands: the server's own, a copy that was kept, or the one that stands in for any.

import { seen } from "./day.js";
import { note } from "./notes.js";
import { refresh } from "./refresh.js";
import { addressOf, draw, momentOf, writeNumber } from "./today.js";

const HERE = { time_zone: undefined };
/** Of the days that the server draws, those that tell which sessions are over. */
const WITH_STEPS = ["due", "done"];

export class Page {
  #isAway = false;
  #isNew = true;

  constructor({ phone, store, patient }) {
    Object.assign(this, { phone, store, patient });
  }

  /** Draw the day where this phone knows it better than the page does. */
  async show() {
    const plan = await this.store.plan(this.patient);
    if (!plan) {
      return;
    }
    if (this.#day) {
      const day = await this.#seen(plan);
      this.#isBetter(day) ? draw(this.#day, plan, day) : this.#open(day);
    }
    this.#complete(plan);
    note("kept", this.#isAway, momentOf(plan, this.#moment(plan.heard_at)));
  }

  /** Ask the server for what a copy stands in for, or for the day once there is news of it. */
  async refresh({ isNews = false } = {}) {
    if (!this.#kept && !this.#standsIn && !(isNews && this.#day)) {
      return;
    }
    const answer = await refresh(this.phone.sign_in, (page) => this.#take(page));
    this.#isAway = answer === "away";
    note("kept", this.#isAway, momentOf(HERE, this.#moment()));
    note("signed-out", answer === "signed out");
    if (answer === "fresh") {
      delete document.documentElement.dataset.kept;
    } else if (answer.startsWith("http")) {
      location.replace(answer);
    }
  }

  /** The day is drawn anew where it stands; another page may have more than its words. */
  #take(page) {
    if (this.#day && !this.#standsIn) {
      document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    } else {
      location.reload();
    }
  }

  /** What the page that stands in for any other could not know. */
  #complete(plan) {
    writeNumber(document, plan);
    document.querySelectorAll("[data-with-plan]").forEach((part) => (part.hidden = false));
    document
      .querySelectorAll(`.tabs a[href="${location.pathname}"]`)
      .forEach((link) => link.setAttribute("aria-current", "page"));
  }

  /** Where the day is drawn, on the pages that tell of it. */
  get #day() {
    return location.pathname === this.phone.today
      ? document.querySelector("[data-day]")
      : null;
  }

  get #kept() {
    return document.documentElement.dataset.kept;
  }

  get #standsIn() {
    return document.querySelector("[data-stands-in]") !== null;
  }

  async #seen(plan) {
    // The server's page is newer than a lock of which it had heard when it came, and than no other.
    const isNews = this.#isNew && !this.#kept && !this.#standsIn;
    this.#isNew = false;
    if (isNews) {
      await this.store.unlock(this.patient);
    }
    const lock = await this.store.lock(this.patient);
    const isUntold = lock !== null && (await this.store.heardLock(this.patient)) === null;
    const day = seen(plan, { sessions: await this.store.sessions(this.patient), lock });
    return { ...day, isUntold };
  }

  /** It is another day by now, it is locked, or more has been done or told than the page knows. */
  #isBetter({ day, standing, isUntold, morning, isRunning, slots = [] }) {
    const { on, day: told } = this.#day.dataset;
    const over = slots.filter(({ state }) => ["done", "stopped"].includes(state));
    const isLocked = standing === "paused" && (told !== "paused" || isUntold);
    const shown = this.#day.querySelectorAll(".steps [data-state=done]");
    const isMore = WITH_STEPS.includes(told) && over.length > shown.length;
    const isAsked = morning === "answered" && this.#day.querySelector("[data-morning]") !== null;
    const isUnderWay = this.#isAway && isRunning && this.#start?.hash === "";
    return this.#standsIn || on !== day || isLocked || isMore || isAsked || isUnderWay;
  }

  /** Without a connection the phone goes by what it knows itself. */
  #open(day) {
    if (this.#isAway && this.#start && day.next) {
      this.#start.href = addressOf(day);
    }
  }

  get #start() {
    return this.#day.querySelector(".session-card__start");
  }

  #moment(otherwise = Date.now()) {
    return this.#kept ? Date.parse(this.#kept) : otherwise;
  }
}
