// What the phone keeps: the state of each session, the outbox of reports for the server, and what
// locks it: a decision, with the report that tells the server of it.
// A commit is done when its transaction is complete, and not before.

const NAME = "sciatica-player";
const VERSION = 2;

/** The store of this browser; where there is none, one that lasts as long as the page. */
export async function openStore(factory = globalThis.indexedDB) {
  try {
    return new Store(await opened(factory));
  } catch {
    return forgetfulStore();
  }
}

/** Stands in where the browser keeps nothing, as in some private windows. */
export function forgetfulStore() {
  return new ForgetfulStore();
}

class Store {
  isLasting = true;

  constructor(database) {
    this.database = database;
    database.onversionchange = () => database.close();
  }

  async state(key) {
    return answered(this.database.transaction("states").objectStore("states").get(key));
  }

  /** Keep a state, its reports and a lock together, or nothing of them. */
  async commit(key, state, reports, lock = null) {
    await this.#writing((states, outbox, locks) => {
      states.put(state, key);
      reports.forEach((report) => outbox.add(report));
      if (lock) {
        locks.put(lock, lock.patient);
      }
    });
  }

  /** The decision that locks a patient's sessions on this phone, if any. */
  async lock(patient) {
    const lock = await answered(this.database.transaction("locks").objectStore("locks").get(patient));
    return lock?.decision ?? null;
  }

  /** Take a lock away that the server has heard of: from now on its own word counts. */
  async unlock(patient) {
    const waiting = await this.#waiting();
    await this.#writing((_states, _outbox, locks) => {
      locks.get(patient).onsuccess = ({ target: { result: lock } }) => {
        if (lock && !waiting.some(({ id }) => id === lock.report)) {
          locks.delete(patient);
        }
      };
    });
  }

  /** The oldest report of a patient that waits to be sent. */
  async first(patient) {
    return (await this.#waiting()).find((report) => report.patient === patient) ?? null;
  }

  async remove(report) {
    await this.#writing((_states, outbox) => outbox.delete(report.order));
  }

  /** Keep a report that the server will not take, with its reason, out of the way of the others. */
  async setAside(report, refused) {
    await this.#writing((_states, outbox) => outbox.put({ ...report, refused }));
  }

  /** Another tab or phone began this session first: what is waiting belongs to that one. */
  async readdress(from, to) {
    await this.#writing((_states, outbox) => {
      outbox.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) {
          return;
        }
        if (cursor.value.session === from) {
          cursor.update({ ...cursor.value, session: to });
        }
        cursor.continue();
      };
    });
  }

  async #waiting() {
    const outbox = this.database.transaction("outbox").objectStore("outbox");
    return (await answered(outbox.getAll())).filter(({ refused }) => !refused);
  }

  #writing(work) {
    const names = ["states", "outbox", "locks"];
    const transaction = this.database.transaction(names, "readwrite", { durability: "strict" });
    work(...names.map((name) => transaction.objectStore(name)));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }
}

class ForgetfulStore {
  isLasting = false;
  #states = new Map();
  #outbox = [];
  #locks = new Map();
  #order = 0;

  async state(key) {
    return this.#states.get(key);
  }

  async commit(key, state, reports, lock = null) {
    this.#states.set(key, state);
    reports.forEach((report) => this.#outbox.push({ ...report, order: (this.#order += 1) }));
    if (lock) {
      this.#locks.set(lock.patient, lock.decision);
    }
  }

  async lock(patient) {
    return this.#locks.get(patient) ?? null;
  }

  /** A page that forgets everything is new, and so is the server's word that it came with. */
  async unlock() {}

  async first(patient) {
    return this.#outbox.find((report) => report.patient === patient && !report.refused) ?? null;
  }

  async remove({ order }) {
    this.#outbox = this.#outbox.filter((report) => report.order !== order);
  }

  async setAside({ order }, refused) {
    Object.assign(this.#outbox.find((report) => report.order === order), { refused });
  }

  async readdress(from, to) {
    this.#outbox
      .filter(({ session }) => session === from)
      .forEach((report) => Object.assign(report, { session: to }));
  }
}

function opened(factory) {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion < 1) {
      request.result.createObjectStore("states");
      request.result.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
    }
    request.result.createObjectStore("locks");
  };
  return answered(request);
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
