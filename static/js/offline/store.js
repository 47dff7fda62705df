// What the phone keeps: the state of each session with the document it goes by, the plan for a
// week, the outbox of reports for the server, and what locks the phone: a decision, with the report
// that tells the server of it. A commit is done when its transaction is complete, and not before.

import { Database, each } from "./database.js";
import { forgetfulStore } from "./forgetful.js";
import { hasLeft } from "./here.js";
import { dayIn, sessionOf } from "./kept.js";
import { isStuck } from "./report.js";
import { whenIdle } from "./soon.js";

export { forgetfulStore };

const A_DAY = 24 * 3600 * 1000;
const KEPT_FOR = 14 * A_DAY;
const GONE_ON_WITH_FOR = 2 * A_DAY;

/** The store of this browser; where there is none, one that lasts as long as the page. */
export async function openStore(factory = globalThis.indexedDB) {
  try {
    const database = new Database(factory);
    await database.open();
    const store = new Store(database);
    // Whatever is read first must not wait for it.
    whenIdle(() => store.prune().catch(() => {}));
    return store;
  } catch {
    return forgetfulStore();
  }
}

class Store {
  isLasting = true;
  #database;

  constructor(database) {
    this.#database = database;
  }

  async state(key) {
    const kept = await this.#read(({ states }) => states.get(key));
    return kept?.state;
  }

