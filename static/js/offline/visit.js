// A patient's visit to a page: what waits is sent, what is new is asked for, what will be needed kept.

import { fetchPlan } from "./fetch-plan.js";
import { keepAll } from "./keeping.js";
import { note } from "./notes.js";
import { Outbox } from "./outbox.js";
import { Page } from "./page.js";

/** A page that is looked at again asks for news, but not more often than this. */
const A_WHILE = 3 * 60_000;

export class Visit {
  #sent = 0;
  #asked = 0;
  #asking = null;
  #plan = null;

  constructor(here) {
    Object.assign(this, here);
    this.page = new Page(here);
    this.outbox = new Outbox({
      store: here.store,
      patient: here.patient,
      onAnswer: () => (this.#sent += 1),
      onRefusal: (_report, words) => note("refused", true, words),
      onWaiting: (isWaiting, isStuck) => {
        note("waiting", isWaiting && !isStuck);
        note("stuck", isStuck);
      },
      onSignedOut: () => note("signed-out", true),
    });
  }

  async begin() {
    await this.page.show();
    addEventListener("focus", () => this.#look());
    addEventListener("online", () => this.#askAfter(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.#look());
    navigator.serviceWorker?.addEventListener("controllerchange", () => this.#keep());
    this.#askAfter(0);
  }

  /** Nothing more of the person comes in once this is done. */
  quiet() {
    this.#asked = Infinity;
    return this.#asking;
  }

  #look() {
    this.page.show();
    this.#askAfter(A_WHILE);
  }

  #askAfter(pause) {
    if (Date.now() - this.#asked > pause) {
      [this.#asked, this.#sent] = [Date.now(), 0];
      this.#asking = this.#ask();
    }
  }

  async #ask() {
    const { store, patient } = this;
    await Promise.all([this.outbox.flush(), this.page.refresh()]);
    if (this.#sent > 0) {
      await this.page.refresh({ isNews: true });
    }
    const before = await store.plan(patient);
    const { plan, isKept } = await fetchPlan(store, patient);
    note("full", !isKept);
    const isNews = plan?.etag !== before?.etag;
    this.#plan = plan ?? null;
    if (before && isNews && this.#sent === 0) {
      await this.page.refresh({ isNews });
    }
    await this.page.show();
    this.#keep({ isNews });
  }

  /** The worker that has just come in keeps pages of its own edition. */
  #keep({ isNews = false } = {}) {
    return keepAll(this.phone.pages, this.#plan, { isNews });
  }
}
