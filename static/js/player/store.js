// What the phone keeps: the state of each session, and the outbox of reports for the server.
// A commit is done when its transaction is complete, and not before.

const NAME = "sciatica-player";
const VERSION = 1;

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

  /** Keep a state and its reports together, or neither. */
  async commit(key, state, reports) {
    await this.#writing((states, outbox) => {
      states.put(state, key);
      reports.forEach((report) => outbox.add(report));
    });
  }

  /** The oldest report of a patient that waits to be sent. */
  async first(patient) {
    const waiting = await answered(this.database.transaction("outbox").objectStore("outbox").getAll());
    return waiting.find((report) => report.patient === patient && !report.refused) ?? null;
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

  #writing(work) {
    const transaction = this.database.transaction(["states", "outbox"], "readwrite", {
      durability: "strict",
    });
    work(transaction.objectStore("states"), transaction.objectStore("outbox"));
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
  #order = 0;

  async state(key) {
    return this.#states.get(key);
  }

  async commit(key, state, reports) {
    this.#states.set(key, state);
    reports.forEach((report) => this.#outbox.push({ ...report, order: (this.#order += 1) }));
  }

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
  request.onupgradeneeded = () => {
    request.result.createObjectStore("states");
    request.result.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
  };
  return answered(request);
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