  /** Keep a state, its reports and a lock together, or nothing of them. */
  commit(key, state, reports, lock = null) {
    const now = Date.now();
    return this.#add(({ states, outbox, locks }) => {
      states.get(key).onsuccess = ({ target: { result: before } }) => {
        const kept = sessionOf(key, state, now, before);
        states.put(kept, key);
        reports.forEach((report) => outbox.add(moved(report, state.session, kept.session)));
        // That no more is asked of it, it need not find out by itself: the screen waits for it.
        states.transaction.commit();
      };
      if (lock) {
        locks.put(lock, lock.patient);
      }
    });
  }

  /** A patient's sessions on this phone. */
  async sessions(patient) {
    const kept = await this.#read(({ states }) => states.getAll(keysOf(patient)));
    return kept.map(({ state: _state, ...session }) => session);
  }

  plan(patient) {
    return this.#read(({ plans }) => plans.get(patient));
  }

  /** Keep a plan, and no longer the lock of which the server had `heard` when it was asked for it. */
  keepPlan(plan, heard = null) {
    return this.#add(({ plans, locks }) => {
      plans.put(plan, plan.patient);
      if (heard) {
        remove(locks, heard);
      }
    });
  }

  /** The document that a session was opened with: the one to go on by, whatever the plan is now. */
  async documentFor(patient, session) {
    const kept = await this.#read(({ documents }) => documents.index("session").get(session));
    return kept?.patient === patient ? kept : undefined;
  }

  keepDocument(document) {
    return this.#add(({ documents }) => documents.put(document, document.key));
  }

  /** The decision that locks a patient's sessions on this phone, if any. */
  async lock(patient) {
    const lock = await this.#read(({ locks }) => locks.get(patient));
    return lock?.decision ?? null;
  }

  /** The lock of which the server has heard: what it says from now on, it says knowing of it. */
  async heardLock(patient) {
    const lock = await this.#read(({ locks }) => locks.get(patient));
    const waiting = lock ? await this.waiting(patient) : [];
    return lock && !waiting.some(({ id }) => id === lock.report) ? lock : null;
  }

  /** Take that lock away, for the server's own word has come; and the plan of before the lock. */
  async unlock(patient) {
    const heard = await this.heardLock(patient);
    if (heard) {
      await this.#write(({ locks, plans }) => {
        plans.delete(patient);
        remove(locks, heard);
      });
    }
  }

  /** A patient's reports that wait to be sent, the oldest first. */
  async waiting(patient) {
    return (await this.#reports(patient)).filter(({ refused }) => !refused);
  }

  /** What the server did not take: each has the reason in `refused`, or is tried again. */
  async aside(patient) {
    return (await this.#reports(patient)).filter((one) => one.refused || isStuck(one));
  }

  remove(reports) {
    return this.#write(({ outbox }) => reports.forEach(({ order }) => outbox.delete(order)));
  }

  /**
   * Keep reports that the server will not take, with its reason, out of the way of the others, and
   * what is to be sent instead; by the same id, so that a lock waits for that.
   */
  setAside(reports, refused, instead = []) {
    const refusedAt = Date.now();
    return this.#write(({ outbox }) => {
      reports.forEach((report) => outbox.put({ ...report, refused, refusedAt }));
      instead.forEach((report) => outbox.add(report));
    });
  }

  /** Keep what is known of some reports now, and what is to be sent besides. */
  amend(reports, besides) {
    return this.#write(({ outbox }) => {
      reports.forEach((report) => outbox.put(report));
      besides.forEach((report) => outbox.add(report));
    });
  }

  /** Another tab or phone began this session first: all that is kept belongs to that one. */
  readdress(from, to) {
    return this.#write(({ states, documents, outbox }) => {
      each(outbox.openCursor(), (cursor) => cursor.update(moved(cursor.value, from, to)));
      each(states.openCursor(), (cursor) => {
        if (cursor.value.session === from) {
          const state = { ...cursor.value.state, session: to };
          cursor.update({ ...cursor.value, session: to, movedFrom: from, state });
        }
      });
      each(documents.openCursor(), (cursor) => cursor.update(moved(cursor.value, from, to)));
    });
  }

  /** Leave nothing of a patient but what the server has not been told: it can still be sent. */
  async forget(patient) {
    await this.unlock(patient);
    await this.#write(({ states, documents, plans }) => {
      states.delete(keysOf(patient));
      documents.delete(keysOf(patient));
      plans.delete(patient);
    });
  }

  /** Leave nothing of anybody else either, or of anybody at all. */
  async forgetOthers(patient = null) {
    const keysIn = (name) => this.#read((stores) => stores[name].getAllKeys());
    const keys = await Promise.all(["states", "documents", "plans", "locks"].map(keysIn));
    const others = new Set(keys.flat().map((key) => key.split(":")[0]));
    others.delete(patient);
    await Promise.all([...others].map((other) => this.forget(other)));
  }

  /** Clear away old refusals, and what is old of sessions that have nothing left to tell. */
  prune(now = Date.now()) {
    const isOld = (moment) => moment < now - KEPT_FOR;
    const newEnough = new Date(now - GONE_ON_WITH_FOR).toISOString().slice(0, 10);
    return this.#write(({ states, documents, outbox }) => {
      outbox.getAll().onsuccess = ({ target: { result: reports } }) => {
        const waiting = reports.filter(({ refused }) => !refused).map(({ session }) => session);
        reports
          .filter(({ refused, refusedAt }) => refused && isOld(refusedAt))
          .forEach(({ order }) => outbox.delete(order));
        each(states.openCursor(), ({ value: { key, keptAt, session } }) => {
          if (isOld(keptAt) && !waiting.includes(session)) {
            states.delete(key);
          }
        });
      };
      each(documents.openKeyCursor(), ({ key }) => {
        if (dayIn(key) < newEnough) {
          documents.delete(key);
        }
      });
    });
  }

  #reports(patient) {
    return this.#read(({ outbox }) => outbox.index("patient").getAll(patient));
  }

  #read(work) {
    return this.#database.transact("readonly", work);
  }

  /** Who has left the phone leaves nothing new on it, whatever a tab still does. */
  async #add(work) {
    if (hasLeft()) {
      throw new DOMException("The patient has signed out.", "NotAllowedError");
    }
    return this.#write(work);
  }

  /** On a full disk, what is old makes room for what is new, once. */
  async #write(work) {
    try {
      await this.#database.transact("readwrite", work);
    } catch (error) {
      if (error?.name !== "QuotaExceededError") {
        throw error;
      }
      await this.#database.transact("readwrite", ({ documents }) => documents.clear());
      await this.#database.transact("readwrite", work);
    }
  }
}

/** This lock, and none that has taken its place. */
function remove(locks, { patient, report }) {
  locks.get(patient).onsuccess = ({ target: { result: lock } }) => {
    if (lock?.report === report) {
      locks.delete(patient);
    }
  };
}

/** The beginning itself keeps its name: by that the server tells whose session it is. */
function moved(one, from, to) {
  return one.session === from && one.to !== "begin" ? { ...one, session: to } : one;
}

/** The keys of a patient's sessions, which begin with the patient's id. */
function keysOf(patient) {
  return IDBKeyRange.bound(`${patient}:`, `${patient};`);
}
