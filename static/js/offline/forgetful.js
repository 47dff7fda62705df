// Stands in for the store where the browser keeps nothing, as in some private windows.

import { sessionOf } from "./kept.js";
import { isStuck } from "./report.js";

/** `waiting` are reports that a store which can keep no more has not sent yet. */
export function forgetfulStore(waiting = []) {
  return new ForgetfulStore(waiting);
}

class ForgetfulStore {
  isLasting = false;
  #kept = new Map();
  #outbox = [];
  #locks = new Map();
  #plans = new Map();
  #order = 0;

  constructor(waiting) {
    this.#add(waiting);
  }

  async state(key) {
    return this.#kept.get(key)?.state;
  }

  async commit(key, state, reports, lock = null) {
    this.#kept.set(key, sessionOf(key, state, Date.now(), this.#kept.get(key)));
    this.#add(reports);
    if (lock) {
      this.#locks.set(lock.patient, lock.decision);
    }
  }

  async sessions(patient) {
    return [...this.#kept.values()].filter(({ key }) => key.startsWith(`${patient}:`));
  }

  async plan(patient) {
    return this.#plans.get(patient);
  }

  async keepPlan(plan) {
    this.#plans.set(plan.patient, plan);
  }

  /** The page has its document, and a page that forgets everything goes on by no other. */
  async documentFor() {}

  async keepDocument() {}

  async lock(patient) {
    return this.#locks.get(patient) ?? null;
  }

  async heardLock() {
    return null;
  }

  /** A page that forgets everything is new, and so is the server's word that it came with. */
  async unlock() {}

  async waiting(patient) {
    return this.#outbox.filter((report) => report.patient === patient && !report.refused);
  }

  async aside(patient) {
    const own = this.#outbox.filter((report) => report.patient === patient);
    return own.filter((one) => one.refused || isStuck(one));
  }

  async remove(reports) {
    this.#outbox = this.#outbox.filter(({ order }) => !reports.some((one) => one.order === order));
  }

  async setAside(reports, refused, instead = []) {
    this.#change((one) => reports.some(({ order }) => order === one.order), { refused });
    this.#add(instead);
  }

  async amend(reports, besides) {
    reports.forEach((report) => this.#change(({ order }) => order === report.order, report));
    this.#add(besides);
  }

  async readdress(from, to) {
    this.#change(({ session }) => session === from, { session: to });
  }

  async forget(patient) {
    this.#plans.delete(patient);
    this.#kept.clear();
  }

  /** A page that forgets everything is new, and has nothing of others. */
  async forgetOthers() {}

  #add(reports) {
    reports.forEach((report) => this.#outbox.push({ ...report, order: (this.#order += 1) }));
  }

  #change(isMeant, changes) {
    this.#outbox = this.#outbox.map((one) => (isMeant(one) ? { ...one, ...changes } : one));
  }
}
